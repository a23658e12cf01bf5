import { describe, expect, it } from 'vitest'
import { calculate } from '#app/incentives/payout/payout.ts'
import type { AppraisalInput } from '#app/incentives/payout/run-input.ts'
import type { Component, Gate } from '#app/incentives/plans/plan.ts'
import { appraisals, employee, fixedPool, frame, lineOf, part, poolShare, run } from './plans.ts'

const name = { en: 'x' }
const payables = (result: ReturnType<typeof run>) => result.lines.map((line) => line.payableMinor)

describe('a target bonus', () => {
  it('is base × months × target × multipliers × days × FTE', () => {
    const bonus: Component = {
      kind: 'target-bonus',
      code: 'bonus',
      name,
      targets: [{ percent: '20' }],
      unitTable: 'unit',
      individualTable: 'rating',
    }
    // 10,000.00 × 3 × 20 % × 1.1 × 1.2 = 7,920.00 — the sub-branch has no score, its branch has 92
    const line = lineOf(frame({ components: [bonus] }), employee('1', { appraisal: appraisals.A }))
    expect(line.payableMinor).toBe(792_000)
    // Redone with a calculator from what the step names.
    expect(line.steps.find((each) => each.rule === 'target-bonus-part')).toMatchObject({
      inputs: { targetMinor: '600000', unitMultiplier: '1.1', individualMultiplier: '1.2' },
      result: '792000',
    })
  })
  it('counts both ends of every part, less unpaid days', () => {
    const half = part({ from: '2026-08-16', unpaidDays: 6 })
    // 46 days of 92, less 6 → 600,000 × 40 / 92 = 260,869.565…
    const line = lineOf(frame(), employee('1', { parts: [half] }))
    expect(line.payableMinor).toBe(260_870)
    // A step says what the next one goes on with.
    expect(line.steps[0]).toMatchObject({ rule: 'target' })
    expect(Number(line.steps[0]?.result)).toBeCloseTo(260_869.565, 2)
  })
  it('pays overlapping parts each by its own post and unit, and says when they exceed full time', () => {
    const targets = [{ posts: ['manager'], percent: '30' }, { percent: '20' }]
    const bonus: Component = { kind: 'target-bonus', code: 'bonus', name, targets }
    const two = [part({ fte: '0.6' }), part({ fte: '0.5', post: 'manager' })]
    const result = run(frame({ components: [bonus] }), [employee('1', { parts: two })])
    expect(payables(result)).toEqual([360_000 + 450_000])
    expect(result.exceptions).toMatchObject([{ code: 'over-full-time', severity: 'warning', subject: '1.1' }])
  })
  it('reads the score within the band of the final rating', () => {
    const bonus: Component = {
      kind: 'target-bonus',
      code: 'bonus',
      name,
      targets: [{ percent: '20' }],
      individualTable: 'score',
    }
    const moved = { score: '97', rating: 'B', band: { least: '80', most: '95' } }
    // 94.99 → 1 + 0.5 × 14.99 / 15 = 1.499667
    expect(lineOf(frame({ components: [bonus] }), employee('1', { appraisal: moved })).payableMinor).toBe(899_800)
  })
  it('pays the one day that somebody was there, and never less than nothing for a part that was all absence', () => {
    // 600,000 × 1 / 92 = 6,521.74
    const of = (more: object) => lineOf(frame(), employee('1', { parts: [part(more)] })).payableMinor
    expect(of({ from: '2026-09-30' })).toBe(6_522)
    expect(of({ from: '2026-09-01', unpaidDays: 31 })).toBe(0)
  })
  it('lists who cannot be paid, and pays the others', () => {
    const bonus: Component = {
      kind: 'target-bonus',
      code: 'bonus',
      name,
      targets: [{ percent: '20' }],
      individualTable: 'rating',
    }
    const result = run(frame({ components: [bonus] }), [employee('1'), employee('2', { appraisal: undefined })])
    expect(payables(result)).toEqual([600_000])
    expect(result.exceptions).toMatchObject([
      { employee: '2', component: 'bonus', code: 'no-rating', subject: 'rating' },
    ])
    const exception = (components: Component[], appraisal: AppraisalInput | undefined) =>
      run(frame({ components }, { units: [{ code: 'B1S1', parent: null }] }), [employee('1', { appraisal })])
        .exceptions[0]
    expect(exception([bonus], { ...appraisals.B, rating: 'Z' })?.code).toBe('rating-not-in-table')
    const { individualTable: _, ...byUnit } = { ...bonus, unitTable: 'unit' }
    expect(exception([byUnit], undefined)).toMatchObject({ code: 'no-unit-score', subject: 'B1S1' })
    // A post without a target is not concerned, whatever there is to be said of its rating.
    expect(exception([{ ...bonus, targets: [{ posts: ['manager'], percent: '20' }] }], undefined)).toBeUndefined()
  })
  it('rounds half away from zero, to the multiple that the plan names', () => {
    const tiny = (percent: string, roundingMinor = 1) =>
      lineOf(
        frame({ components: [{ kind: 'target-bonus', code: 'bonus', name, targets: [{ percent }] }], roundingMinor }),
        employee('1', { parts: [part({ baseMinor: 50 })] }),
      ).calculatedMinor
    expect(tiny('1')).toBe(2)
    expect(tiny('0.9')).toBe(1)
    expect(tiny('99', 100)).toBe(100)
  })
})

