import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { FieldRow, FoldedForm, FormActions, FormShell } from '#app/ui/form.tsx'
import { Row, Stack } from '#app/ui/layout.tsx'
import { DateField, NumberField, TextArea } from '#app/ui/text-field.tsx'
import { Timeline } from '#app/ui/timeline.tsx'
import { NotKept } from './not-kept.tsx'
import { type SessionFacts, type Side, sessionState, waitsFor } from './session.ts'

export type LoggedSession = SessionFacts & {
  id: string
  heldOn: string
  minutes: number
  topics: string
  agreed: string
  revision: number
  isOwn: boolean
}

/** What was met, newest first, with what waits for whom. */
export const SessionLog = ({
  pairingId,
  sessions,
  side,
  otherName,
}: {
  pairingId: string
  sessions: readonly LoggedSession[]
  side: Side | null
  otherName: string
}) => {
  const t = useTranslations('mentoring')
  if (sessions.length === 0) return <Empty icon="note" title={t('sessions.none')} why={t('sessions.none-why')} />
  return (
    <Timeline
      items={sessions.map((session) => {
        const state = sessionState(session)
        const isMine = waitsFor(session, side)
        return {
          key: session.id,
          at: session.heldOn,
          tone: state === 'confirmed' ? ('ok' as const) : state === 'waits' ? ('warn' as const) : ('plain' as const),
          icon: state === 'confirmed' ? ('check' as const) : undefined,
          title: (
            <Row>
              {t('sessions.minutes', { minutes: session.minutes })}
              <Badge tone={state === 'confirmed' ? 'ok' : state === 'waits' ? 'warn' : 'plain'}>
                {state !== 'waits'
                  ? t(`sessions.${state}`)
                  : isMine
                    ? t('sessions.waits-for-you')
                    : t('sessions.waits-for', { name: otherName })}
              </Badge>
            </Row>
          ),
          text: (
            <>
              <p>{session.topics}</p>
              <p>{t('sessions.agreed-text', { agreed: session.agreed })}</p>
            </>
          ),
          action: state === 'waits' && (isMine || session.isOwn) && (
            <FormShell>
              <input type="hidden" name="id" value={session.id} />
              <input type="hidden" name="revision" value={session.revision} />
              <Row>
                {isMine && (
                  <Button variant="first" size="small" name="act" value="confirm">
                    {t('sessions.confirm')}
                  </Button>
                )}
                {session.isOwn && (
                  <>
                    <LinkButton size="small" to={paths.pairing(pairingId, session.id)}>
                      {t('sessions.correct')}
                    </LinkButton>
                    <ConfirmButton
                      variant="text"
                      size="small"
                      name="act"
                      value="withdraw"
                      confirm={t('sessions.withdraw')}
                      consequence={t('sessions.withdraw-consequence', { name: otherName })}
                    >
                      {t('sessions.withdraw')}
                    </ConfirmButton>
                  </>
                )}
              </Row>
            </FormShell>
          ),
        }
      })}
    />
  )
}

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
