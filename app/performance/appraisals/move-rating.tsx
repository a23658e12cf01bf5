import { useTranslations } from 'use-intl'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { type FormErrors, FormShell } from '#app/ui/form.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { type AskedMove, sentRating } from './asked-move.ts'
import type { CalibrationCard } from './calibration-view.server.ts'

/** A move that was sent and not taken: whose, and what is wrong with it. */
export type FailedMove = { appraisalId: string; rating: string; reason: string; errors: FormErrors }

type MoveProps = {
  card: CalibrationCard
  /** Where the board has put the card for now. */
  asked: AskedMove | null
  failed: FailedMove | null
  /** What was typed before the card was put elsewhere. */
  typed: string | null
  onType: (reason: string) => void
}

/** Rating and reason in the card itself. One card fails at a time, and its fields have the names that errors link to. */
export const MoveRating = ({ card, asked, failed, typed, onType }: MoveProps) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const own = (field: string) => (failed ? undefined : `${field}-${card.id}`)
  return (
    <FormShell errors={failed?.errors}>
      <input type="hidden" name="appraisalId" value={card.id} />
      <input type="hidden" name="revision" value={card.revision} />
      <SelectField
        label={t('rating')}
        name="rating"
        id={own('rating')}
        span="full"
        none={t('calibration.as-scored', { rating: card.bandRating ?? '' })}
        defaultValue={asked ? sentRating(card, asked.rating) : (failed?.rating ?? sentRating(card, card.movedTo))}
        options={card.bands
          .filter((band) => band.rating !== card.bandRating)
          .map((band) => ({ value: band.rating, label: `${band.rating} · ${words(band.name)}` }))}
      />
      <TextField
        label={t('calibration.reason')}
        name="reason"
        id={own('reason')}
        span="full"
        defaultValue={typed ?? failed?.reason ?? card.reason ?? ''}
        onChange={(event) => onType(event.target.value)}
      />
      <Button name="act" value="move" size="small" variant="first">
        {t('calibration.move')}
      </Button>
    </FormShell>
  )
}
