import { useTranslations } from 'use-intl'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { type AskedMove, sentRating, type TypedMove } from './asked-move.ts'
import type { CalibrationCard } from './calibration-view.server.ts'

type MoveProps = {
  card: CalibrationCard
  /** Where the board has put the card for now. */
  asked: AskedMove | null
  /** The form's name: another once the card is put elsewhere, since it asks for something else there. */
  name: string
  /** What was typed before the card was put elsewhere. */
  typed: TypedMove | undefined
  onType: (move: TypedMove) => void
}

const movedIn = (form: HTMLFormElement): TypedMove => {
  const fields = new FormData(form)
  return { rating: String(fields.get('rating') ?? ''), reason: String(fields.get('reason') ?? '') }
}

/** Rating and reason in the card itself. */
export const MoveRating = ({ card, asked, name, typed, onType }: MoveProps) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  return (
    <FormShell name={name} onChange={(event) => onType(movedIn(event.currentTarget))}>
      <input type="hidden" name="appraisalId" value={card.id} />
      <input type="hidden" name="revision" value={card.revision} />
      <SelectField
        label={t('rating')}
        name="rating"
        span="full"
        none={t('calibration.as-scored', { rating: card.bandRating ?? '' })}
        defaultValue={sentRating(card, asked ? asked.rating : card.movedTo)}
        options={card.bands
          .filter((band) => band.rating !== card.bandRating)
          .map((band) => ({ value: band.rating, label: `${band.rating} · ${words(band.name)}` }))}
      />
      <TextField
        label={t('calibration.reason')}
        name="reason"
        span="full"
        defaultValue={typed?.reason ?? card.reason ?? ''}
      />
      <Button name="act" value="move" size="small" variant="first">
        {t('calibration.move')}
      </Button>
    </FormShell>
  )
}
