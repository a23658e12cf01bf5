import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '#app/incentives/payout/compiled.ts'
import { calculate } from '#app/incentives/payout/payout.ts'
import type { EmployeeInput, PartInput } from '#app/incentives/payout/run-input.ts'
import type { Component, Condition, Gate, IncentivePlan, Pool, TargetRow } from '#app/incentives/plans/plan.ts'
import { controlOf } from '#app/incentives/runs/run-control.ts'
import { appraisals, employee, frame, frozenByFirstRules } from './plans.ts'

const name = { en: 'x' }
const text = (most: number, places: number) =>
  fc.integer({ min: 0, max: most }).map((value) => (value / 10 ** places).toFixed(places))
const day = fc.constantFrom(
  '2020-01-01',
  '2026-06-30',
  '2026-07-01',
  '2026-07-20',
  '2026-08-15',
  '2026-09-30',
  '2026-10-05',
)
const posts = fc.option(fc.subarray(['teller', 'manager', 'clerk'], { minLength: 1 }), { nil: undefined, freq: 3 })
const targets: fc.Arbitrary<TargetRow[]> = fc.array(fc.record({ posts, percent: text(9_999, 2) }), { maxLength: 3 })
const individualTable = fc.constantFrom(undefined, 'rating', 'score')

const components: fc.Arbitrary<Component[]> = fc
  .tuple(
    fc.option(
      fc.record({
        kind: fc.constant('target-bonus' as const),
        targets,
        posts,
        individualTable,
        unitTable: fc.constantFrom(undefined, 'unit'),
      }),
    ),
    fc.option(
      fc.record({
        kind: fc.constant('pool-share' as const),
        targets,
        posts,
        individualTable,
        pool: fc.constant('P'),
        redistribute: fc.boolean(),
      }),
    ),
    fc.option(
      fc.record({
        kind: fc.constant('piece-rate' as const),
        posts,
        products: fc.tuple(
          fc.record({
            product: fc.constant('card'),
            name: fc.constant(name),
            mode: fc.constantFrom('marginal' as const, 'retroactive' as const),
            basis: fc.constantFrom('volume' as const, 'percent-of-target' as const),
            tiers: fc
              .tuple(text(9_999, 2), text(9_999, 3), fc.integer({ min: 1, max: 50 }))
              .map(([low, high, from]) => [
                { from: '0', price: low },
                { from: String(from), price: high },
              ]),
            accelerator: fc.option(fc.record({ above: text(900, 1), factor: text(30, 1) }), {
              nil: undefined,
              freq: 4,
            }),
            mostMinor: fc.option(fc.nat(100_000), { nil: undefined }),
          }),
        ),
      }),
    ),
    fc.option(fc.constant({ kind: 'honour-award' as const, awards: [{ honour: 'star', name, minor: 12_345 }] })),
  )
  .map((each) =>
    each.flatMap((component, index) => (component ? [{ ...component, code: `c${index}`, name } as Component] : [])),
  )

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.constant({ kind: 'certified' as const, certification: 'AML' }),
  fc.constant({ kind: 'rating-in' as const, ratings: ['A', 'B'] }),
  fc.constant({ kind: 'score-at-least' as const, score: '80' }),
  fc.constant({ kind: 'no-open-violation' as const, severities: ['serious'] }),
  fc.constantFrom('profit', 'profit', 'npl').map((result) => ({
    ...{ kind: 'result-at-least' as const, result, value: '1' },
  })),
)
/** What exceptions name of these conditions. */
const asked = ['A B', '80', 'npl']
const gate = (index: number): fc.Arbitrary<Gate> =>
  fc
    .record({
      condition,
      effect: fc.constantFrom('forfeit' as const, 'reduce' as const, 'hold' as const),
      factor: text(100, 2),
    })
    .map((each) => ({ ...each, code: `g${index}`, name }))

const pool: fc.Arbitrary<Pool> = fc.record({
  code: fc.constant('P'),
  name: fc.constant(name),
  funding: fc.oneof(
    fc.nat(900_000_000).map((minor) => ({ kind: 'fixed' as const, minor })),
    text(200, 1).map((percent) => ({ kind: 'targets' as const, percent })),
    text(999, 2).map((percent) => ({ kind: 'rate' as const, result: 'profit', percent })),
  ),
  reservePercent: fc.option(text(999, 1), { nil: undefined }),
  units: fc.option(
    fc.tuple(text(500, 2), text(500, 2)).map(([a, b]) => [
      { unit: 'B1', weight: a },
      { unit: 'HO', weight: b },
    ]),
    { nil: undefined, freq: 3 },
  ),
})