describe('eligibility', () => {
  it('asks for the post, the unit or one above it, enough days, and being there at the end', () => {
    const paid = (population: object, parts = [part()]) =>
      run(frame({ population }), [employee('1', { parts })]).lines.length
    expect(paid({ posts: ['manager'] })).toBe(0)
    expect(paid({ units: ['B1'] })).toBe(1)
    expect(paid({ units: ['B2'] })).toBe(0)
    expect(paid({ minimumDays: 60 }, [part({ from: '2026-08-10' })])).toBe(0)
    expect(
      paid({ minimumDays: 60 }, [part({ to: '2026-07-31' }), part({ from: '2026-07-15', to: '2026-08-31' })]),
    ).toBe(1)
    // 32 days of August and September, and both of one's own ends counted.
    const short = [part({ from: '2026-08-01', to: '2026-09-01' })]
    expect([32, 33].map((minimumDays) => paid({ minimumDays }, short))).toEqual([1, 0])
    expect(paid({ employedAtEnd: true }, [part({ to: '2026-09-29' })])).toBe(0)
    expect(paid({ employedAtEnd: true }, [part({ to: '2026-09-30' })])).toBe(1)
    // Whoever was transferred in the middle was there at the end.
    const transferred = [part({ to: '2026-08-15' }), part({ from: '2026-08-16', post: 'manager' })]
    expect(paid({ employedAtEnd: true }, transferred)).toBe(1)
  })
})

