import { useTranslations } from 'use-intl'
import type { Words as WordsValue } from '#app/kernel/words.ts'
import { Button } from '#app/ui/button.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Facts, Muted, Section, Stack } from '#app/ui/layout.tsx'
import { DateField, TextArea } from '#app/ui/text-field.tsx'
import { When } from '#app/ui/when.tsx'
import { Words } from '#app/ui/words.tsx'
import { FitMeans } from './fit-means.tsx'
import type { MatchReason } from './matching.ts'
import { NotKept } from './not-kept.tsx'
import { ReasonList } from './reason-list.tsx'

const agendaName = 'agenda'

export type PairingProps = {
  id: string
  programmeName: WordsValue
  mentorName: string
  menteeName: string
  fit: string
  reasons: MatchReason[]
  manualReason: string | null
  startedOn: string
  endedOn: string | null
  endReason: string | null
  agenda: string | null
  nextOn: string | null
  mentorEvaluation: string | null
  menteeEvaluation: string | null
  revision: number
}

/** Why the two were paired, and what they will speak about next. */
export const PairingAside = ({
  pairing,
  competencies,
  mayKeep,
}: {
  pairing: PairingProps
  competencies: readonly { id: string; name: WordsValue }[]
  mayKeep: boolean
}) => {
  const t = useTranslations('mentoring')
  return (
    <Stack gap="large">
      <Section title={t('agenda.title')}>
        {mayKeep ? (
          <FormShell name={agendaName} editor revision={pairing.revision}>
            <DateField name="nextOn" label={t('agenda.next')} optional defaultValue={pairing.nextOn ?? ''} />
            <TextArea name="agenda" label={t('agenda.text')} optional defaultValue={pairing.agenda ?? ''} />
            <FormActions>
              <Button name="act" value="agenda">
                {t('agenda.keep')}
              </Button>
            </FormActions>
          </FormShell>
        ) : (
          <Stack>
            <Muted>{pairing.agenda ?? '—'}</Muted>
            <NotKept forms={[agendaName]} title={t('pairing.not-kept')} why={t('pairing.not-kept-why')}>
              <DateField name="nextOn" label={t('agenda.next')} readOnly />
              <TextArea name="agenda" label={t('agenda.text')} readOnly />
            </NotKept>
          </Stack>
        )}
      </Section>
      <Section title={t('pairing.about')}>
        <Facts
          facts={[
            { label: t('programme'), value: <Words words={pairing.programmeName} /> },
            { label: t('pairing.mentor'), value: pairing.mentorName },
            { label: t('pairing.mentee'), value: pairing.menteeName },
            { label: t('pairs.since'), value: <When at={pairing.startedOn} absolute /> },
            ...(pairing.endedOn ? [{ label: t('pairing.until'), value: <When at={pairing.endedOn} absolute /> }] : []),
            ...(pairing.endReason ? [{ label: t('pairing.end-reason'), value: pairing.endReason }] : []),
            { label: t('pairs.fit'), value: pairing.fit },
          ]}
        />
        <ReasonList reasons={pairing.reasons} competencies={competencies} />
        <FitMeans />
        {pairing.manualReason && <Muted>{t('pairing.by-hand', { reason: pairing.manualReason })}</Muted>}
      </Section>
    </Stack>
  )
}
