/** Bands turn the rounded score into a rating; a veto caps it and calibration moves it, never above the cap. */
import { type Decimal, type DecimalText, decimal, decimalText } from '#app/kernel/decimal.ts'
import { type Step, step } from '#app/kernel/step.ts'
import type { Veto } from './scorecard.ts'
import type { Band } from './template.ts'

export type Rated = {
  bandRating: string
  finalRating: string
  /** Bounds of the final rating's band: `least` included, `most` excluded. */
  band: { least: DecimalText; most: DecimalText | null }
  cappedBy: string[]
  steps: Step[]
}

/** From the lowest rating to the best. */
export const bandsUpward = (bands: readonly Band[]): Band[] => [...bands].sort((a, b) => decimal(a.from).cmp(b.from))

/**
 * Whether a rating lies below the middle of its scale: D and E of A to E, the last two of four, the last of three. One
 * that the scale does not have says nothing.
 */
export const isLowRating = (bands: readonly Band[], rating: string): boolean => {
  const rank = bandsUpward(bands).findIndex((band) => band.rating === rating)
  return rank >= 0 && 2 * rank < bands.length - 1
}

/** `score` to 0.01. A rating that no band has is a mistake of the caller. */
export const rate = (
  bands: readonly Band[],
  score: Decimal,
  vetoes: readonly Veto[] = [],
  calibrated?: { rating: string; reason: string },
): Rated => {
  const upward = bandsUpward(bands)
  const rankOf = (rating: string): number => {
    const rank = upward.findIndex((band) => band.rating === rating)
    if (rank < 0) throw new RangeError(`no band for rating ${rating}`)
    return rank
  }
  const byScore = Math.max(
    0,
    upward.findLastIndex((band) => score.gte(band.from)),
  )
  const moved = calibrated ? rankOf(calibrated.rating) : byScore
  const cap = vetoes.reduce((least, veto) => Math.min(least, rankOf(veto.cap)), upward.length - 1)
  const final = Math.min(moved, cap)
  const cappedBy = vetoes.filter((veto) => moved > final && rankOf(veto.cap) === cap).map((veto) => veto.event)
  const nameOf = (rank: number): string => upward[rank]?.rating ?? ''
  const steps = [
    step('rating-band', 'rating', { score: decimalText(score), from: upward[byScore]?.from ?? '0' }, nameOf(byScore)),
  ]
  if (calibrated)
    steps.push(step('rating-calibrated', 'rating', { from: nameOf(byScore), reason: calibrated.reason }, nameOf(moved)))
  for (const event of cappedBy)
    steps.push(step('rating-veto', event, { from: nameOf(moved), cap: nameOf(cap) }, nameOf(final)))
  return {
    bandRating: nameOf(byScore),
    finalRating: nameOf(final),
    band: { least: upward[final]?.from ?? '0', most: upward[final + 1]?.from ?? null },
    cappedBy,
    steps,
  }
}
