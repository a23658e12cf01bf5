import { describe, expect, it } from 'vitest'
import { calculate, roundToMultiple, weigh } from '#app/incentives/payout/payout.ts'
import { fund } from '#app/incentives/payout/pool-share.ts'
import type { AppraisalInput } from '#app/incentives/payout/run-input.ts'
import type { Component, Gate, Pool } from '#app/incentives/plans/plan.ts'
import { contextOf } from '#app/incentives/runs/run-context.ts'
import { decimal } from '#app/kernel/decimal.ts'
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
    const line = lineOf(frame({ components: [bonus] }), employee('1', { appraisal: moved }))
    expect(line.payableMinor).toBe(899_800)
    expect(line.steps[0]).toMatchObject({ inputs: { payScore: '94.99', rating: 'B', score: '97' }, result: '1.499667' })
    expect(run(frame({ components: [bonus] }), [employee('1', { appraisal: undefined })]).exceptions).toMatchObject([
      { code: 'no-score', subject: 'score' },
    ])
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
  it('counts as parts those alone that have a target', () => {
    const targets = [{ posts: ['teller'], percent: '20' }]
    const parts = [part({ fte: '0.5' }), part({ fte: '0.5', post: 'manager' })]
    const { steps } = lineOf(
      frame({ components: [{ kind: 'target-bonus', code: 'bonus', name, targets }] }),
      employee('1', { parts }),
    )
    expect(steps.find(({ rule }) => rule === 'target-bonus')?.inputs).toEqual({ parts: 1 })
  })
  it('names every figure of a part, cut to the period, so that it can be redone', () => {
    const parts = [
      part({ to: '2026-07-31', post: 'manager' }),
      part({ from: '2026-08-16', to: '2027-01-31', unpaidDays: 6 }),
    ]
    const { steps } = lineOf(frame(), employee('1', { parts }))
    const ofBoth = { baseMinor: 1_000_000, fte: '1', months: 3, ofDays: 92, percent: '20', unit: 'B1S1' }
    expect(steps.find(({ rule }) => rule === 'target-bonus')?.inputs).toEqual({ parts: 2 })
    expect(steps.filter(({ rule }) => rule === 'target').map(({ label, inputs }) => ({ label, inputs }))).toEqual([
      {
        label: 'part-1',
        inputs: { ...ofBoth, days: 31, from: '2026-07-01', post: 'manager', to: '2026-07-31', unpaidDays: 0 },
      },
      {
        label: 'part-2',
        inputs: { ...ofBoth, days: 40, from: '2026-08-16', post: 'teller', to: '2026-09-30', unpaidDays: 6 },
      },
    ])
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
    // What rounds to nothing has no sign.
    expect(roundToMultiple(decimal('-0.4'), 1)).toBe(0)
    expect([roundToMultiple(decimal('-0.5'), 1), roundToMultiple(decimal('-150'), 100)]).toEqual([-1, -200])
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
  it('says what a share is made of: the weight with its factors, and the pool', () => {
    const gates: Gate[] = [
      {
        ...{ code: 'aml', name, effect: 'reduce', factor: '0.5' },
        condition: { kind: 'certified', certification: 'AML' },
      },
    ]
    const components = [poolShare({ redistribute: true, individualTable: 'rating' })]
    const result = run(frame({ components, pools: [fixedPool(101)], gates }), [
      employee('1', { appraisal: appraisals.A }),
      employee('2'),
    ])
    // 3,000,000 × 10 % × 92 days, times 1.2 and 0.5; shares 1.2 : 1.
    expect(result.lines[0]?.steps.filter(({ rule }) => rule.startsWith('pool-'))).toMatchObject([
      {
        rule: 'pool-weight',
        inputs: { gateFactor: '0.5', individualMultiplier: '1.2', targetDays: '27600000' },
        result: '16560000',
      },
      {
        rule: 'pool-share',
        inputs: { people: 2, pool: 'P', poolMinor: 101, totalWeight: '30360000', unit: null, weight: '16560000' },
        result: 55,
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
  it('is shared by employee number, whatever order the weights are collected in', () => {
    const context = contextOf(frame({ components: [poolShare()], pools: [fixedPool(100)] }))
    const weights = ['3', '1', '2'].flatMap((each) => weigh(context, employee(each)))
    const funded = fund(context, weights)
    expect(funded.ok && Object.fromEntries(funded.value.parts[0]?.shares ?? [])).toEqual({ 1: 34, 2: 33, 3: 33 })
  })
  it('rounds half a unit of its funding and of its reserve away from zero', () => {
    const of = (pool: Pool, profit = '0') =>
      run(frame({ components: [poolShare()], pools: [pool] }, { results: [{ code: 'profit', value: profit }] }), [
        employee('1'),
      ]).control.pools[0]
    expect(of(fixedPool(105, { reservePercent: '10' }))).toMatchObject({ distributedMinor: 94, undistributedMinor: 11 })
    const rate: Pool = { code: 'P', name, funding: { kind: 'rate', result: 'profit', percent: '1' } }
    expect(of(rate, '150')?.fundedMinor).toBe(2)
    // 300,000 × 0.0005 % = 1.5
    const targets: Pool = { code: 'P', name, funding: { kind: 'targets', percent: '0.0005' } }
    expect(of(targets)?.fundedMinor).toBe(2)
  })
  it('of nothing gives nobody anything, and a unit that is given nothing needs nobody to share it', () => {
    const shared = (pool: Pool) => run(frame({ components: [poolShare()], pools: [pool] }), [employee('1')])
    expect(payables(shared(fixedPool(0)))).toEqual([0])
    const units = [
      { unit: 'B1', weight: '1' },
      { unit: 'B2', weight: '0' },
    ]
    expect(payables(shared(fixedPool(100, { units })))).toEqual([100])
  })
  it('is funded by the targets of its own component, and counts what that alone gives out', () => {
    const name = { en: 'x' }
    const pools: Pool[] = [
      { code: 'Q', name, funding: { kind: 'targets', percent: '10' } },
      { code: 'P', name, funding: { kind: 'targets', percent: '1' } },
    ]
    const components = [poolShare(), poolShare({ code: 'other', pool: 'Q', targets: [{ percent: '20' }] })]
    const { control } = run(frame({ components, pools }), [employee('1')])
    // 3,000,000 × 20 % × 10 %, and 3,000,000 × 10 % × 1 %.
    expect(
      control.pools.map(({ pool, component, fundedMinor, distributedMinor }) => [
        ...[pool, component, fundedMinor, distributedMinor],
      ]),
    ).toEqual([
      ['Q', 'other', 60_000, 60_000],
      ['P', 'share', 3_000, 3_000],
    ])
  })
  it('that is divided among units says whose unit is none of them', () => {
    const units = [{ unit: 'B1', weight: '1' }]
    const result = run(frame({ components: [poolShare()], pools: [fixedPool(100, { units })] }), [
      employee('1'),
      employee('2', { parts: [part({ unit: 'B2' })] }),
    ])
    expect(payables(result)).toEqual([100])
    expect(result.exceptions).toMatchObject([{ employee: '2', code: 'no-pool-unit', subject: 'B2' }])
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
        frame: frame(negative, { results: [{ code: 'profit', value: '-100' }] }),
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
    // Of three and a half against a target of 2.5: 2.5 at 1, and one at 2.
    expect(
      paid(rate({ basis: 'percent-of-target' }), {
        ...sold('3.5'),
        targets: [{ product: 'card', volume: '2.5' }],
      }),
    ).toBe(450)
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
    // All 150 at 2, and the 100 above the point half as much again.
    expect(paid(rate({ mode: 'retroactive', accelerator: { above: '50', factor: '1.5' } }))).toBe(30_000 + 10_000)
    const rules = (more: object) =>
      lineOf(frame({ components: [rate(more)] }), sold('150')).steps.map((each) => each.rule)
    expect(rules({ accelerator: { above: '150', factor: '1.5' }, mostMinor: 20_000 })).toEqual([
      ...['credit', 'tier-marginal', 'tier-marginal', 'round', 'payable'],
    ])
  })
  it('adds up what each product pays, and says of each credit what is its own', () => {
    const two: Component = {
      ...{ kind: 'piece-rate', code: 'cards', name },
      products: ['card', 'fund'].map((product) => ({ product, name, mode: 'marginal', basis: 'volume', tiers })),
    }
    const credits = ['card', 'card', 'fund'].map((product, at) => ({
      ...{ id: `s${at}`, product, volume: '10', shareBp: 10_000 },
    }))
    const line = lineOf(frame({ components: [two] }), employee('1', { credits }))
    expect(line.payableMinor).toBe(3_000)
    expect(line.steps.filter((each) => each.rule === 'credit').map((each) => each.result)).toEqual(['10', '10', '10'])
  })
  it('takes tiers in any order, and prices in the currency of the plan', () => {
    expect(paid(rate({ tiers: [...tiers].reverse() }))).toBe(20_000)
    expect(lineOf(frame({ components: [rate()], currency: 'JPY' }), sold('150')).payableMinor).toBe(200)
    // What only just reaches the second tier has nothing in it to pay.
    const { steps } = lineOf(frame({ components: [rate()] }), sold('100'))
    expect(steps.filter((each) => each.rule === 'tier-marginal')).toMatchObject([
      { inputs: { from: '0', to: '100', volume: '100' }, result: '10000' },
    ])
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
    // The rest of it may lie with people outside the run.
    const under = run(frame({ components: [rate()] }), [
      employee('1', {
        credits: ['60', '40'].map((volume) => ({ id: 's1', product: 'card', volume, shareBp: 4_000 })),
      }),
    ])
    expect(under.exceptions).toMatchObject([{ code: 'credit-split', severity: 'warning', subject: 's1 8000' }])
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
  it('bind a component by the lowest of its own, and say what was rounded after them', () => {
    const of = (...most: number[]) =>
      lineOf(
        frame({ caps: { components: most.map((mostMinor) => ({ component: 'bonus', mostMinor })) } }),
        employee('1'),
      )
    expect(of(500_000, 400_000).payableMinor).toBe(400_000)
    expect(of(400_000, 500_000).payableMinor).toBe(400_000)
    expect(of(500_000).steps.find((each) => each.rule === 'round')?.inputs.exact).toBe('500000')
    // A cap that is only just reached takes nothing, and is no step.
    expect(of(600_000).steps.map((each) => each.rule)).not.toContain('cap-component')
  })
  it('bind a share of a pool in percent of its target', () => {
    const caps = { components: [{ component: 'share', mostPercentOfTarget: '75' }] }
    const line = lineOf(frame({ components: [poolShare()], pools: [fixedPool(1_000_000)], caps }), employee('1'))
    // 3,000,000 × 10 % × 75 %
    expect(line).toMatchObject({ calculatedMinor: 1_000_000, cutMinor: 775_000, payableMinor: 225_000 })
  })
  it('of a year come before adjustments: those are not cut, and make no room', () => {
    const caps = { components: [], annual: { ratio: '0.1' } }
    const yearToDate = { awardedMinor: 400_000, fixedPayMinor: 9_000_000 }
    const adjustments = [{ component: 'bonus', minor: 50_000, reason: 'a branch opening' }]
    expect(lineOf(frame({ caps }), employee('1', { yearToDate, adjustments }))).toMatchObject({
      cutMinor: 100_000,
      adjustedMinor: 50_000,
      awardedMinor: 550_000,
    })
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
    expect(result.lines[0]?.steps.find((each) => each.rule === 'cap-annual')).toMatchObject({
      inputs: {
        ...{ fixedPayMinor: 9_000_000, lineMinor: 300_000, ratio: '0.1', roomMinor: 800_000, runMinor: 900_000 },
        yearAwardedMinor: 100_000,
      },
      result: 33_334,
    })
    const within = run(frame({ caps: { components: [], annual: { ratio: '1' } } }), [employee('1')])
    expect(within.lines[0]?.steps.map((each) => each.rule)).not.toContain('cap-annual')
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

describe('the end of a line', () => {
  const deferral = [{ riskClass: 'risk' as const, percent: '40', parts: [1, 1], everyMonths: 12 }]
  it('says what is deferred of what, until when, and what is left to pay', () => {
    const line = lineOf(frame({ deferral }), employee('1', { parts: [part({ riskClass: 'risk' })] }))
    expect(line.steps.slice(-4).map(({ rule, inputs, result }) => [rule, inputs, result])).toEqual([
      ['defer', { payableMinor: 600_000, percent: '40', riskClass: 'risk' }, 240_000],
      ['instalment', { dueOn: '2027-10-15', no: 1 }, 120_000],
      ['instalment', { dueOn: '2028-10-15', no: 2 }, 120_000],
      ['payable', { awardedMinor: 600_000, deferredMinor: 240_000, heldMinor: 0 }, 360_000],
    ])
  })
  it('defers also what is adjusted for somebody whom the plan does not take in', () => {
    const adjustments = [{ component: 'bonus', minor: 1_000, reason: 'stood in for a manager' }]
    const one = employee('1', { parts: [part({ riskClass: 'risk' })], adjustments })
    expect(lineOf(frame({ deferral, population: { posts: ['manager'] } }), one)).toMatchObject({
      calculatedMinor: 0,
      deferredMinor: 400,
      payableMinor: 600,
    })
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
    expect(result.lines.map((line) => line.steps)).toMatchObject([
      [{ rule: 'carried-held', result: 23 }],
      [{ rule: 'carried-vested', inputs: { dueOn: '2026-10-01', plan: 'p' }, result: 777 }],
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

it('adjustments of one component add up, each from where the one before left it', () => {
  const adjustments = [-100_000, 30_000].map((minor) => ({ component: 'bonus', minor, reason: 'counted anew' }))
  const line = lineOf(frame(), employee('1', { adjustments }))
  expect(line).toMatchObject({ adjustedMinor: -70_000, awardedMinor: 530_000 })
  expect(line.steps.filter((each) => each.rule === 'adjustment')).toMatchObject([
    { inputs: { before: 600_000, minor: -100_000 }, result: 500_000 },
    { inputs: { before: 500_000, minor: 30_000 }, result: 530_000 },
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
