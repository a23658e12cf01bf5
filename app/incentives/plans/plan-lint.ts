/**
 * Lints of a plan: structure is an error always; what the regulator asks of deferral and of the relation of
 * performance pay to base pay counts as the bank's catalogue says, with its source and its limits.
 */
import { type Decimal, decimal, decimalText, sum } from '#app/kernel/decimal.ts'
import { pathOf } from '#app/kernel/json-path.ts'
import { type Finding, type Lint, type LintCatalogue, limitOf, lintsOf } from '#app/kernel/lint.ts'
import { monthsOf } from '../deferrals/deferral.ts'
import type { IncentivePlan, RiskClass } from './plan.ts'
import { planFaults } from './plan-fault.ts'

export const lintPlan = (plan: IncentivePlan, catalogue: LintCatalogue): Lint[] => [
  ...planFaults(plan).map(
    (fault): Lint => ({
      code: fault.code,
      severity: 'error',
      path: pathOf(fault.path),
      inputs: { reason: fault.reason },
    }),
  ),
  ...lintsOf(
    [
      ...deferralFindings(plan, catalogue),
      ...ratioFindings(plan, catalogue),
      ...examplesFindings(plan),
      ...capFindings(plan),
    ],
    catalogue,
  ),
]

/** Risk classes that must defer, the principal more than others: `above` is a bound that itself is not enough. */
const deferring: readonly { riskClass: RiskClass; code: string; otherwise: string; above: boolean }[] = [
  { riskClass: 'risk', code: 'deferral-share', otherwise: '40', above: false },
  { riskClass: 'senior', code: 'deferral-share', otherwise: '40', above: false },
  { riskClass: 'principal-senior', code: 'deferral-share-principal', otherwise: '50', above: true },
]

const deferralFindings = (plan: IncentivePlan, catalogue: LintCatalogue): Finding[] => {
  const months = Number(limitOf(catalogue, 'deferral-years', 'years', '3')) * 12
  return deferring.flatMap(({ riskClass, code, otherwise, above }): Finding[] => {
    const limit = limitOf(catalogue, code, above ? 'abovePercent' : 'leastPercent', otherwise)
    const index = plan.deferral.findIndex((rule) => rule.riskClass === riskClass)
    const rule = plan.deferral[index]
    if (!rule) return [{ code: 'deferral-missing', path: '$.deferral', inputs: { riskClass, limit } }]
    const path = pathOf(['deferral', index])
    const inputs = { riskClass, percent: rule.percent, limit }
    const enough = isShareEnough(rule.percent, limit, above)
    return [
      ...(enough ? [] : [{ code, path, inputs }]),
      ...(monthsOf(rule) < months
        ? [{ code: 'deferral-years', path, inputs: { riskClass, months: monthsOf(rule), leastMonths: months } }]
        : []),
      // Equal parts or heavier later ones; never heavier at the front.
      ...(rule.parts.some((part, at) => part < (rule.parts[at - 1] ?? 0))
        ? [{ code: 'deferral-front-heavy', path, inputs: { riskClass } }]
        : []),
    ]
  })
}
/** Whether a deferred share suffices: at least the limit, or truly above it. */
export const isShareEnough = (percent: string, limit: string, above: boolean): boolean =>
  above ? decimal(percent).gt(limit) : decimal(percent).gte(limit)

/** Performance pay within `ratio` times base pay: what the plan can pay at most must be bounded by it. */
const ratioFindings = (plan: IncentivePlan, catalogue: LintCatalogue): Finding[] => {
  const ratio = limitOf(catalogue, 'performance-pay-ratio', 'ratio', '3')
  const most = mostRatio(plan)
  if (plan.caps.annual && isWithinRatio(decimal(plan.caps.annual.ratio), ratio)) return []
  if (plan.caps.annual || (most && !isWithinRatio(most, ratio)))
    return [
      {
        code: 'performance-pay-ratio',
        path: plan.caps.annual ? '$.caps.annual.ratio' : '$.caps',
        inputs: { ratio, most: most ? decimalText(most) : null },
      },
    ]
  return [{ code: 'annual-cap-missing', path: '$.caps', inputs: { ratio } }]
}
export const isWithinRatio = (pay: Decimal, ratio: string): boolean => pay.lte(ratio)

/** The greatest `Σ target% × multipliers` of the target bonuses; null where a plan has none. */
const mostRatio = (plan: IncentivePlan): Decimal | null => {
  const mostOf = (code: string | undefined): Decimal => {
    const table = plan.tables.find((each) => each.code === code)
    return table ? greatest([...table.rows].map((row) => row.multiplier)) : decimal(1)
  }
  const bonuses = plan.components.filter((component) => component.kind === 'target-bonus')
  if (bonuses.length === 0) return null
  return sum(
    bonuses.map(({ targets, unitTable, individualTable }) =>
      greatest(targets.map((row) => row.percent))
        .div(100)
        .times(mostOf(unitTable))
        .times(mostOf(individualTable)),
    ),
  )
}
const greatest = (texts: readonly string[]): Decimal =>
  texts.map(decimal).reduce((top, each) => (each.gt(top) ? each : top), decimal(0))

const examplesFindings = (plan: IncentivePlan): Finding[] => [
  ...(plan.examples.length === 0 ? [{ code: 'no-examples', path: '$.examples' }] : []),
  ...plan.examples.flatMap((example, index) =>
    example.expected.length === 0 ? [{ code: 'example-expects-nothing', path: pathOf(['examples', index]) }] : [],
  ),
]

/** A piece rate without a cap pays without bound. */
const capFindings = (plan: IncentivePlan): Finding[] =>
  plan.components.flatMap((component, index) => {
    if (component.kind !== 'piece-rate' || plan.caps.annual) return []
    const capped = plan.caps.components.some(
      (cap) => cap.component === component.code && cap.mostMinor !== undefined && !cap.unless,
    )
    return capped || component.products.every((product) => product.mostMinor !== undefined)
      ? []
      : [{ code: 'piece-rate-unbounded', path: pathOf(['components', index]), inputs: { component: component.code } }]
  })
