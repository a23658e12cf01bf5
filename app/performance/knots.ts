/**
 * The order of a piecewise curve's knots. They are sorted by value, whatever order they were typed in; two at one
 * value are a jump. Which of the two belongs to the left is not typed either: it is the way round that leaves the
 * shorter climb to the neighbours (a threshold (620, 0), (620, 50) before (1997, 100) starts at 0, and one at the end
 * of a falling curve ends at 0), and where both climb alike, the lower comes first.
 */
import { type Decimal, type DecimalText, decimal } from '#app/kernel/decimal.ts'

export type ExactKnot = { at: Decimal; points: Decimal }

export const knotsInOrder = (knots: readonly { at: DecimalText; points: DecimalText }[]): ExactKnot[] => {
  const groups: ExactKnot[][] = []
  const exact = knots.map((knot) => ({ at: decimal(knot.at), points: decimal(knot.points) }))
  for (const knot of exact.sort((a, b) => a.at.cmp(b.at) || a.points.cmp(b.points))) {
    const last = groups.at(-1)
    if (last?.[0]?.at.eq(knot.at)) last.push(knot)
    else groups.push([knot])
  }
  return groups.flatMap((group, index) => turned(group, groups[index - 1], groups[index + 1]))
}

const turned = (group: ExactKnot[], before: ExactKnot[] | undefined, after: ExactKnot[] | undefined): ExactKnot[] => {
  const [low, high] = group
  if (!low || !high) return group
  const climb = (left: ExactKnot, right: ExactKnot): Decimal =>
    distance(left, before?.at(-1)).plus(distance(right, after?.at(-1)))
  return climb(low, high).lte(climb(high, low)) ? [low, high] : [high, low]
}
const distance = (knot: ExactKnot, neighbour: ExactKnot | undefined): Decimal =>
  neighbour ? knot.points.minus(neighbour.points).abs() : decimal(0)

/**
 * The knots around a value: both, the same value twice at a knot or jump (its points: the higher), or one alone
 * beyond the ends.
 */
export const segmentAt = (
  knots: readonly { at: DecimalText; points: DecimalText }[],
  value: Decimal,
): { below?: ExactKnot; above?: ExactKnot } => {
  const ordered = knotsInOrder(knots)
  const here = ordered.filter((knot) => knot.at.eq(value))
  if (here.length > 0) return { below: here[0], above: here.at(-1) }
  return { below: ordered.findLast((knot) => knot.at.lt(value)), above: ordered.find((knot) => knot.at.gt(value)) }
}
