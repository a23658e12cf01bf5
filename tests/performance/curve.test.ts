import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Curve, pointsOf } from '#app/performance/curve.ts'
import { curveFaults } from '#app/performance/curve-fault.ts'

const points = (curve: Curve, actual: string, target?: string): string => {
  const outcome = pointsOf(curve, actual, target)
  return outcome.ok ? outcome.value.points.toFixed() : outcome.error.code
}
const linear = (direction: 'higher' | 'lower'): Curve => ({ kind: 'linear', direction, floor: '0', cap: '120' })

describe('a linear curve', () => {
  it('is the ratio to the target, within floor and cap', () => {
    expect(points(linear('higher'), '80', '100')).toBe('80')
    expect(points(linear('higher'), '1', '3')).toBe('33.33')
    expect(points(linear('higher'), '200', '100')).toBe('120')
    expect(points(linear('higher'), '-5', '100')).toBe('0')
  })
  it('falls as the actual rises when lower is better', () => {
    expect(points(linear('lower'), '3', '3')).toBe('100')
    expect(points(linear('lower'), '4', '3')).toBe('66.67')
    expect(points(linear('lower'), '9', '3')).toBe('0')
    expect(points(linear('lower'), '0', '3')).toBe('120')
  })
  it('refuses a target that is absent, zero or negative', () => {
    expect(points(linear('higher'), '1')).toBe('no-target')
    expect(points(linear('higher'), '1', '0')).toBe('target-not-positive')
    expect(points(linear('higher'), '1', '-2')).toBe('target-not-positive')
  })
  it('rounds half away from zero, below zero too', () => {
    const open: Curve = { kind: 'linear', direction: 'higher', floor: '-100', cap: '200' }
    expect(points(open, '1.00005', '1')).toBe('100.01')
    expect(points(open, '-0.00005', '1')).toBe('-0.01')
    expect(points(open, '-0.00004', '1')).toBe('0')
  })
})

describe('a piecewise curve', () => {
  const threshold: Curve = {
    kind: 'piecewise',
    knots: [
      { at: '1997', points: '100' },
      { at: '620', points: '50' },
      { at: '620', points: '0' },
      { at: '2400', points: '150' },
    ],
  }
  it('draws straight lines between knots typed in any order', () => {
    expect(points(threshold, '1313')).toBe('75.16')
    expect(points(threshold, '2400')).toBe('150')
    expect(points(threshold, '9999')).toBe('150')
  })
  it('holds the higher points at a jump and the lower before it', () => {
    expect(points(threshold, '620')).toBe('50')
    expect(points(threshold, '619.99')).toBe('0')
  })
  it('turns a jump the right way round on a falling curve', () => {
    const errors: Curve = {
      kind: 'piecewise',
      knots: [
        { at: '6', points: '0' },
        { at: '6', points: '40' },
        { at: '3', points: '100' },
      ],
    }
    expect(['2', '3', '4.5', '6', '6.01'].map((actual) => points(errors, actual))).toEqual([
      '100',
      '100',
      '70',
      '40',
      '0',
    ])
  })
  it('knows a band with a jump at either end', () => {
    const band: Curve = {
      kind: 'piecewise',
      knots: [
        { at: '20', points: '0' },
        { at: '10', points: '0' },
        { at: '10', points: '100' },
        { at: '20', points: '100' },
      ],
    }
    expect(['9', '10', '15', '20', '21'].map((actual) => points(band, actual))).toEqual(['0', '100', '100', '100', '0'])
  })
  it('gives the same whatever order the knots were typed in', () => {
    const knots = threshold.kind === 'piecewise' ? [...threshold.knots] : []
    fc.assert(
      fc.property(fc.shuffledSubarray(knots, { minLength: 4 }), fc.integer({ min: 0, max: 300_000 }), (typed, at) => {
        const actual = (at / 100).toFixed(2)
        expect(points({ kind: 'piecewise', knots: typed }, actual)).toBe(points(threshold, actual))
      }),
    )
  })
})

describe('a step curve', () => {
  const bands = [
    { from: null, to: '60', points: '0' },
    { from: '60', to: '90', points: '80' },
    { from: '90', to: null, points: '100' },
  ]
  it('includes the lower bound when higher is better and the upper when lower is', () => {
    const at = (direction: 'higher' | 'lower', actual: string) => points({ kind: 'step', direction, bands }, actual)
    expect(['59.99', '60', '90'].map((actual) => at('higher', actual))).toEqual(['0', '80', '100'])
    expect(['60', '60.01', '90', '90.01'].map((actual) => at('lower', actual))).toEqual(['0', '80', '80', '100'])
  })
  it('is faulty with a gap, an overlap or a closed end', () => {
    const faults = (bands: { from: string | null; to: string | null; points: string }[]) =>
      curveFaults({ kind: 'step', direction: 'higher', bands }).map((fault) => `${fault.path.join('.')} ${fault.code}`)
    expect(faults(bands)).toEqual([])
    expect(
      faults([
        { from: null, to: '1000', points: '1' },
        { from: '1001', to: null, points: '2' },
      ]),
    ).toEqual(['bands.1.from band-gap'])
    expect(
      faults([
        { from: null, to: '10', points: '1' },
        { from: '9', to: null, points: '2' },
      ]),
    ).toEqual(['bands.1.from band-overlap'])
    expect(faults([{ from: '0', to: null, points: '1' }])).toEqual(['bands.0.from outer-band-closed'])
  })
})

describe('a deduct curve', () => {
  it('takes a fixed number of points per occurrence, down to its floor and never above 100', () => {
    const curve: Curve = { kind: 'deduct', per: '12.5', floor: '20' }
    expect(['0', '2', '7', '-1'].map((actual) => points(curve, actual))).toEqual(['100', '75', '20', '100'])
  })
})

describe('an anchored curve', () => {
  it('maps a level of the scale and refuses any other', () => {
    const curve: Curve = {
      kind: 'anchored',
      levels: [
        { level: '1', points: '40', anchor: { en: 'poor' } },
        { level: '5', points: '110', anchor: { en: 'model' } },
      ],
    }
    expect(points(curve, '5')).toBe('110')
    expect(points(curve, '3')).toBe('no-such-level')
  })
})

it('every curve explains itself in one step whose result is the points', () => {
  const curves: Record<Curve['kind'], Curve> = {
    linear: linear('higher'),
    piecewise: {
      kind: 'piecewise',
      knots: [
        { at: '0', points: '0' },
        { at: '10', points: '100' },
      ],
    },
    step: { kind: 'step', direction: 'higher', bands: [{ from: null, to: null, points: '50' }] },
    deduct: { kind: 'deduct', per: '5', floor: '0' },
    anchored: {
      kind: 'anchored',
      levels: [
        { level: '4', points: '90', anchor: { en: 'good' } },
        { level: '5', points: '100', anchor: { en: 'best' } },
      ],
    },
  }
  for (const curve of Object.values(curves)) {
    const outcome = pointsOf(curve, '4', '10')
    if (!outcome.ok) throw new Error(outcome.error.code)
    expect(outcome.value.step.rule).toMatch(/^curve-/)
    expect(outcome.value.step.result).toBe(outcome.value.points.toFixed())
  }
})
