import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FieldRow, FoldedForm, FormActions } from '#app/ui/form.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { DateField, NumberField, TextArea } from '#app/ui/text-field.tsx'
import { NotKept } from './not-kept.tsx'
import type { LoggedSession } from './session-log.tsx'

/** What was written of a session whose form stands no longer. */
export const SessionNotKept = ({ forms }: { forms: readonly string[] }) => {
  const t = useTranslations('mentoring')
  return (
    <NotKept forms={forms} title={t('sessions.not-kept')} why={t('sessions.not-kept-why')}>
      <FieldRow>
        <DateField name="heldOn" label={t('sessions.held')} readOnly />
        <NumberField name="minutes" label={t('sessions.length')} unit={t('sessions.unit')} readOnly />
      </FieldRow>
      <TextArea name="topics" label={t('sessions.topics')} readOnly />
      <TextArea name="agreed" label={t('sessions.agreed')} readOnly />
    </NotKept>
  )
}

/** The name of the form that logs a session; one that corrects has the session's. */
export const newSession = 'new'

/** Logs a session, or corrects one's own that the other has not confirmed. */
export const SessionForm = ({
  pairingId,
  session,
  today,
}: {
  pairingId: string
  session: LoggedSession | undefined
  today: string
}) => {
  const t = useTranslations('mentoring')
  return (
    <FoldedForm
      key={session?.id ?? newSession}
      name={session?.id ?? newSession}
      isOpen={session !== undefined}
      editor="correct"
      adds={!session}
      revision={session?.revision}
      summary={t(session ? 'sessions.correct' : 'sessions.log-new')}
    >
      {session && <input type="hidden" name="id" value={session.id} />}
      <FieldRow>
        <DateField name="heldOn" label={t('sessions.held')} max={today} defaultValue={session?.heldOn ?? today} />
        <NumberField
          name="minutes"
          label={t('sessions.length')}
          unit={t('sessions.unit')}
          min={5}
          max={600}
          defaultValue={session?.minutes ?? 45}
        />
      </FieldRow>
      <Stack>
        <TextArea name="topics" label={t('sessions.topics')} defaultValue={session?.topics} />
        <TextArea
          name="agreed"
          label={t('sessions.agreed')}
          help={t('sessions.agreed-help')}
          defaultValue={session?.agreed}
        />
      </Stack>
      <FormActions>
        <Button variant="first" name="act" value={session ? 'correct' : 'log'}>
          {t(session ? 'sessions.keep-correction' : 'sessions.log')}
        </Button>
        {session && (
          <LinkButton variant="text" to={paths.pairing(pairingId)}>
            {t('back')}
          </LinkButton>
        )}
      </FormActions>
    </FoldedForm>
  )
}
