/** The portable JSON of a scoring curve, alone or with sample values. */
import * as z from 'zod/mini'
import { codeForm, decimalForm, fromZeroForm, listOf, ruledBy, wordsForm } from '#app/kernel/portable.form.ts'
import { type Curve, directions } from './curve.ts'
import { type CurveFaultCode, curveFaults } from './curve-fault.ts'

const curveReasons: Record<CurveFaultCode, string> = {
  'floor-above-cap': 'the floor lies above the cap',
  'floor-above-hundred': 'the floor lies above 100',
  'needs-two-knots': 'a piecewise curve needs at least two knots',
  'three-knots-at-one-value': 'at most two knots may share a value',
  'outer-band-closed': 'the outermost bands are open: this bound must be null',
  'band-empty': 'the band is empty: from must lie below to',
  'band-gap': 'there is a gap between this band and the one before it',
  'band-overlap': 'this band overlaps the one before it',
  'needs-two-levels': 'an anchored scale needs at least two levels',
  'level-twice': 'the level stands twice on the scale',
  negative: 'must not be negative',
}
const sound = ruledBy<Curve>((curve) =>
  curveFaults(curve).map((fault) => ({ ...fault, reason: curveReasons[fault.code] })),
)

const direction = z.enum(directions)
const bound = z.nullable(decimalForm)
const kinds = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('linear'), direction, floor: decimalForm, cap: decimalForm }),
  z.strictObject({
    kind: z.literal('piecewise'),
    knots: listOf(z.strictObject({ at: decimalForm, points: decimalForm }), 100),
  }),
  z.strictObject({
    kind: z.literal('step'),
    direction,
    bands: listOf(z.strictObject({ from: bound, to: bound, points: decimalForm }), 100),
  }),
  z.strictObject({ kind: z.literal('deduct'), per: fromZeroForm, floor: decimalForm }),
  z.strictObject({
    kind: z.literal('anchored'),
    levels: listOf(z.strictObject({ level: codeForm, points: decimalForm, anchor: wordsForm }), 20),
  }),
])
export const curveForm: z.ZodMiniType<Curve> = kinds.check(sound)

/** A curve with values to try it on: an actual or level each, with the target where the curve is linear. */
export type CurveDocument = {
  format: 'echelon.curve'
  version: 1
  curve: Curve
  samples: readonly { value: string; target?: string; points?: string }[]
}
export const curveDocumentForm: z.ZodMiniType<CurveDocument> = z.strictObject({
  format: z.literal('echelon.curve'),
  version: z.literal(1),
  curve: curveForm,
  samples: listOf(
    z.strictObject({ value: codeForm, target: z.optional(decimalForm), points: z.optional(decimalForm) }),
  ),
})
