import { describe, expect, it } from 'vitest'
import { calculate, weigh } from '#app/incentives/payout/payout.ts'
import { fund } from '#app/incentives/payout/pool-share.ts'
import type { Gate, IncentivePlan, Pool } from '#app/incentives/plans/plan.ts'
import { contextOf } from '#app/incentives/runs/run-context.ts'
import { appraisals, employee, fixedPool, frame, part, poolShare, run } from './plans.ts'

const name = { en: 'x' }
const payables = (result: ReturnType<typeof run>) => result.lines.map((line) => line.payableMinor)

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
  it('is refused where its amount or a gate before it needs a result that there is not, and says which', () => {
    const refusal = (more: Partial<IncentivePlan>) =>
      calculate({ frame: frame({ components: [poolShare()], ...more }), employees: [employee('1')] })
    const missing = { ok: false, error: { code: 'no-result', detail: { pool: 'P', unit: null, result: 'B1' } } }
    expect(
      refusal({ pools: [{ code: 'P', name, funding: { kind: 'rate' as const, result: 'B1', percent: '1' } }] }),
    ).toEqual(missing)
    const condition = { kind: 'result-at-least' as const, result: 'B1', value: '60' }
    const gates: Gate[] = [{ code: 'g', name, condition, effect: 'forfeit' }]
    for (const redistribute of [true, false])
      expect(refusal({ components: [poolShare({ redistribute })], pools: [fixedPool(100)], gates })).toEqual(missing)
  })
  it('is shared without whom its gates cannot judge, who is named', () => {
    const condition = { kind: 'rating-in' as const, ratings: ['A', 'B'] }
    const people = [employee('1'), employee('2', { appraisal: undefined }), employee('3', { appraisal: appraisals.C })]
    for (const redistribute of [true, false]) {
      const gates: Gate[] = [{ code: 'g', name, condition, effect: 'reduce', factor: '0.5' }]
      const { lines, exceptions, control } = run(
        frame({ components: [poolShare({ redistribute })], pools: [fixedPool(300)], gates }),
        people,
      )
      expect(lines.map((line) => [line.employee, line.calculatedMinor, line.payableMinor])).toEqual([
        ['1', redistribute ? 200 : 150, redistribute ? 200 : 150],
        ['3', redistribute ? 100 : 150, redistribute ? 100 : 75],
      ])
      expect(exceptions).toMatchObject([{ employee: '2', component: 'share', code: 'no-rating', subject: 'A B' }])
      expect(control.pools[0]).toMatchObject({ distributedMinor: 300, balanced: true })
    }
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