const plan: fc.Arbitrary<Partial<IncentivePlan>> = fc
  .record({
    components,
    pool,
    gates: fc.tuple(gate(1), gate(2)).chain((gates) => fc.subarray(gates)),
    population: fc.record({
      units: fc.option(fc.constant(['B1']), { nil: undefined, freq: 4 }),
      minimumDays: fc.constantFrom(undefined, 30),
      employedAtEnd: fc.boolean(),
    }),
    capped: fc.option(
      fc.record({
        mostMinor: fc.nat(500_000),
        mostPercentOfTarget: fc.option(text(1500, 1), { nil: undefined }),
        unless: fc.option(condition, { nil: undefined, freq: 2 }),
      }),
    ),
    annual: fc.option(text(40, 2), { nil: undefined }),
    roundingMinor: fc.constantFrom(1, 10, 100),
    deferral: fc.subarray([
      { riskClass: 'risk' as const, percent: '40.5', parts: [1, 1, 1], everyMonths: 12 },
      { riskClass: 'senior' as const, percent: '51', parts: [1, 2, 4], everyMonths: 6 },
    ]),
  })
  .map(({ pool: own, capped, annual, ...rest }) => ({
    ...rest,
    pools: rest.components.some((each) => each.kind === 'pool-share') ? [own] : [],
    caps: {
      components: rest.components
        .slice(0, 1)
        .filter(({ kind }) => kind === 'target-bonus' || kind === 'pool-share')
        .flatMap(({ code }) =>
          capped
            ? [
                { component: code, ...capped },
                { component: code, mostMinor: 400_000 },
              ]
            : [],
        ),
      ...(annual !== undefined && annual !== '0.00' && { annual: { ratio: annual } }),
    },
  }))

const part: fc.Arbitrary<PartInput> = fc.record({
  from: day,
  to: fc.option(day, { nil: null }),
  fte: fc.constantFrom('1', '1', '0.5', '0.333', '1.2'),
  baseMinor: fc.oneof(fc.nat(9_000_000), fc.constant(9_007_199_254_740)),
  currency: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, undefined, 'CNY', 'USD'),
  post: fc.constantFrom('teller', 'manager', 'clerk'),
  unit: fc.constantFrom('HO', 'B1', 'B1S1', 'B2'),
  riskClass: fc.constantFrom('ordinary' as const, 'risk' as const, 'senior' as const),
  unpaidDays: fc.constantFrom(0, 0, 0, 7),
})
const one: fc.Arbitrary<Partial<EmployeeInput>> = fc.record({
  adjustments: fc.constantFrom(
    [],
    [],
    [-12_345, 500].map((minor) => ({ component: 'c0', minor, reason: 'counted anew' })),
  ),
  parts: fc.oneof(
    fc.tuple(part.map((each) => ({ ...each, from: '2020-01-01', to: null }))),
    fc.array(part, { maxLength: 3 }),
  ),
  appraisal: fc.constantFrom(
    appraisals.A,
    appraisals.B,
    appraisals.C,
    { ...appraisals.B, score: '99.37' },
    { ...appraisals.B, score: '83.33' },
    undefined,
  ),
  certifications: fc.constantFrom([], [{ certification: 'AML', from: '2020-01-01', to: null }]),
  violations: fc.constantFrom([], [], [{ severity: 'serious', from: '2020-01-01', to: null }]),
  credits: fc.array(
    fc.record({
      id: fc.constantFrom('s1', 's2'),
      product: fc.constantFrom('card', 'fund'),
      volume: fc.integer({ min: -500, max: 9_999 }).map((value) => (value / 100).toFixed(2)),
      shareBp: fc.constantFrom(10_000, 3_333),
    }),
    { maxLength: 3 },
  ),
  targets: fc.constantFrom([], [{ product: 'card', volume: '37.5' }]),
  honours: fc.constantFrom([], [{ honour: 'star', on: '2026-08-08' }]),
  held: fc.constantFrom([], [{ source: 'r0', component: 'c0', plan: 'p', minor: 555, dueOn: '2026-10-01' }]),
  yearToDate: fc.record({ awardedMinor: fc.nat(2_000_000), fixedPayMinor: fc.nat(9_000_000) }),
})
const everyone = fc
  .array(one, { minLength: 1, maxLength: 12 })
  .map((each) => each.map((more, index) => employee(String(index).padStart(3, '0'), more)))

