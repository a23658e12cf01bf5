/** What makes a curve unusable, with the place in it: the screens and the import point there. */
import { type DecimalText, decimal } from '#app/kernel/decimal.ts'
import type { Curve, StepCurve } from './curve.ts'

export const curveFaultCodes = [
  'floor-above-cap',
  'floor-above-hundred',
  'needs-two-knots',
  'three-knots-at-one-value',
  'outer-band-closed',
  'band-empty',
  'band-gap',
  'band-overlap',
  'needs-two-levels',
  'level-twice',
  'negative',
] as const
export type CurveFaultCode = (typeof curveFaultCodes)[number]
export type CurveFault = { path: readonly (string | number)[]; code: CurveFaultCode }

export const curveFaults = (curve: Curve): CurveFault[] => {
  switch (curve.kind) {
    case 'linear':
      return decimal(curve.floor).gt(curve.cap) ? [{ path: ['floor'], code: 'floor-above-cap' }] : []
    case 'piecewise':
      return [
        ...(curve.knots.length < 2 ? [{ path: ['knots'], code: 'needs-two-knots' } as const] : []),
        ...curve.knots.flatMap((knot, index): CurveFault[] =>
          curve.knots.slice(0, index).filter((each) => same(each.at, knot.at)).length > 1
            ? [{ path: ['knots', index, 'at'], code: 'three-knots-at-one-value' }]
            : [],
        ),
      ]
    case 'step':
      return bandFaults(curve)
    case 'deduct':
      return [
        ...(decimal(curve.per).lt(0) ? [{ path: ['per'], code: 'negative' } as const] : []),
        ...(decimal(curve.floor).gt(100) ? [{ path: ['floor'], code: 'floor-above-hundred' } as const] : []),
      ]
    case 'anchored':
      return [
        ...(curve.levels.length < 2 ? [{ path: ['levels'], code: 'needs-two-levels' } as const] : []),
        ...curve.levels.flatMap((level, index): CurveFault[] =>
          curve.levels.findIndex((each) => each.level === level.level) < index
            ? [{ path: ['levels', index, 'level'], code: 'level-twice' }]
            : [],
        ),
      ]
  }
}

const same = (a: DecimalText, b: DecimalText): boolean => decimal(a).eq(b)

/** Bands, typed in any order, must reach from end to end without a gap or an overlap. */
const bandFaults = ({ bands }: StepCurve): CurveFault[] => {
  const ordered = bands
    .map((band, index) => ({ ...band, index }))
    .sort((a, b) => (a.from === null ? -1 : b.from === null ? 1 : decimal(a.from).cmp(b.from)))
  const first = ordered[0]
  const last = ordered.at(-1)
  if (!first || !last) return [{ path: ['bands'], code: 'band-gap' }]
  const faults: CurveFault[] = []
  if (first.from !== null) faults.push({ path: ['bands', first.index, 'from'], code: 'outer-band-closed' })
  if (last.to !== null) faults.push({ path: ['bands', last.index, 'to'], code: 'outer-band-closed' })
  for (const [position, band] of ordered.entries()) {
    if (band.from !== null && band.to !== null && decimal(band.from).gte(band.to))
      faults.push({ path: ['bands', band.index], code: 'band-empty' })
    const next = ordered[position + 1]
    if (!next) continue
    if (band.to === null || next.from === null || decimal(band.to).gt(next.from))
      faults.push({ path: ['bands', next.index, 'from'], code: 'band-overlap' })
    else if (decimal(band.to).lt(next.from)) faults.push({ path: ['bands', next.index, 'from'], code: 'band-gap' })
  }
  return faults
}
