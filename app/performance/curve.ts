/** Achievement of a KPI becomes points by one of five curves; domain.md "Scoring" has the formulas. */
import type { DecimalText } from '#app/kernel/decimal.ts'
import type { Words } from '#app/kernel/words.ts'

export const curveKinds = ['linear', 'piecewise', 'step', 'deduct', 'anchored'] as const
export type CurveKind = (typeof curveKinds)[number]
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