describe('a pool', () => {
  it('is shared to the last 分, ties to the lowest employee number', () => {
    const result = run(
      frame({ components: [poolShare()], pools: [fixedPool(100)] }),
      ['3', '1', '2'].map((each) => employee(each)),
    )
    expect(result.lines.map((line) => [line.employee, line.payableMinor])).toEqual([
      ['1', 34],
      ['2', 33],
      ['3', 33],
    ])
    expect(result.control.pools).toEqual([
      {
        pool: 'P',
        component: 'share',
        fundedMinor: 100,
        distributedMinor: 100,
        undistributedMinor: 0,
        units: [],
        balanced: true,
      },
    ])
  })
  it('first divides among units and keeps its reserve', () => {
    const units = [
      { unit: 'B1', weight: '2' },
      { unit: 'B2', weight: '1' },
    ]
    const result = run(
      frame({ components: [poolShare()], pools: [fixedPool(1000, { units, reservePercent: '10' })] }),
      [employee('1'), employee('2'), employee('3', { parts: [part({ unit: 'B2' })] })],
    )
    expect(payables(result)).toEqual([300, 300, 300])
    expect(result.control.pools[0]).toMatchObject({
      distributedMinor: 900,
      undistributedMinor: 100,
      balanced: true,
      units: [
        { unit: 'B1', minor: 600 },
        { unit: 'B2', minor: 300 },
      ],
    })
  })
  it('is refused without weight and below zero', () => {
    const none = employee('1', { appraisal: appraisals.C })
    const weighted = { components: [poolShare({ individualTable: 'rating' })], pools: [fixedPool(100)] }
    expect(calculate({ frame: frame(weighted), employees: [none] })).toMatchObject({
      ok: false,
      error: { code: 'no-weight', detail: { pool: 'P' } },
    })
    const negative = {
      ...weighted,
      pools: [{ code: 'P', name, funding: { kind: 'rate' as const, result: 'profit', percent: '1' } }],
    }
    expect(
      calculate({
        frame: frame(negative, { results: [{ code: 'profit', value: '-500' }] }),
        employees: [employee('1')],
      }),
    ).toMatchObject({ error: { code: 'pool-negative' } })
  })
  it('may be the sum of targets', () => {
    const targets = { code: 'P', name, funding: { kind: 'targets' as const, percent: '100' } }
    expect(
      payables(
        run(frame({ components: [poolShare({ individualTable: 'rating' })], pools: [targets] }), [
          employee('1', { appraisal: appraisals.A }),
          employee('2'),
        ]),
      ),
    ).toEqual([327_273, 272_727])
  })
  it('leaves what a gate takes undistributed to others, unless the plan says so', () => {
    const gates: Gate[] = [
      { code: 'aml', name, condition: { kind: 'certified', certification: 'AML' }, effect: 'forfeit' },
    ]
    const certified = employee('1', { certifications: [{ certification: 'AML', from: '2025-01-01', to: null }] })
    const kept = run(frame({ components: [poolShare()], pools: [fixedPool(100)], gates }), [certified, employee('2')])
    expect(kept.lines.map((line) => [line.payableMinor, line.forfeitedMinor])).toEqual([
      [50, 0],
      [0, 50],
    ])
    const shared = run(frame({ components: [poolShare({ redistribute: true })], pools: [fixedPool(100)], gates }), [
      certified,
      employee('2'),
    ])
    expect(shared.lines.map((line) => [line.payableMinor, line.forfeitedMinor])).toEqual([
      [100, 0],
      [0, 0],
    ])
  })
})

describe('a piece rate', () => {
  const tiers = [
    { from: '0', price: '1' },
    { from: '100', price: '2' },
  ]
  const rate = (more = {}): Component => ({
    kind: 'piece-rate',
    code: 'cards',
    name,
    products: [{ product: 'card', name, mode: 'marginal', basis: 'volume', tiers, ...more }],
  })
  const sold = (volume: string, shareBp = 10_000) =>
    employee('1', {
      credits: [{ id: 's1', product: 'card', volume, shareBp }],
      targets: [{ product: 'card', volume: '200' }],
    })
  const paid = (component: Component, one = sold('150')) => lineOf(frame({ components: [component] }), one).payableMinor
  it('pays each tranche at its price, or all of it at the price reached', () => {
    expect(paid(rate())).toBe(20_000)
    expect(paid(rate({ mode: 'retroactive' }))).toBe(30_000)
    expect(paid(rate({ mode: 'retroactive' }), sold('99.99'))).toBe(9_999)
    expect(paid(rate({ mode: 'retroactive' }), sold('100'))).toBe(20_000)
  })
  it('reads tiers in percent of the target', () => {
    expect(paid(rate({ basis: 'percent-of-target' }), sold('300'))).toBe(40_000)
    expect(
      run(frame({ components: [rate({ basis: 'percent-of-target' })] }), [{ ...sold('3'), targets: [] }]).exceptions,
    ).toMatchObject([{ code: 'no-target', subject: 'card' }])
    const of = (volume: string) => ({ ...sold('3'), targets: [{ product: 'card', volume }] })
    expect(run(frame({ components: [rate({ basis: 'percent-of-target' })] }), [of('0')]).exceptions).toMatchObject([
      { code: 'no-target' },
    ])
    // Three cards against a target of one: the first at 1, the two above 100 % at 2.
    expect(paid(rate({ basis: 'percent-of-target' }), of('1'))).toBe(500)
  })
  it('pays the one unit that reaches into a tier, and concerns nobody who sold nothing', () => {
    expect(paid(rate(), sold('101'))).toBe(10_000 + 200)
    const idle = run(frame({ components: [rate({ basis: 'percent-of-target' })] }), [employee('1')])
    expect([idle.lines, idle.exceptions]).toEqual([[], []])
  })
  it('accelerates what lies above a point, and caps a product', () => {
    expect(paid(rate({ accelerator: { above: '120', factor: '1.5' } }))).toBe(20_000 + 3_000)
    expect(paid(rate({ mode: 'retroactive', accelerator: { above: '120', factor: '1.5' } }))).toBe(30_000 + 3_000)
    expect(paid(rate({ mostMinor: 15_000 }))).toBe(15_000)
  })
  it('takes back what was credited and returned', () => {
    expect(paid(rate(), sold('-10.005'))).toBe(-1_001)
  })
  it('splits a sale, and says when the shares do not make a whole', () => {
    expect(paid(rate(), sold('150', 5_000))).toBe(7_500)
    const over = run(frame({ components: [rate()] }), [sold('100', 6_000), { ...sold('100', 5_000), number: '2' }])
    expect(over.exceptions.map((each) => [each.employee, each.code, each.severity])).toEqual([
      ['1', 'credit-split', 'error'],
      ['2', 'credit-split', 'error'],
    ])
  })
})

