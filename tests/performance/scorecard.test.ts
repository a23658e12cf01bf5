import { describe, expect, it } from 'vitest'
import { scoreScorecard } from '#app/performance/scorecard.ts'
import { card, line, rules, scored } from './cards.ts'

const twoLines = [line('deposits', 6000), line('complaints', 4000)]
const both = [
  { kpi: 'deposits', actual: '90' },
  { kpi: 'complaints', actual: '81.255' },
]
const calibrated = (rating: string) => ({ rating, reason: 'evidence from the panel' })

describe('a score', () => {
  it('is the weighted sum of points kept to 0.01, rounded once', () => {
    // 0.6 × 90 + 0.4 × 81.26 = 86.504
    expect(scored(card(twoLines, both)).score).toBe('86.5')
  })
  it('adds a bounded adjustment and stays within its range', () => {
    const with4 = (points: string) => card(twoLines, both, { adjustments: [{ points, reason: 'flood duty' }] })
    expect(scored(with4('4')).score).toBe('90.5')
    expect(scored(with4('40')).score).toBe('91.5')
    expect(scored(with4('-40')).score).toBe('81.5')
    const full = [
      { kpi: 'deposits', actual: '119' },
      { kpi: 'complaints', actual: '119' },
    ]
    expect(scored(card(twoLines, full, { adjustments: [{ points: '4', reason: 'x' }] })).score).toBe('120')
  })
})

describe('a judged line', () => {
  const judged = [line('attitude', 10000, { source: 'judged' })]
  const marks = (...given: ['self' | 'manager' | 'peer', string][]) =>
    scored(card(judged, [{ kpi: 'attitude', marks: given.map(([perspective, mark]) => ({ perspective, mark })) }]))
  it('averages the perspectives by their ratio', () => {
    expect(marks(['self', '100'], ['manager', '80']).score).toBe('85')
  })
  it('renormalises over the perspectives present, and leaves out those that the template does not count', () => {
    expect(marks(['manager', '80']).score).toBe('80')
    expect(marks(['manager', '80'], ['peer', '20']).score).toBe('80')
    expect(marks(['peer', '20']).noScore).toBe('less-than-half')
  })
  it('averages several marks of one perspective', () => {
    expect(marks(['manager', '80'], ['manager', '85']).score).toBe('82.5')
  })
})

describe('a missing actual', () => {
  const three = [line('a', 5000), line('b', 3000), line('c', 2000)]
  const entries = [
    { kpi: 'a', actual: '80' },
    { kpi: 'b', actual: '100' },
  ]
  const under = (missing: 'exclude' | 'zero' | 'block', given = entries) =>
    scored({
      ...card(three, given),
      parts: [{ from: '2026-07-01', to: '2026-09-30', rules: { ...rules, missing }, lines: three, entries: given }],
    })
  it('is excluded, counted as zero or blocks, as the template says, and each says so', () => {
    expect(under('exclude')).toMatchObject({ score: '87.5', lines: [{}, {}, { points: null, missing: 'excluded' }] })
    expect(under('zero')).toMatchObject({ score: '70', lines: [{}, {}, { points: '0', missing: 'zero' }] })
    expect(under('block')).toMatchObject({ score: null, noScore: 'blocked', finalRating: null })
    const said = (missing: 'exclude' | 'zero') => under(missing).steps.find((each) => each.rule === 'missing')?.result
    expect([said('zero'), said('exclude')]).toEqual(['0', null])
  })
  it('leaves a score with half of the weight, and none with less', () => {
    expect(under('exclude', [{ kpi: 'a', actual: '80' }]).score).toBe('80')
    expect(under('exclude', [{ kpi: 'b', actual: '80' }]).noScore).toBe('less-than-half')
    expect(under('zero', [{ kpi: 'b', actual: '80' }]).noScore).toBe('less-than-half')
  })
  it('is not an actual of zero', () => {
    expect(under('exclude', [...entries, { kpi: 'c', actual: '0' }]).score).toBe('70')
  })
})

describe('a rating', () => {
  const at = (actual: string, more = {}) => scored(card([line('a', 10000)], [{ kpi: 'a', actual }], more))
  it('reads the rounded score', () => {
    expect(at('79.994')).toMatchObject({ score: '79.99', finalRating: 'C' })
    expect(at('79.995')).toMatchObject({ score: '80', finalRating: 'B', band: { least: '80', most: '95' } })
  })
  it('is capped by a veto that is named', () => {
    const vetoed = at('97', {
      vetoes: [
        { event: 'cash shortage concealed', cap: 'C' },
        { event: 'late', cap: 'B' },
      ],
    })
    expect(vetoed).toMatchObject({
      bandRating: 'A',
      finalRating: 'C',
      cappedBy: ['cash shortage concealed'],
      band: { least: '60', most: '80' },
    })
    expect(at('50', { vetoes: [{ event: 'late', cap: 'B' }] })).toMatchObject({ finalRating: 'D', cappedBy: [] })
  })
  it('is moved by calibration, but not above a veto', () => {
    expect(at('85', { calibrated: calibrated('A') })).toMatchObject({
      bandRating: 'B',
      finalRating: 'A',
      band: { least: '95', most: null },
    })
    expect(at('85', { calibrated: calibrated('A'), vetoes: [{ event: 'x', cap: 'C' }] }).finalRating).toBe('C')
  })
  it('refuses a rating that the template does not have', () => {
    expect(scoreScorecard(card([line('a', 10000)], [], { calibrated: calibrated('S') }))).toMatchObject({
      error: { code: 'no-such-rating' },
    })
  })
})

describe('a transfer within the cycle', () => {
  const part = (from: string, to: string, actual: string | undefined) => ({
    from,
    to,
    rules,
    lines: [line('a', 10000)],
    entries: actual === undefined ? [] : [{ kpi: 'a', actual }],
  })
  it('scores each part and weights the whole by days', () => {
    // 31 days at 100, 61 at 70 → (3100 + 4270) / 92 = 80.1087
    const split = {
      ...card([], []),
      parts: [part('2026-07-01', '2026-07-31', '100'), part('2026-08-01', '2026-09-30', '70')],
    }
    expect(scored(split)).toMatchObject({ score: '80.11', finalRating: 'B' })
  })
  it('leaves a part without a score out while half of the days have one', () => {
    const short = {
      ...card([], []),
      parts: [part('2026-07-01', '2026-07-31', undefined), part('2026-08-01', '2026-09-30', '70')],
    }
    expect(scored(short).score).toBe('70')
    const long = {
      ...card([], []),
      parts: [part('2026-07-01', '2026-07-31', '70'), part('2026-08-01', '2026-09-30', undefined)],
    }
    expect(scored(long).noScore).toBe('less-than-half')
  })
  it('prorates a target only where the goal line says so', () => {
    const linear = { kind: 'linear', direction: 'higher', floor: '0', cap: '200' } as const
    const half = (proratedTarget: boolean) => ({
      ...card([], []),
      parts: [
        {
          from: '2026-07-01',
          to: '2026-08-15',
          rules,
          lines: [line('a', 10000, { curve: linear, target: '100', proratedTarget })],
          entries: [{ kpi: 'a', actual: '50' }],
        },
      ],
    })
    expect(scored(half(true)).score).toBe('100')
    expect(scored(half(false)).score).toBe('50')
  })
})

it('a mark that the curve cannot read is refused with its part and KPI', () => {
  expect(scoreScorecard(card([line('a', 10000)], [{ kpi: 'a', actual: 'many' }]))).toMatchObject({
    error: { code: 'not-a-number', detail: { part: 0, kpi: 'a' } },
  })
})
