import { useTranslations } from 'use-intl'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { type FormErrors, FormShell } from '#app/ui/form.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { CalibrationRow } from './calibration-view.server.ts'

/** A move that was sent and not taken: whose, and what is wrong with it. */
export type FailedMove = { appraisalId: string; rating: string; reason: string; errors: FormErrors }

/** Moves one person's rating in its own row. One row fails at a time, and its fields have the names that errors link to. */
export const MoveRating = ({ row, failed }: { row: CalibrationRow; failed: FailedMove | null }) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const own = (field: string) => (failed ? undefined : `${field}-${row.id}`)
  const standing = row.finalRating === row.bandRating ? '' : (row.finalRating ?? '')
  return (
    <details open={failed !== null || undefined}>
      <summary>{t('calibration.move')}</summary>
      <FormShell errors={failed?.errors}>
        <input type="hidden" name="appraisalId" value={row.id} />
        <input type="hidden" name="revision" value={row.revision} />
        <SelectField
          label={t('rating')}
          name="rating"
          id={own('rating')}
          span="narrow"
          none={t('calibration.as-scored')}
          defaultValue={failed?.rating ?? standing}
          options={row.bands.map((band) => ({ value: band.rating, label: `${band.rating} · ${words(band.name)}` }))}
        />
        <TextField
          label={t('calibration.reason')}
          name="reason"
          id={own('reason')}
          defaultValue={failed?.reason ?? row.reason ?? ''}
        />
        <Button name="act" value="move" size="small">
          {t('calibration.move')}
        </Button>
      </FormShell>
    </details>
  )
}
