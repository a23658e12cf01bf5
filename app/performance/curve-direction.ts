/**
 * Whether a curve runs against its KPI: where higher is better, no larger value may earn fewer points, and where lower is
 * better, none more. A scale with anchors has no values to run along.
 */
import { type DecimalText, decimal, decimalText } from '#app/kernel/decimal.ts'
import type { Curve, Direction } from './curve.ts'
import { knotsInOrder } from './knots.ts'

/** The first values between which it does; at one where it jumps there, along all of them where it has no others. */
export type Against =
  | { where: 'between' | 'at'; from: DecimalText; to: DecimalText }
  | { where: 'along'; from: null; to: null }

const along: Against = { where: 'along', from: null, to: null }

export const againstDirection = (curve: Curve, direction: Direction): Against | null => {
  switch (curve.kind) {
    case 'linear':
      return curve.direction === direction ? null : along
    case 'deduct':
      return direction === 'higher' && decimal(curve.per).gt(0) ? along : null
    case 'piecewise': {
      const knots = knotsInOrder(curve.knots)
      const [before, after] = firstPair(knots, direction) ?? []
      return before && after ? stretch(decimalText(before.at), decimalText(after.at)) : null
    }
    case 'step': {
      const [, band] = firstPair(bandsInOrder(curve.bands), direction) ?? []
      return band?.from ? stretch(band.from, band.from) : null
    }
    case 'anchored':
      return null
  }
}

const stretch = (from: DecimalText, to: DecimalText): Against => ({ where: from === to ? 'at' : 'between', from, to })

const bandsInOrder = <B extends { from: DecimalText | null }>(bands: readonly B[]): B[] =>
  [...bands].sort((a, b) => (a.from === null ? -1 : b.from === null ? 1 : decimal(a.from).cmp(b.from)))

/** The first two neighbours whose points go the wrong way. */
const firstPair = <P extends { points: Parameters<typeof decimal>[0] }>(
  places: readonly P[],
  direction: Direction,
): [P, P] | null => {
  for (const [index, place] of places.entries()) {
    const before = places[index - 1]
    if (!before) continue
    const rise = decimal(place.points).cmp(before.points)
    if (direction === 'higher' ? rise < 0 : rise > 0) return [before, place]
  }
  return null
}