describe('the compiled engine', () => {
  it('pays exactly what the decimal engine pays, on any plan', () => {
    let compared = 0
    const said = new Set<string>()
    fc.assert(
      fc.property(plan, everyone, fc.nat(9), (more, employees, age) => {
        const today = frame(more, { results: [{ code: 'profit', value: '123456789' }] })
        const runFrame = age === 0 ? frozenByFirstRules(today) : today
        const exact = calculate({ frame: runFrame, employees })
        const fast = compile(runFrame)
        for (const each of employees) fast.weigh(each)
        const funded = fast.fund()
        expect(funded.ok).toBe(exact.ok)
        if (!exact.ok || !funded.ok) {
          if (!exact.ok && !funded.ok) expect(funded.error).toEqual(exact.error)
          return
        }
        const paid = employees.map(fast.pay)
        const lines = paid.flatMap((each) => each.lines)
        expect(lines).toEqual(exact.value.lines.map(({ steps: _, ...line }) => line))
        expect(paid.flatMap((each) => each.exceptions)).toEqual(
          exact.value.exceptions.filter((each) => each.code !== 'credit-split'),
        )
        expect(controlOf(lines, funded.value)).toEqual(exact.value.control)
        for (const each of employees)
          expect(fast.explain(each).lines).toEqual(exact.value.lines.filter((line) => line.employee === each.number))
        compared += lines.length
        const lacking = exact.value.exceptions.filter(({ subject }) => asked.includes(subject))
        for (const { component, code } of lacking)
          said.add([more.components?.find((each) => each.code === component)?.kind, code].join(' '))
      }),
      { numRuns: 3000 },
    )
    expect(compared).toBeGreaterThan(1000)
    // Whom a gate or a cap cannot judge: with each of the things that they ask for, on each kind of component.
    const kinds = ['target-bonus', 'pool-share', 'piece-rate', 'honour-award']
    const lacked = kinds.flatMap((kind) => ['no-rating', 'no-score', 'no-result'].map((code) => `${kind} ${code}`))
    // A pool without a result is not shared at all.
    expect([...said].sort()).toEqual(lacked.filter((each) => each !== 'pool-share no-result').sort())
  })
})

describe('every run', () => {
  it('balances: on each line, component and pool, and pools are shared to the last 分', () => {
    fc.assert(
      fc.property(plan, everyone, (more, employees) => {
        const outcome = calculate({
          frame: frame(more, { results: [{ code: 'profit', value: '123456789' }] }),
          employees,
        })
        if (!outcome.ok) return
        for (const line of outcome.value.lines) {
          expect(line.calculatedMinor + line.adjustedMinor).toBe(
            line.forfeitedMinor + line.cutMinor + line.awardedMinor,
          )
          expect(line.awardedMinor).toBe(line.payableMinor + line.heldMinor + line.deferredMinor)
          expect(line.instalments.reduce((total, each) => total + each.minor, 0)).toBe(line.deferredMinor)
          expect(Object.values(line).every((value) => typeof value !== 'number' || Number.isSafeInteger(value))).toBe(
            true,
          )
        }
        expect(outcome.value.control.components.every((total) => total.balanced)).toBe(true)
        expect(outcome.value.control.pools.every((total) => total.balanced)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
  it('gives the same bytes again, whatever order its people come in', () => {
    fc.assert(
      fc.property(plan, everyone, (more, employees) => {
        const again = (list: readonly EmployeeInput[]) =>
          JSON.stringify(
            calculate({ frame: frame(more, { results: [{ code: 'profit', value: '1' }] }), employees: list }),
          )
        const parsed: EmployeeInput[] = JSON.parse(JSON.stringify(employees))
        expect(again([...parsed].reverse())).toBe(again(employees))
      }),
      { numRuns: 200 },
    )
  })
})
