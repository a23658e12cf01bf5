import { Link } from '@remix-run/react'
import type { KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { useSentBy } from '#app/ui/sent.ts'
import { Words } from '#app/ui/words.tsx'
import type { AskedMove, TypedMove } from './asked-move.ts'
import styles from './calibration-board.module.css'
import type { CalibrationCard } from './calibration-view.server.ts'
import { MoveRating } from './move-rating.tsx'
import type { DragHandlers } from './use-card-drag.tsx'

type CardProps = {
  card: CalibrationCard
  isOpen: boolean
  asked: AskedMove | null
  typed: TypedMove | undefined
  /** Something of a move is asked for or written here, and not sent. */
  isMoving: boolean
  onType: (move: TypedMove) => void
  onStep: (step: -1 | 1) => void
  onTakeBack: () => void
  drag: DragHandlers
}

/** A person with three facts: score, post and unit, where the appraisal stands; then what moved the rating, and the move itself. */
export const PersonCard = ({ card, isOpen, asked, typed, isMoving, onType, onStep, onTakeBack, drag }: CardProps) => {
  const t = useTranslations('performance')
  const mayMove = isOpen && card.mayMove
  const name = asked ? `${card.id} ${asked.rating}` : card.id
  const isSent = useSentBy(name) !== null
  const takeBack = (details: HTMLDetailsElement | null) => {
    details?.querySelector('form')?.reset()
    onTakeBack()
  }
  const pressed = (event: KeyboardEvent<HTMLDetailsElement>) => {
    if (event.key === 'Escape') {
      event.currentTarget.open = false
      return takeBack(event.currentTarget)
    }
    const step = ({ ArrowLeft: -1, ArrowRight: 1 } as const)[event.key as 'ArrowLeft' | 'ArrowRight']
    // Within the fields the arrows are the fields' own.
    if (!step || !(event.target instanceof HTMLElement) || event.target.tagName !== 'SUMMARY') return
    event.preventDefault()
    onStep(step)
  }
  return (
    <li className={styles.card} data-card={card.id} data-asked={asked ? '' : undefined} {...(mayMove && drag)}>
      <div className={styles.who}>
        <Link to={paths.appraisal(card.id)}>{card.name}</Link>
        <Figure value={card.score} digits={2} strong />
      </div>
      <p className={styles.label}>
        {card.post && <Words words={card.post} />}
        {card.post && card.unit && ' · '}
        {card.unit && <Words words={card.unit} />}
      </p>
      <p className={styles.label}>{t(`state.${card.state}`)}</p>
      {card.finalRating !== card.bandRating && (
        <div>
          <Badge tone={card.cappedBy.length > 0 ? 'bad' : 'warn'}>
            {t('result.moved', { from: card.bandRating ?? '' })}
          </Badge>
        </div>
      )}
      {card.cappedBy.map((event) => (
        <p key={event} className={styles.label}>
          {t('result.capped', { event })}
        </p>
      ))}
      {card.reason && <p className={styles.reason}>{card.reason}</p>}
      {mayMove && (
        <details className={styles.move} open={asked !== null || isSent || undefined} onKeyDown={pressed}>
          <summary aria-keyshortcuts="ArrowLeft ArrowRight">
            {asked
              ? t('calibration.moving', { from: card.finalRating ?? '', to: asked.rating })
              : t('calibration.move')}
          </summary>
          <MoveRating key={name} card={card} asked={asked} name={name} typed={typed} onType={onType} />
          {isMoving && (
            <button
              type="button"
              className={styles.back}
              onClick={(event) => takeBack(event.currentTarget.closest('details'))}
            >
              {t('calibration.take-back')}
            </button>
          )}
        </details>
      )}
    </li>
  )
}
