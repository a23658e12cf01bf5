/** Published worked examples, each with its source in tests/data/worked-examples.json, as far as this domain has rules. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { deferredOf, instalmentsOf } from '#app/incentives/deferrals/deferral.ts'
import { cutToFit } from '#app/incentives/payout/caps.ts'
import { productPay } from '#app/incentives/payout/piece-rate.ts'
import type { ProductRate } from '#app/incentives/plans/plan.ts'
import { isShareEnough, isWithinRatio } from '#app/incentives/plans/plan-lint.ts'
import { decimal } from '#app/kernel/decimal.ts'
import { share } from '#app/kernel/largest-remainder.ts'
import type { Step } from '#app/kernel/step.ts'
import { pointsOf } from '#app/performance/curve.ts'
import { curveFaults } from '#app/performance/curve-fault.ts'
import { readTemplate } from '#app/performance/template.form.ts'
import { employee, frame, lineOf, part } from './incentives/plans.ts'
import { card, line, rules, scored, template } from './performance/cards.ts'

// Outside data: each test reads the fields that its case has.
// biome-ignore lint/suspicious/noExplicitAny: the shape differs from case to case
type Case = { id: string; inputs: any; expected: any }
const cases: Case[] = JSON.parse(readFileSync('tests/data/worked-examples.json', 'utf8'))
const given = (id: string): Case => {
  const found = cases.find((each) => each.id === id)
  if (!found) throw new Error(`no case ${id}`)
  return found
}
const minor = (major: number | string): number => decimal(String(major)).times(100).toNumber()
const name = { en: 'x' }
const judged = (ratio: Record<string, number>, marks: Record<string, number | null>): string | null => {
  const roles = ['self', 'manager', 'peer'] as const
  const keys = Object.keys(ratio)
  const perspectives = keys.map((key, index) => ({ perspective: roles[index] ?? 'self', parts: ratio[key] ?? 0 }))
  const given = keys.flatMap((key, index) =>
    marks[key] === null ? [] : [{ perspective: roles[index] ?? 'self', mark: String(marks[key]) }],
  )
  const lines = [line('k', 10000, { source: 'judged' })]
  const parts = [
    {
      from: '2026-07-01',
      to: '2026-09-30',
      rules: { ...rules, perspectives },
      lines,
      entries: [{ kpi: 'k', marks: given }],
    },
  ]
  return scored({ ...card([], []), parts }).score
}
const weighted = (kpis: { w: number; score: number }[]): string | null =>
  scored(
    card(
      kpis.map(({ w }, index) => line(`k${index}`, w * 100)),
      kpis.map(({ score }, index) => ({ kpi: `k${index}`, actual: String(score) })),
    ),
  ).score

describe('scores', () => {
  it('APP-01 weighted KPI score', () => {
    const { inputs, expected } = given('APP-01')
    expect(weighted(inputs.kpis)).toBe(String(expected.total))
  })
  it('APP-05 a missing component is left out and the rest renormalised', () => {
    const { inputs, expected } = given('APP-05')
    const { kra, feedback, self } = inputs
    expect(judged({ kra: 1, feedback: 1, self: 1 }, { kra, feedback, self })).toBe(String(expected.correct_final))
  })
  it('APP-06 nothing is rounded before it is summed', () => {
    const { inputs, expected } = given('APP-06')
    expect(weighted(inputs.weights.map((w: number, index: number) => ({ w, score: inputs.scores[index] })))).toBe(
      String(expected.total),
    )
  })
  it('APP-07 a configurable ratio', () => {
    const { inputs, expected } = given('APP-07')
    expect(judged(inputs.ratio, inputs.scores)).toBe(String(expected.final))
  })
  it('APP-09 weights are whole without float equality', () => {
    const { inputs, expected } = given('APP-09')
    const lines = inputs.weights.map((weight: string, index: number) =>
      line(`k${index}`, decimal(weight).times(10_000).toNumber()),
    )
    expect(readTemplate({ ...template, lines }).ok).toBe(expected.valid)
  })
})

describe('curves', () => {
  const piecewise = (points: [number, number][], actual: number, threshold: boolean): string => {
    const knots = points.map(([at, payout]) => ({
      at: String(at),
      points: decimal(String(payout)).times(100).toFixed(),
    }))
    const first = knots[0]
    const all = threshold && first ? [{ at: first.at, points: '0' }, ...knots] : knots
    const outcome = pointsOf({ kind: 'piecewise', knots: all }, String(actual))
    return outcome.ok ? outcome.value.points.toFixed() : outcome.error.code
  }
  it('CRV-01 piecewise-linear payout', () => {
    const { inputs, expected } = given('CRV-01')
    expect(piecewise(inputs.points, inputs.actual, true)).toBe(String(expected.payout_pct_2dp))
  })
  it('CRV-03 end-points and knots: nothing below the threshold, capped above', () => {
    const { inputs, expected } = given('CRV-03')
    expect(inputs.actuals.map((actual: number) => piecewise(inputs.points, actual, true))).toEqual(
      expected.payout.map((each: number) => String(each * 100)),
    )
  })
  it('CRV-04 lower is better', () => {
    const { inputs, expected } = given('CRV-04')
    const hundredth = inputs.points.map(([at, points]: [number, number]) => [at, points / 100])
    expect(inputs.actuals.map((actual: number) => piecewise(hundredth, actual, false))).toEqual(
      expected.score.map(String),
    )
  })
  it('COM-08 bands with a hole are refused, and half-open ones leave none', () => {
    const { inputs } = given('COM-08')
    const bands = inputs.bands.map(({ from, to, pct }: { from: number; to: number; pct: number }) => ({
      from: String(from),
      to: String(to),
      points: String(pct),
    }))
    expect(curveFaults({ kind: 'step', direction: 'higher', bands }).map((fault) => fault.code)).toContain('band-gap')
    const tiers = [
      { from: '0', price: '0.1' },
      { from: '1000', price: '0.2' },
    ]
    expect(commission({ tiers, mode: 'marginal' }, inputs.base)).not.toBe(0)
    expect(commission({ tiers, mode: 'retroactive' }, inputs.base)).toBe(20_010)
  })
})

const commission = (product: Partial<ProductRate>, volume: number, target?: number, steps: Step[] = []): number =>
  productPay(
    { product: 'p', name, mode: 'marginal', basis: 'volume', tiers: [], ...product },
    decimal(String(volume)),
    target === undefined ? undefined : String(target),
    2,
    steps,
  ).toNumber()

describe('variable pay and commission', () => {
  const bonusOf = (base: number, percent: string, more = {}) =>
    lineOf(
      frame({ components: [{ kind: 'target-bonus', code: 'bonus', name, targets: [{ percent }] }], ...more }),
      employee('1', { parts: [part({ baseMinor: base })] }),
    )
  it('VP-01 weighted goals divide the whole amount', () => {
    const { inputs, expected } = given('VP-01')
    const components = inputs.goals.map((goal: { name: string; w: number; payout_pct: number }) => ({
      kind: 'target-bonus' as const,
      code: goal.name,
      name,
      targets: [{ percent: String((goal.w * goal.payout_pct) / 100) }],
    }))
    const baseMinor = minor(inputs.section_amount)
    const period = { from: '2026-07-01', to: '2026-07-31', months: 1 }
    const run = lineOfAll(frame({ components, period }), employee('1', { parts: [part({ baseMinor })] }))
    expect(run).toEqual(expected.payout.map(minor))
    expect(run.reduce((total, each) => total + each, 0)).toBe(minor(expected.total))
  })
  it('VP-02 a gate that is missed caps the payout at 100 % of target', () => {
    const { inputs, expected } = given('VP-02')
    const paid = inputs.gate_achievement_pct.map((achieved: number) => {
      const unless = { kind: 'result-at-least' as const, result: 'gate', value: '100' }
      const table = {
        code: 'unit',
        name,
        kind: 'steps' as const,
        rows: [{ from: '0', multiplier: String(inputs.computed_payout_pct / 100) }],
      }
      const runFrame = frame(
        {
          period: { from: '2026-07-01', to: '2026-07-31', months: 1 },
          components: [{ kind: 'target-bonus', code: 'bonus', name, targets: [{ percent: '100' }], unitTable: 'unit' }],
          tables: [table],
          caps: { components: [{ component: 'bonus', mostPercentOfTarget: '100', unless }] },
        },
        { results: [{ code: 'gate', value: String(achieved) }] },
      )
      return lineOf(runFrame, employee('1', { parts: [part({ baseMinor: minor(inputs.target_bonus) })] })).payableMinor
    })
    expect(paid).toEqual(expected.payout.map(minor))
  })
  it('COM-01 marginal tiers in percent of quota', () => {
    const { inputs, expected } = given('COM-01')
    const bounds = [0, ...inputs.tiers_pct_of_quota.map(([to]: [number | null]) => to)]
    const tiers = inputs.tiers_pct_of_quota.map(([, price]: [unknown, number], index: number) => ({
      from: String(bounds[index]),
      price: String(price),
    }))
    const steps: Step[] = []
    expect(commission({ tiers, basis: 'percent-of-target' }, inputs.sales, inputs.quota, steps)).toBe(
      minor(expected.commission),
    )
    expect(steps.map((each) => Number(each.result))).toEqual(expected.parts.map(minor))
  })
  it('COM-04 cumulative and non-cumulative tiers', () => {
    const { inputs, expected } = given('COM-04')
    const rates: number[] = Object.values(inputs.tiers)
    const tiers = ['0', '100', '150'].map((from, index) => ({ from, price: String(rates[index]) }))
    expect(commission({ tiers, basis: 'percent-of-target', mode: 'retroactive' }, inputs.sales, inputs.quota)).toBe(
      minor(expected.non_cumulative),
    )
    expect(commission({ tiers, basis: 'percent-of-target' }, inputs.sales, inputs.quota)).toBe(
      minor(expected.cumulative),
    )
  })
  it('COM-05 a credit note reduces commission', () => {
    const { inputs, expected } = given('COM-05')
    const products: ProductRate[] = [
      { product: 'p', name, mode: 'marginal', basis: 'volume', tiers: [{ from: '0', price: String(inputs.rate) }] },
    ]
    const credits = [inputs.invoices, -inputs.credit_notes].map((volume, index) => ({
      id: `d${index}`,
      product: 'p',
      volume: String(volume),
      shareBp: 10_000,
    }))
    expect(
      lineOf(frame({ components: [{ kind: 'piece-rate', code: 'c', name, products }] }), employee('1', { credits }))
        .payableMinor,
    ).toBe(minor(expected.commission))
  })
  const prorated = ({ bonus, days }: { bonus: number; days: number }) => {
    const period = { from: '2026-01-01', to: '2026-12-31', months: 12 }
    const from = new Date(Date.UTC(2027, 0, 1 - days)).toISOString().slice(0, 10)
    const runFrame = frame({
      period,
      components: [{ kind: 'target-bonus', code: 'bonus', name, targets: [{ percent: '100' }] }],
    })
    return lineOf(runFrame, employee('1', { parts: [part({ from, baseMinor: minor(bonus) / 12 })] })).payableMinor
  }
  it('PRO-01 daily proration', () => {
    const { inputs, expected } = given('PRO-01')
    expect(prorated(inputs)).toBe(minor(expected.amount))
  })
  it('PRO-03 factors are not rounded before they multiply', () => {
    const { inputs, expected } = given('PRO-03')
    expect(prorated(inputs)).toBe(minor(expected.correct))
  })
  it('has a bonus of exactly base × percent for a full period', () => {
    expect(bonusOf(1_000_000, '20').payableMinor).toBe(600_000)
  })
})
const lineOfAll = (runFrame: Parameters<typeof lineOf>[0], one: Parameters<typeof lineOf>[1]): number[] =>
  runFrame.plan.components.map(
    (component) => lineOf({ ...runFrame, plan: { ...runFrame.plan, components: [component] } }, one).payableMinor,
  )

describe('the regulator', () => {
  it('REG-02 deferral in equal instalments to the 分', () => {
    const { inputs, expected } = given('REG-02')
    const deferred = deferredOf(minor(inputs.performance_pay), String(inputs.defer_pct))
    const instalments = instalmentsOf(
      deferred,
      Array.from({ length: inputs.years }, () => 1),
    )
    expect(deferred).toBe(minor(expected.deferred))
    expect(instalments).toEqual(expected.instalments.map(minor))
    expect(instalmentsOf(-deferred, [1, 1, 1])).toEqual(instalments.map((each) => -each))
  })
  it('REG-03 a principal senior defers more than 50 percent', () => {
    const { inputs, expected } = given('REG-03')
    expect(inputs.defer_pct.map((percent: number) => isShareEnough(String(percent), '50', true))).toEqual(
      expected.compliant,
    )
  })
  it('REG-04 performance pay within three times base, base within 35 percent of total', () => {
    const { inputs, expected } = given('REG-04')
    const compliant = inputs.cases.map(({ base, perf, total }: { base: number; perf?: number; total?: number }) =>
      perf === undefined
        ? isWithinRatio(decimal(base).div(String(total)), '0.35')
        : isWithinRatio(decimal(String(perf)).div(base), '3'),
    )
    expect(compliant).toEqual(expected.compliant)
  })
  it('REG-05 variable to fixed, 100 percent or 200 with approval', () => {
    const { inputs, expected } = given('REG-05')
    const compliant = inputs.variable.map(
      (variable: number, index: number) =>
        cutToFit(minor(inputs.fixed) * (inputs.shareholder_approval[index] ? 2 : 1), [minor(variable)])[0] === 0,
    )
    expect(compliant).toEqual(expected.compliant)
  })
})

describe('apportionment', () => {
  const shares = (pool: number, weights: number[]) => {
    const outcome = share(pool, weights.map(String))
    return outcome.ok ? outcome.value : outcome.error.code
  }
  it('ALO-01 largest remainder', () => {
    const { inputs, expected } = given('ALO-01')
    expect(shares(inputs.units, inputs.weights)).toEqual(expected.largest_remainder)
  })
  it('ALO-03 zero weights, exact proportions and ties', () => {
    const { inputs, expected } = given('ALO-03')
    expect(inputs.cases.map(({ w, u }: { w: number[]; u: number }) => shares(u, w))).toEqual(expected.results)
  })
})
