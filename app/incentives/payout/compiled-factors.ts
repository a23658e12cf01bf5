/** The factors of a payout as reduced fractions, worked out once per run and value: target percents, multipliers, FTE. */
import { decimalText } from '#app/kernel/decimal.ts'
import { type Fraction, fractionOf, one, reduced } from '#app/kernel/fraction.ts'
import type { TargetRow } from '../plans/plan.ts'
import { nearestUnit, type RunContext } from '../runs/run-context.ts'
import { targetPercent } from './component-pay.ts'
import { individualMultiplier, unitMultiplier } from './multiplier.ts'
import { eligibleParts, type Part } from './proration.ts'
import type { EmployeeInput } from './run-input.ts'
import type { ExceptionCode } from './run-result.ts'

/** Why a factor cannot be said. A null fraction is one beyond the safe range: decimals must decide. */
export type Except = { code: ExceptionCode; subject: string }
export type Factor = { fraction: Fraction | null; except?: Except }
const plainOne: Factor = { fraction: one }

const remembered = <K, V>(work: (key: K) => V): ((key: K) => V) => {
  const known = new Map<K, V>()
  return (key) => {
    let value = known.get(key)
    if (value === undefined) {
      value = work(key)
      known.set(key, value)
    }
    return value
  }
}

/** FTE and other decimal texts, as fractions. */
export const fractions = () => remembered((text: string) => ({ fraction: fractionOf(text) }))

/** Target percent / 100 by post; n = 0 where the component gives nothing. */
export const percents = (rows: readonly TargetRow[]) =>
  remembered((post: string): Factor => {
    const percent = fractionOf(decimalText(targetPercent(rows, post)))
    return { fraction: percent && reduced(percent.n, percent.d * 100) }
  })

export const unitFactors = (context: RunContext, table: string | undefined) =>
  table === undefined
    ? () => plainOne
    : remembered((unit: string): Factor => {
        const outcome = unitMultiplier(context, table, unit)
        if (!outcome.ok) return { fraction: null, except: outcome.error.detail }
        return { fraction: outcome.value ? fractionOf(decimalText(outcome.value.multiplier)) : one }
      })

export const individualFactors = (context: RunContext, code: string | undefined) => {
  if (code === undefined) return () => plainOne
  const table = context.table.get(code)
  const factorOf = (appraisal: EmployeeInput['appraisal']): Factor => {
    const outcome = individualMultiplier(context, code, appraisal)
    if (!outcome.ok) return { fraction: null, except: outcome.error.detail }
    return { fraction: outcome.value ? fractionOf(decimalText(outcome.value.multiplier)) : one }
  }
  const none = factorOf(undefined)
  const known = new Map<string, Factor>()
  return (appraisal: EmployeeInput['appraisal']): Factor => {
    if (!appraisal) return none
    const { score, rating, band } = appraisal
    const key = table?.kind === 'rating' ? rating : `${score} ${band.least} ${band.most ?? ''}`
    let factor = known.get(key)
    if (!factor) {
      factor = factorOf(appraisal)
      known.set(key, factor)
    }
    return factor
  }
}

/** Eligible parts without climbing the tree for every person, or counting days of a part that covers the period. */
export const partsReader = (context: RunContext) => {
  const { period, population } = context.plan
  const inside = remembered((unit: string) =>
    population.units === undefined
      ? true
      : nearestUnit(context, unit, (each) => population.units?.includes(each.code) ?? false) !== undefined,
  )
  const none: Part[] = []
  return (employee: EmployeeInput): Part[] => {
    const [input] = employee.parts
    const whole =
      input && employee.parts.length === 1 && input.from <= period.from && (input.to === null || input.to >= period.to)
    if (!whole || input.currency !== undefined || (population.minimumDays ?? 0) > context.periodDays)
      return eligibleParts(context, employee)
    if (population.posts && !population.posts.includes(input.post)) return none
    if (!inside(input.unit)) return none
    const days = Math.max(0, context.periodDays - input.unpaidDays)
    return [{ index: 0, input, from: period.from, to: period.to, days }]
  }
}
