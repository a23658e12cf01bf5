import { useTranslations } from 'use-intl'
import { FieldRow } from '#app/ui/form.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Sent, useRefusedForm, useSentBy } from '#app/ui/sent.ts'
import { DateField, NumberField, TextArea } from '#app/ui/text-field.tsx'

/**
 * What was written of a session and refused, where its form stands no longer: the other side ended the pairing, or
 * confirmed the session, meanwhile. It stays to be read and copied.
 */
export const RefusedSession = ({ shown, forms }: { shown: string | null; forms: readonly string[] }) => {
  const t = useTranslations('mentoring')
  const refused = useRefusedForm()
  const sent = useSentBy(refused ?? '')
  if (!sent || refused === null || refused === shown || !forms.includes(refused)) return null
  return (
    <Note tone="warn" title={t('sessions.not-kept')}>
      <Sent.Provider value={sent}>
        <Stack>
          <p>{t('sessions.not-kept-why')}</p>
          <FieldRow>
            <DateField name="heldOn" label={t('sessions.held')} readOnly />
            <NumberField name="minutes" label={t('sessions.length')} unit={t('sessions.unit')} readOnly />
          </FieldRow>
          <TextArea name="topics" label={t('sessions.topics')} readOnly />
          <TextArea name="agreed" label={t('sessions.agreed')} readOnly />
        </Stack>
      </Sent.Provider>
    </Note>
  )
}
