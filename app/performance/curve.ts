/** Achievement of a KPI becomes points by one of five curves; domain.md "Scoring" has the formulas. */
import { clamp, Decimal, type DecimalText, decimal, decimalText, isDecimalText, roundTo } from '#app/kernel/decimal.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { type Step, step } from '#app/kernel/step.ts'
import type { Words } from '#app/kernel/words.ts'
import { segmentAt } from './knots.ts'

export const curveKinds = ['linear', 'piecewise', 'step', 'deduct', 'anchored'] as const
export const directions = ['higher', 'lower'] as const
export type Direction = (typeof directions)[number]

/** `clamp(100·a/t, floor, cap)`, for lower is better `clamp(100·(2 − a/t), floor, cap)`. */
export type LinearCurve = { kind: 'linear'; direction: Direction; floor: DecimalText; cap: DecimalText }
/** Straight lines through knots, typed in any order; two knots at one value are a jump, where the higher points hold. */
export type PiecewiseCurve = { kind: 'piecewise'; knots: readonly Knot[] }
export type Knot = { at: DecimalText; points: DecimalText }
/** `[from, to)` when higher is better, `(from, to]` when lower is; null is open-ended. */
export type StepCurve = { kind: 'step'; direction: Direction; bands: readonly StepBand[] }
export type StepBand = { from: DecimalText | null; to: DecimalText | null; points: DecimalText }
/** `max(floor, 100 − per · occurrences)`, at most 100. */
export type DeductCurve = { kind: 'deduct'; per: DecimalText; floor: DecimalText }
/** A judgement on a scale with written anchors; a mark is the `level` of one of them. */
export type AnchoredCurve = { kind: 'anchored'; levels: readonly Anchor[] }
export type Anchor = { level: string; points: DecimalText; anchor: Words }
export type Curve = LinearCurve | PiecewiseCurve | StepCurve | DeductCurve | AnchoredCurve

export type CurveRefusal = 'not-a-number' | 'no-target' | 'target-not-positive' | 'no-such-level'
export type Points = { points: Decimal; step: Step }

/**
 * Points, to 0.01, of an actual (decimal text) or, on an anchored curve, of a level. `label` names the line in the step.
 * Only the linear curve reads `target`.
 */
export const pointsOf = (
  curve: Curve,
  actual: string,
  target?: DecimalText,
  label: string = curve.kind,
): Outcome<Points, CurveRefusal> => {
  if (curve.kind === 'anchored') return anchored(curve, actual, label)
  if (!isDecimalText(actual)) return refused('not-a-number')
  const a = decimal(actual)
  switch (curve.kind) {
    case 'linear':
      return linear(curve, a, target, label)
    case 'piecewise':
      return done(piecewise(curve, a, label))
    case 'step':
      return done(stepped(curve, a, label))
    case 'deduct':
      return done(deducted(curve, a, label))
  }
}

const pointsWith = (rule: string, label: string, exact: Decimal, inputs: Step['inputs']): Points => {
  const points = roundTo(exact, 2)
  return { points, step: step(rule, label, inputs, decimalText(points)) }
}

const anchored = (curve: AnchoredCurve, level: string, label: string): Outcome<Points, CurveRefusal> => {
  const found = curve.levels.find((each) => each.level === level)
  if (!found) return refused('no-such-level')
  return done(pointsWith('curve-anchored', label, decimal(found.points), { level }))
}

const linear = (
  { direction, floor, cap }: LinearCurve,
  a: Decimal,
  target: DecimalText | undefined,
  label: string,
): Outcome<Points, CurveRefusal> => {
  if (target === undefined) return refused('no-target')
  const t = decimal(target)
  if (!t.gt(0)) return refused('target-not-positive')
  const ratio = direction === 'higher' ? a.times(100).div(t) : t.times(2).minus(a).times(100).div(t)
  const inputs = { actual: decimalText(a), target: decimalText(t), direction, floor, cap }
  return done(pointsWith('curve-linear', label, clamp(ratio, decimal(floor), decimal(cap)), inputs))
}

const piecewise = (curve: PiecewiseCurve, a: Decimal, label: string): Points => {
  const { below, above } = segmentAt(curve.knots, a)
  const actual = decimalText(a)
  if (!below || !above || below.at.eq(above.at)) {
    const held = below && above ? Decimal.max(below.points, above.points) : (below ?? above)?.points
    if (held === undefined) throw new RangeError('a piecewise curve without knots')
    return pointsWith('curve-piecewise-held', label, held, { actual, points: decimalText(held) })
  }
  const rise = above.points.minus(below.points).times(a.minus(below.at))
  const exact = below.points.plus(rise.div(above.at.minus(below.at)))
  return pointsWith('curve-piecewise', label, exact, {
    actual,
    fromValue: decimalText(below.at),
    fromPoints: decimalText(below.points),
    toValue: decimalText(above.at),
    toPoints: decimalText(above.points),
  })
}

const stepped = (curve: StepCurve, a: Decimal, label: string): Points => {
  const band = curve.bands.find((each) => holds(each, a, curve.direction))
  if (!band) throw new RangeError(`a step curve without a band for ${a.toFixed()}`)
  const inputs = { actual: decimalText(a), from: band.from, to: band.to, direction: curve.direction }
  return pointsWith('curve-step', label, decimal(band.points), inputs)
}
const holds = ({ from, to }: StepBand, a: Decimal, direction: Direction): boolean =>
  direction === 'higher'
    ? (from === null || a.gte(from)) && (to === null || a.lt(to))
    : (from === null || a.gt(from)) && (to === null || a.lte(to))

const deducted = ({ per, floor }: DeductCurve, occurrences: Decimal, label: string): Points => {
  const left = decimal(100).minus(decimal(per).times(occurrences))
  const inputs = { occurrences: decimalText(occurrences), per, floor }
  return pointsWith('curve-deduct', label, Decimal.min(100, Decimal.max(floor, left)), inputs)
}
