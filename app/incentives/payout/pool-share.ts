/**
 * Pool share: weight `wₖ = Bₖ · target%ₖ · individual multiplier · pₖ`, share `P · wₖ / Σw` in whole minor units by
 * largest remainder, ties to the lowest employee number. The common divisor D cancels and is never divided by. Weights
 * are collected over everyone first; then each pool is funded, its reserve kept back, divided among its units where
 * the plan says so, and shared.
 */
import { type Decimal, decimal, decimalText, roundTo, sum } from '#app/kernel/decimal.ts'
import { type ShareRefusal, share } from '#app/kernel/largest-remainder.ts'
import { type Minor, wholeMinor } from '#app/kernel/money.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { type Step, step } from '#app/kernel/step.ts'
import type { Pool, PoolShare } from '../plans/plan.ts'
import { missingFor, nearestUnit, type RunContext } from '../runs/run-context.ts'
import { targetPercent, targetStep, targetTimesDays } from './component-pay.ts'
import { gatesOn } from './gates.ts'
import { individualMultiplier } from './multiplier.ts'
import type { Part } from './proration.ts'
import type { EmployeeInput } from './run-input.ts'
import type { ExceptionCode, PoolTotal, PoolWeight } from './run-result.ts'

export type Weighed = { weights: PoolWeight[]; steps: Step[] }

/** First pass: the employee's weights, one per pool or unit of a pool; empty when the component does not concern them. */
export const weighFor = (
  context: RunContext,
  component: PoolShare,
  employee: EmployeeInput,
  parts: readonly Part[],
): Outcome<Weighed, 'exception', { code: ExceptionCode; subject: string }> => {
  const paid = parts
    .map((part) => ({ part, percent: targetPercent(component.targets, part.input.post) }))
    .filter(({ percent }) => !percent.isZero())
  if (paid.length === 0) return done({ weights: [], steps: [] })
  const individual = individualMultiplier(context, component.individualTable, employee.appraisal)
  if (!individual.ok) return individual
  // Whom its gates cannot judge has no weight in it either: the others share what there is.
  const missing = missingFor(context, component.code, employee)
  if (missing) return refused('exception', missing)
  const own = individual.value?.multiplier ?? decimal(1)
  const gate = component.redistribute ? gatesOn(context, component.code, employee).factor : decimal(1)
  const pool = poolOf(context, component.pool)
  const steps: Step[] = individual.value ? [individual.value.step] : []
  const byUnit = new Map<string | null, { weight: Decimal; target: Decimal }>()
  for (const { part, percent } of paid) {
    const unit = poolUnit(context, pool, part.input.unit)
    if (unit === undefined) return refused('exception', { code: 'no-pool-unit', subject: part.input.unit })
    const target = targetTimesDays(context, part, percent)
    const before = byUnit.get(unit) ?? { weight: decimal(0), target: decimal(0) }
    byUnit.set(unit, { weight: before.weight.plus(target.times(own).times(gate)), target: before.target.plus(target) })
    steps.push(targetStep(context, part, percent))
  }
  const weights = [...byUnit].map(([unit, { weight, target }]) => ({
    pool: component.pool,
    unit,
    employee: employee.number,
    weight: decimalText(weight),
    target: decimalText(target),
  }))
  for (const { unit, weight, target } of weights)
    steps.push(
      step(
        'pool-weight',
        unit ?? component.pool,
        { gateFactor: decimalText(gate), individualMultiplier: decimalText(own), targetDays: target },
        weight,
      ),
    )
  return done({ weights, steps })
}

export const poolOf = (context: RunContext, code: string): Pool => {
  const pool = context.plan.pools.find((each) => each.code === code)
  if (!pool) throw new RangeError(`no such pool: ${code}`)
  return pool
}
/** Null: the pool is not divided. Undefined: no unit of the pool lies at or above. */
export const poolUnit = (context: RunContext, pool: Pool, code: string): string | null | undefined =>
  pool.units
    ? nearestUnit(context, code, (unit) => pool.units?.some((each) => each.unit === unit.code) ?? false)?.code
    : null

/** One pool, or one unit's part of it, after the first pass. */
export type FundedPool = {
  pool: string
  unit: string | null
  minor: Minor
  totalWeight: string
  people: number
  shares: ReadonlyMap<string, Minor>
}
export type Funded = { parts: readonly FundedPool[]; totals: readonly PoolTotal[] }
export type FundRefusal = ShareRefusal | 'no-result'
/** Which pool, or unit's part of it; `result` is the code of the one that is missing. */
export type FundRefused = { pool: string; unit: string | null; result?: string }

/** What the first pass left of a pool, however it was kept: the sum of targets times days, and its sharing. */
export type Weighing = {
  targetDays: (pool: string) => Decimal
  share: (pool: string, unit: string | null, minor: Minor) => Outcome<FundedPool, FundRefusal>
}
export type FundingOutcome = Outcome<Funded, FundRefusal, FundRefused>

