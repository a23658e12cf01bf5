import { useTranslations } from 'use-intl'
import type { Words as WordsValue } from '#app/kernel/words.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { Proof } from './exchange.ts'
import { FitMeans } from './fit-means.tsx'
import type { MatchReason } from './matching.ts'
import styles from './matching-preview.module.css'
import { ProofNote } from './proof-note.tsx'
import { ReasonList } from './reason-list.tsx'

export type PreviewProps = {
  revision: number
  matches: readonly { mentorId: string; menteeId: string; fit: number; reasons: MatchReason[] }[]
  choices: readonly { menteeId: string; mentorIds: string[] }[]
  proof: Proof
  nameOf: (employeeId: string) => string
  competencies: readonly { id: string; name: WordsValue }[]
}

/** The proposed pairs with their reasons; each may be changed by hand, with a reason, before all are confirmed. */
export const MatchingPreview = ({ revision, matches, choices, proof, nameOf, competencies }: PreviewProps) => {
  const t = useTranslations('mentoring')
  if (choices.length === 0) return <Empty title={t('preview.none')} why={t('preview.none-why')} />
  return (
    <Stack>
      <ProofNote proof={proof} nameOf={nameOf} />
      <FitMeans />
      <FormShell>
        <input type="hidden" name="revision" value={revision} />
        <ol className={styles.pairs}>
          {choices.map(({ menteeId, mentorIds }, index) => {
            const match = matches.find((each) => each.menteeId === menteeId)
            return (
              <li key={menteeId} className={styles.pair}>
                <input type="hidden" name={`pairs.${index}.menteeId`} value={menteeId} />
                <div className={styles.mentee}>
                  <b>{nameOf(menteeId)}</b>
                  <span className={styles.fit}>
                    {match ? t('preview.fit', { fit: match.fit }) : t('preview.unmatched')}
                  </span>
                  {match && <ReasonList reasons={match.reasons} competencies={competencies} />}
                </div>
                <SelectField
                  name={`pairs.${index}.mentorId`}
                  label={t('preview.mentor')}
                  none={t('preview.nobody')}
                  defaultValue={match?.mentorId ?? ''}
                  options={mentorIds.map((id) => ({
                    value: id,
                    label: id === match?.mentorId ? t('preview.proposed', { name: nameOf(id) }) : nameOf(id),
                  }))}
                />
                <TextField name={`pairs.${index}.reason`} label={t('preview.reason')} optional />
              </li>
            )
          })}
        </ol>
        <FormActions sticky>
          <ConfirmButton
            variant="first"
            name="act"
            value="confirm"
            confirm={t('preview.confirm')}
            consequence={t('preview.confirm-means')}
          >
            {t('preview.confirm-all', { count: matches.length })}
          </ConfirmButton>
          <Button type="reset" variant="text">
            {t('preview.as-proposed')}
          </Button>
        </FormActions>
      </FormShell>
    </Stack>
  )
}
