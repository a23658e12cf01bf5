/** A move of a rating on its way: asked for on the board or half written, not yet sent with its reason. */

/** What the board needs to know of a card to say where it may go. */
export type Movable = {
  id: string
  name: string
  bandRating: string | null
  finalRating: string | null
  mayMove: boolean
  /** Where the panel has moved it, and why. */
  movedTo: string | null
  reason: string | null
  revision: number
  /** From the best down. */
  bands: readonly { rating: string }[]
}
/** `revision` is the appraisal's when it was asked: once the appraisal has changed, the move is done or void. */
export type AskedMove = { appraisalId: string; revision: number; rating: string }
/** What stands in a card's form once somebody has written in it. */
export type TypedMove = { rating: string; reason: string }

/** The rating under which a card stands while its move is asked for. */
export const standsAt = (card: Movable, asked: AskedMove | null): string | null =>
  isAskedOf(card, asked) ? asked.rating : card.finalRating

export const isAskedOf = (card: Movable, asked: AskedMove | null): asked is AskedMove =>
  asked !== null && asked.appraisalId === card.id && asked.revision === card.revision

/** Null where nothing would move: the card stands there already, or the rating is none of its template's. */
export const moveTo = (card: Movable, rating: string | null): AskedMove | null =>
  card.mayMove && rating !== null && rating !== card.finalRating && card.bands.some((band) => band.rating === rating)
    ? { appraisalId: card.id, revision: card.revision, rating }
    : null

/** One rating better (-1) or worse (1) than where the card stands; null at the end of the scale. */
export const ratingBeside = (card: Movable, asked: AskedMove | null, step: -1 | 1): string | null => {
  const at = card.bands.findIndex((band) => band.rating === standsAt(card, asked))
  return at < 0 ? null : (card.bands[at + step]?.rating ?? null)
}

/** What the form sends: the rating by the score is no rating of the panel's, but its move taken back. */
export const sentRating = (card: Movable, rating: string | null): string =>
  rating === null || rating === card.bandRating ? '' : rating

/** Whether closing the calibration would lose something: asked for or written, and not what stands there already. */
export const isOpenMove = (card: Movable, asked: AskedMove | null, typed: TypedMove | undefined): boolean =>
  card.mayMove &&
  (isAskedOf(card, asked) ||
    (typed !== undefined &&
      (typed.rating !== sentRating(card, card.movedTo) || typed.reason.trim() !== (card.reason ?? ''))))