/** Between the passes: funds and shares every pool of the plan. `weights` of everyone, in any order. */
export const fund = (context: RunContext, weights: readonly PoolWeight[]): FundingOutcome => {
  const byPart = new Map<string, PoolWeight[]>()
  for (const weight of weights) {
    const key = `${weight.pool}\u0000${weight.unit ?? ''}`
    const part = byPart.get(key)
    if (part) part.push(weight)
    else byPart.set(key, [weight])
  }
  return fundBy(context, {
    targetDays: (pool) => sum(weights.filter((each) => each.pool === pool).map((each) => decimal(each.target))),
    share: (pool, unit, minor) => shareAmong(pool, unit, minor, byPart.get(`${pool}\u0000${unit ?? ''}`) ?? []),
  })
}

export const fundBy = (context: RunContext, weighing: Weighing): FundingOutcome => {
  const parts: FundedPool[] = []
  const totals: PoolTotal[] = []
  for (const pool of context.plan.pools) {
    const component =
      context.plan.components.find((each) => each.kind === 'pool-share' && each.pool === pool.code)?.code ?? ''
    const result = resultLacking(context, pool, component)
    if (result !== undefined) return refused('no-result', { pool: pool.code, unit: null, result })
    const funded = fundingOf(context, pool, weighing)
    if (funded < 0) return refused('pool-negative', { pool: pool.code, unit: null })
    const reserve = wholeMinor(
      roundTo(
        decimal(funded)
          .times(pool.reservePercent ?? '0')
          .div(100),
        0,
      ),
    )
    const divided = divide(pool, funded - reserve)
    if (!divided.ok) return refused(divided.error.code, { pool: pool.code, unit: null })
    for (const { unit, minor } of divided.value) {
      const shared = weighing.share(pool.code, unit, minor)
      if (!shared.ok) return refused(shared.error.code, { pool: pool.code, unit })
      parts.push(shared.value)
    }
    const distributed = parts.filter((part) => part.pool === pool.code).reduce((total, part) => total + part.minor, 0)
    totals.push({
      pool: pool.code,
      component,
      fundedMinor: funded,
      distributedMinor: distributed,
      undistributedMinor: funded - distributed,
      units: divided.value.flatMap(({ unit, minor }) => (unit === null ? [] : [{ unit, minor }])),
      balanced: funded - distributed === reserve,
    })
  }
  return done({ parts, totals })
}

/** A result without which the pool cannot be funded, or nobody's share of it be gated or capped. */
const resultLacking = (context: RunContext, { funding }: Pool, component: string): string | undefined =>
  funding.kind === 'rate' && !context.result.has(funding.result) ? funding.result : context.missingResult.get(component)

const fundingOf = (context: RunContext, { code, funding }: Pool, weighing: Weighing): Minor => {
  if (funding.kind === 'fixed') return funding.minor
  if (funding.kind === 'rate') {
    const result = context.result.get(funding.result)
    if (!result) throw new RangeError(`no such result: ${funding.result}`)
    return wholeMinor(roundTo(result.times(funding.percent).div(100), 0))
  }
  return wholeMinor(roundTo(weighing.targetDays(code).times(funding.percent).div(100).div(context.periodDays), 0))
}

const divide = (pool: Pool, minor: Minor): Outcome<{ unit: string | null; minor: Minor }[], FundRefusal> => {
  if (!pool.units) return done([{ unit: null, minor }])
  const { units } = pool
  const shares = share(
    minor,
    units.map((each) => each.weight),
  )
  return shares.ok ? done(units.map(({ unit }, index) => ({ unit, minor: shares.value[index] ?? 0 }))) : shares
}

const shareAmong = (
  pool: string,
  unit: string | null,
  minor: Minor,
  weights: readonly PoolWeight[],
): Outcome<FundedPool, FundRefusal> => {
  const ordered = [...weights].sort((a, b) => (a.employee < b.employee ? -1 : a.employee > b.employee ? 1 : 0))
  const totalWeight = decimalText(sum(ordered.map((each) => decimal(each.weight))))
  // A unit that was given nothing needs nobody to share it.
  const empty = { pool, unit, minor, totalWeight, people: 0, shares: new Map<string, Minor>() }
  if (minor === 0 && ordered.length === 0) return done(empty)
  const shares = share(
    minor,
    ordered.map((each) => each.weight),
  )
  if (!shares.ok) return shares
  const byEmployee = new Map(ordered.map((each, index) => [each.employee, shares.value[index] ?? 0]))
  return done({ ...empty, people: ordered.length, shares: byEmployee })
}

/** Second pass: what the pool gives the employee, whole minor units. */
export const shareOf = (funded: Funded, weights: readonly PoolWeight[]): { minor: Minor; steps: Step[] } => {
  const steps: Step[] = []
  let minor = 0
  for (const { pool, unit, employee, weight } of weights) {
    const part = funded.parts.find((each) => each.pool === pool && each.unit === unit)
    const own = part?.shares.get(employee)
    if (!part || own === undefined) throw new RangeError(`${employee} was not weighed for pool ${pool}`)
    minor += own
    const inputs = { people: part.people, pool, poolMinor: part.minor, totalWeight: part.totalWeight, unit, weight }
    steps.push(step('pool-share', unit ?? pool, inputs, own))
  }
  return { minor, steps }
}
