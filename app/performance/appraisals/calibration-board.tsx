import { Link } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Words as Name } from '#app/kernel/words.ts'
import { Unseen } from '#app/ui/layout.tsx'
import { Words } from '#app/ui/words.tsx'
import { isAskedOf, moveTo, ratingBeside, standsAt } from './asked-move.ts'
import styles from './calibration-board.module.css'
import { PersonCard } from './calibration-card.tsx'
import type { CalibrationCard } from './calibration-view.server.ts'
import { type SpreadRating, unrated } from './rating-spread.ts'
import { RatingSpread } from './rating-spread-bars.tsx'
import { useCardDrag } from './use-card-drag.tsx'
import type { OpenMoves } from './use-open-moves.tsx'

type BoardColumn = { rating: string; name: Name | null; count: number }
type BoardProps = {
  cards: readonly CalibrationCard[]
  ratings: readonly SpreadRating[]
  /** How many have no rating yet. */
  without: number
  /** The one rating whose people are shown page by page; null shows the best of each. */
  alone: string | null
  isOpen: boolean
  moves: OpenMoves
}
/** Where the keyboard goes on once a card stands elsewhere. */
type Focus = { id: string; on: 'summary' | '[name=reason]' }

/**
 * Columns are ratings, cards are people. A card is moved with the pointer, with the arrow keys on its "Move", or by the
 * form in it, which is all there is without JavaScript; nothing is moved until the reason is sent.
 */
export const CalibrationBoard = ({ cards, ratings, without, alone, isOpen, moves }: BoardProps) => {
  const t = useTranslations('performance')
  const board = useRef<HTMLDivElement>(null)
  const { asked } = moves
  const [focus, setFocus] = useState<Focus | null>(null)
  useEffect(() => {
    if (!focus) return
    board.current?.querySelector<HTMLElement>(`[data-card="${focus.id}"] ${focus.on}`)?.focus()
  }, [focus])
  const ask = (card: CalibrationCard, rating: string | null, on: Focus['on']) => {
    // Put back where it stands, a card asks for nothing.
    const isBack = isAskedOf(card, asked) && rating === card.finalRating
    const move = moveTo(card, rating)
    if (!move && !isBack) return
    moves.ask(move)
    setFocus({ id: card.id, on: move ? on : 'summary' })
  }
  const { over, handlersOf } = useCardDrag((id, rating) => {
    const card = cards.find((each) => each.id === id)
    if (card) ask(card, rating, '[name=reason]')
  })
  const all: BoardColumn[] = alone === unrated ? [{ rating: unrated, name: null, count: without }] : [...ratings]
  const columns = all.filter((column) => alone === null || column.rating === alone)
  const columnOf = (card: CalibrationCard) => {
    const at = standsAt(card, asked) ?? unrated
    return columns.some((column) => column.rating === at) ? at : (card.finalRating ?? unrated)
  }
  const moving = cards.find((card) => isAskedOf(card, asked))
  return (
    <div ref={board} className={styles.board}>
      <RatingSpread ratings={ratings} alone={alone} over={over} />
      {isOpen && cards.some((card) => card.mayMove) && (
        <p className={styles.how} data-needs="script">
          {t('calibration.how')}
        </p>
      )}
      <div role="status">
        {moving && asked && (
          <Unseen>
            {t('calibration.asked', { name: moving.name, from: moving.finalRating ?? '', to: asked.rating })}
          </Unseen>
        )}
      </div>
      <div className={alone === null ? styles.columns : styles.alone}>
        {columns.map(({ rating, name, count }) => {
          const own = cards.filter((card) => columnOf(card) === rating)
          const shown = cards.filter((card) => (card.finalRating ?? unrated) === rating).length
          return (
            <section
              key={rating}
              id={`rating-${rating}`}
              className={styles.column}
              data-rating={rating === unrated ? undefined : rating}
              data-over={over !== null && over === rating ? '' : undefined}
              aria-labelledby={`rating-name-${rating}`}
            >
              <h2 id={`rating-name-${rating}`} className={styles.rating}>
                {rating === unrated ? (
                  t('state.unscored')
                ) : (
                  <>
                    <b>{rating}</b> {name && <Words words={name} />}
                  </>
                )}{' '}
                <span className={styles.label}>{t('calibration.people', { count })}</span>
              </h2>
              <ol className={styles.cards}>
                {own.map((card) => (
                  <PersonCard
                    key={card.id}
                    card={card}
                    isOpen={isOpen}
                    asked={isAskedOf(card, asked) ? asked : null}
                    typed={moves.typedOf(card.id)}
                    isMoving={moves.isOpen(card)}
                    onType={(move) => moves.type(card.id, move)}
                    onStep={(step) => ask(card, ratingBeside(card, asked, step), 'summary')}
                    onTakeBack={() => {
                      moves.takeBack(card.id)
                      setFocus({ id: card.id, on: 'summary' })
                    }}
                    drag={handlersOf(card.id)}
                  />
                ))}
              </ol>
              {alone === null && count > shown && (
                <Link to={`?rating=${encodeURIComponent(rating)}`}>{t('calibration.show-all', { count })}</Link>
              )}
            </section>
          )
        })}
      </div>
      {alone === null && without > 0 && (
        <Link to={`?rating=${unrated}`}>{t('calibration.show-unrated', { count: without })}</Link>
      )}
    </div>
  )
}