describe('gates', () => {
  const gate = (code: string, effect: Gate['effect'], factor?: string): Gate => ({
    code,
    name,
    effect,
    factor,
    condition: { kind: 'certified', certification: code },
  })
  it('forfeit, then reduce by all factors, then hold through deferral', () => {
    const deferral = [{ riskClass: 'risk' as const, percent: '40', parts: [1, 1, 1], everyMonths: 12 }]
    const risky = employee('1', { parts: [part({ riskClass: 'risk' })] })
    const line = lineOf(
      frame({ gates: [gate('a', 'hold'), gate('b', 'reduce', '0.5'), gate('c', 'reduce', '0.8')], deferral }),
      risky,
    )
    expect(line).toMatchObject({
      calculatedMinor: 600_000,
      forfeitedMinor: 360_000,
      awardedMinor: 240_000,
      deferredMinor: 96_000,
      heldMinor: 144_000,
      payableMinor: 0,
      heldBy: ['a'],
    })
    // What the last step says is what the line pays.
    expect(line.steps.at(-1)).toMatchObject({ rule: 'payable', result: 0 })
    expect(lineOf(frame({ gates: [gate('a', 'forfeit'), gate('b', 'reduce', '0.5')] }), employee('1'))).toMatchObject({
      forfeitedMinor: 600_000,
      payableMinor: 0,
    })
  })
  it('read certificates, violations, ratings, scores and results on the day', () => {
    const paid = (condition: Gate['condition'], one = employee('1')) =>
      lineOf(
        frame(
          { gates: [{ code: 'g', name, condition, effect: 'forfeit' }] },
          { results: [{ code: 'npl', value: '1.5' }] },
        ),
        one,
      ).payableMinor > 0
    expect(
      paid(
        { kind: 'certified', certification: 'AML' },
        employee('1', { certifications: [{ certification: 'AML', from: '2025-01-01', to: '2026-10-09' }] }),
      ),
    ).toBe(false)
    expect(
      paid(
        { kind: 'certified', certification: 'AML' },
        employee('1', { certifications: [{ certification: 'AML', from: '2025-01-01', to: '2026-10-10' }] }),
      ),
    ).toBe(true)
    const violated = employee('1', { violations: [{ severity: 'serious', from: '2026-09-01', to: null }] })
    expect(paid({ kind: 'no-open-violation', severities: ['serious'] }, violated)).toBe(false)
    expect(paid({ kind: 'no-open-violation', severities: ['minor'] }, violated)).toBe(true)
    expect(paid({ kind: 'rating-in', ratings: ['A'] })).toBe(false)
    expect(paid({ kind: 'score-at-least', score: '85' })).toBe(true)
    expect(paid({ kind: 'result-at-least', result: 'npl', value: '1.51' })).toBe(false)
  })
})

