import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileCurve } from '#app/performance/compiled-curve.ts'
import { compileScorecard, hundredthsText } from '#app/performance/compiled-scorecard.ts'
import { type Curve, pointsOf } from '#app/performance/curve.ts'
import { curveFaults } from '#app/performance/curve-fault.ts'
import { scoreScorecard } from '#app/performance/scorecard.ts'
import { line, rules } from './cards.ts'

const number = (most: number, places: number) =>
  fc.tuple(fc.integer({ min: -most, max: most }), fc.integer({ min: 0, max: places })).map(([value, at]) => {
    const digits = String(Math.abs(value)).padStart(at + 1, '0')
    const text = at === 0 ? digits : `${digits.slice(0, -at)}.${digits.slice(-at)}`
    return value < 0 ? `-${text}` : text
  })
const points = number(15_000, 3)
const direction = fc.constantFrom('higher' as const, 'lower' as const)
const curve: fc.Arbitrary<Curve> = fc
  .oneof(
    fc.record({ kind: fc.constant('linear' as const), direction, floor: number(5000, 2), cap: number(20_000, 3) }),
    fc.record({
      kind: fc.constant('piecewise' as const),
      knots: fc.array(fc.record({ at: number(500, 2), points }), { minLength: 2, maxLength: 6 }),
    }),
    fc
      .tuple(
        direction,
        fc.uniqueArray(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 4 }),
        fc.array(points, { minLength: 5, maxLength: 5 }),
      )
      .map(([side, cuts, each]): Curve => {
        const bounds = cuts.sort((a, b) => a - b).map((cut) => (cut / 10).toFixed(1))
        const bands = [null, ...bounds].map((from, index) => ({
          from,
          to: bounds[index] ?? null,
          points: each[index] ?? '0',
        }))
        return { kind: 'step', direction: side, bands }
      }),
    fc.record({
      kind: fc.constant('deduct' as const),
      per: number(5000, 3).map((text) => text.replace('-', '')),
      floor: number(9000, 2),
    }),
    fc.record({
      kind: fc.constant('anchored' as const),
      levels: fc.constant([
        { level: '1', points: '40.005', anchor: { en: 'x' } },
        { level: '2', points: '80', anchor: { en: 'y' } },
      ]),
    }),
  )
  .filter((each) => curveFaults(each).length === 0)
const target = fc.option(number(2_000_000, 2), { nil: undefined })

describe('a compiled curve', () => {
  it('gives the points of the decimal curve, to the last hundredth', () => {
    fc.assert(
      fc.property(
        curve,
        fc.oneof(number(1000, 3), number(9_007_199_254_740_991, 6), fc.constantFrom('1', '2', 'x', '')),
        target,
        (each, actual, aim) => {
          const exact = pointsOf(each, actual, aim)
          expect(compileCurve(each)(actual, aim)).toBe(
            exact.ok ? Number(exact.value.points.times(100).toFixed()) : Number.NaN,
          )
        },
      ),
      { numRuns: 3000 },
    )
  })
})

describe('a compiled scorecard', () => {
  const mark = fc.record({
    perspective: fc.constantFrom('self' as const, 'manager' as const, 'peer' as const),
    mark: number(10_000, 2),
  })
  it('gives the score and rating of the decimal rule', () => {
    const lineOf = fc.record({
      weightBp: fc.integer({ min: 0, max: 6000 }),
      judged: fc.boolean(),
      actual: fc.option(number(12_000, 3), { nil: undefined }),
      marks: fc.array(mark, { maxLength: 3 }),
    })
    const missing = fc.constantFrom('exclude' as const, 'zero' as const, 'block' as const)
    fc.assert(
      fc.property(fc.array(lineOf, { minLength: 1, maxLength: 8 }), missing, (given, policy) => {
        const lines = given.map(({ weightBp, judged }, index) =>
          line(`k${index}`, weightBp, { source: judged ? 'judged' : 'measured' }),
        )
        const entries = given.map(({ actual, marks }, index) => ({
          kpi: `k${index}`,
          ...(actual !== undefined && { actual }),
          marks,
        }))
        const own = { ...rules, missing: policy }
        const cycle = { from: '2026-01-01', to: '2026-03-31' }
        const exact = scoreScorecard({
          cycle,
          parts: [{ ...cycle, rules: own, lines, entries }],
          adjustments: [],
          vetoes: [],
        })
        if (!exact.ok) throw new Error(exact.error.code)
        const fast = compileScorecard(lines, own)(entries)
        expect(fast.hundredths === null ? null : hundredthsText(fast.hundredths)).toBe(exact.value.score)
        expect([fast.noScore, fast.finalRating, fast.band]).toEqual([
          exact.value.noScore,
          exact.value.finalRating,
          exact.value.band,
        ])
      }),
      { numRuns: 1000 },
    )
  })
})
