/**
 * Deferral by risk class: `ceil(payable × percent)` in minor units is kept back and released in parts, instalment
 * `k = floor(D·cₖ) − floor(D·cₖ₋₁)` with `c` the cumulative share, so that an odd 分 falls last and no front is heavier
 * (REG: 等分原则). Negative amounts mirror positive ones.
 */
import { addMonths, type Day } from '#app/kernel/day.ts'
import { ceilOf, decimal } from '#app/kernel/decimal.ts'
import { type Minor, wholeMinor } from '#app/kernel/money.ts'
import type { Part } from '../payout/proration.ts'
import type { Instalment } from '../payout/run-result.ts'
import type { DeferralRule } from '../plans/plan.ts'

export const deferredOf = (payable: Minor, percent: string): Minor => {
  const kept = wholeMinor(ceilOf(decimal(Math.abs(payable)).times(percent).div(100)))
  return payable < 0 ? 0 - kept : kept
}

/** Amounts of the instalments; they sum to `deferred`. */
export const instalmentsOf = (deferred: Minor, parts: readonly number[]): Minor[] => {
  const whole = BigInt(parts.reduce((total, part) => total + part, 0))
  const amount = BigInt(Math.abs(deferred))
  let [cumulated, before] = [0n, 0n]
  return parts.map((part) => {
    cumulated += BigInt(part)
    const until = (amount * cumulated) / whole
    const instalment = Number(until - before)
    before = until
    return deferred < 0 && instalment !== 0 ? -instalment : instalment
  })
}

/** Days on which the instalments of a rule fall due. */
export const dueDays = (rule: DeferralRule, payOn: Day): Day[] =>
  rule.parts.map((_, index) => addMonths(payOn, rule.everyMonths * (index + 1)))

export const schedule = (deferred: Minor, rule: DeferralRule, payOn: Day, due = dueDays(rule, payOn)): Instalment[] =>
  deferred === 0
    ? []
    : instalmentsOf(deferred, rule.parts).map((minor, index) => ({
        no: index + 1,
        dueOn: due[index] ?? payOn,
        minor,
      }))

/** The rule with the highest percent among the risk classes held in the period; of equals the longer one. */
export const deferralRule = (rules: readonly DeferralRule[], parts: readonly Part[]): DeferralRule | undefined =>
  rules
    .filter((rule) => parts.some((part) => part.input.riskClass === rule.riskClass))
    .reduce<DeferralRule | undefined>((most, rule) => (most && !isStricter(rule, most) ? most : rule), undefined)
const isStricter = (a: DeferralRule, b: DeferralRule): boolean => {
  const [mine, other] = [decimal(a.percent), decimal(b.percent)]
  return mine.gt(other) || (mine.eq(other) && monthsOf(a) > monthsOf(b))
}
export const monthsOf = (rule: DeferralRule): number => rule.everyMonths * rule.parts.length