describe('caps', () => {
  it('bound a component, always or unless a condition holds', () => {
    const caps = (cap: object) => ({ caps: { components: [{ component: 'bonus', ...cap }] } })
    expect(lineOf(frame(caps({ mostMinor: 500_000 })), employee('1'))).toMatchObject({
      calculatedMinor: 600_000,
      cutMinor: 100_000,
      payableMinor: 500_000,
    })
    expect(lineOf(frame(caps({ mostPercentOfTarget: '75' })), employee('1')).payableMinor).toBe(450_000)
    expect(
      lineOf(frame(caps({ mostMinor: 500_000, unless: { kind: 'rating-in', ratings: ['B'] } })), employee('1'))
        .cutMinor,
    ).toBe(0)
  })
  it('cut the excess of a year from all lines of the run, pro rata to the 分', () => {
    const twice: Component[] = ['a', 'b', 'c'].map((code) => ({
      kind: 'target-bonus',
      code,
      name,
      targets: [{ percent: '10' }],
    }))
    const result = run(frame({ components: twice, caps: { components: [], annual: { ratio: '0.1' } } }), [
      employee('1', { yearToDate: { awardedMinor: 100_000, fixedPayMinor: 9_000_000 } }),
    ])
    expect(payables(result)).toEqual([266_666, 266_667, 266_667])
    expect(result.lines.reduce((total, line) => total + line.payableMinor, 0)).toBe(800_000)
  })
})

describe('deferral', () => {
  it('takes the strictest rule of the period, rounds up and lets the odd 分 fall last', () => {
    const deferral = [
      { riskClass: 'risk' as const, percent: '40', parts: [1, 1, 1], everyMonths: 12 },
      { riskClass: 'senior' as const, percent: '50', parts: [1, 1, 1], everyMonths: 12 },
    ]
    const promoted = employee('1', {
      parts: [
        part({ to: '2026-08-15', riskClass: 'risk', baseMinor: 1_000_003 }),
        part({ from: '2026-08-16', riskClass: 'senior' }),
      ],
    })
    const line = lineOf(frame({ deferral }), promoted)
    expect(line).toMatchObject({ awardedMinor: 600_001, deferredMinor: 300_001, payableMinor: 300_000 })
    expect(line.instalments).toEqual([
      { no: 1, dueOn: '2027-10-15', minor: 100_000 },
      { no: 2, dueOn: '2028-10-15', minor: 100_000 },
      { no: 3, dueOn: '2029-10-15', minor: 100_001 },
    ])
  })
})

describe('what earlier runs left', () => {
  it('is paid without eligibility, to leavers too', () => {
    const carried = { source: 'run1/9/bonus', component: 'bonus', plan: 'p', minor: 777, dueOn: '2026-10-01' }
    const leaver = employee('9', {
      parts: [],
      appraisal: undefined,
      vested: [carried],
      held: [{ ...carried, source: 'run2/9/bonus', minor: 23 }],
    })
    const result = run(frame(), [leaver])
    expect(result.lines.map((line) => [line.kind, line.payableMinor])).toEqual([
      ['held', 23],
      ['vested', 777],
    ])
    expect(result.control.components.every((total) => total.balanced)).toBe(true)
  })
})

it('an adjustment stands beside what was calculated, with its reason', () => {
  const line = lineOf(
    frame(),
    employee('1', { adjustments: [{ component: 'bonus', minor: -100_000, reason: 'paid twice in June' }] }),
  )
  expect(line).toMatchObject({ calculatedMinor: 600_000, adjustedMinor: -100_000, awardedMinor: 500_000 })
  expect(line.steps.map((each) => each.rule)).toEqual([
    'target',
    'target-bonus-part',
    'target-bonus',
    'round',
    'adjustment',
    'payable',
  ])
})

it('an honour is a fixed amount', () => {
  const component: Component = {
    kind: 'honour-award',
    code: 'honour',
    name,
    awards: [{ honour: 'star', name, minor: 200_000 }],
  }
  const starred = employee('1', {
    honours: [
      { honour: 'star', on: '2026-08-08' },
      { honour: 'other', on: '2026-08-08' },
    ],
  })
  expect(lineOf(frame({ components: [component] }), starred).payableMinor).toBe(200_000)
})
