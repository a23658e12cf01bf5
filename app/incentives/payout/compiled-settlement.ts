/** The end of a compiled line: deferral, holding, payable — and what earlier runs left to pay. */
import { type Fraction, flooredQuotient, fractionOf } from '#app/kernel/fraction.ts'
import { deferralRule, dueDays, schedule } from '../deferrals/deferral.ts'
import type { DeferralRule } from '../plans/plan.ts'
import type { RunContext } from '../runs/run-context.ts'
import type { Part } from './proration.ts'
import type { CarriedInput, EmployeeInput } from './run-input.ts'
import type { PayLine } from './run-result.ts'

export const rulesReader = ({ plan, frame }: RunContext) => {
  const byClass = new Map<string, Rule | undefined>()
  return (parts: readonly Part[]): Rule | undefined => {
    const key =
      parts.length === 1
        ? (parts[0]?.input.riskClass ?? '')
        : [...new Set(parts.map((part) => part.input.riskClass))].sort().join(' ')
    if (!byClass.has(key)) {
      const rule = deferralRule(plan.deferral, parts)
      byClass.set(key, rule && { rule, percent: fractionOf(rule.percent), due: dueDays(rule, frame.payOn) })
    }
    return byClass.get(key)
  }
}
export type Rule = { rule: DeferralRule; percent: Fraction | null; due: string[] }

/** Defers and holds; false beyond the safe range. */
export const settle = (line: PayLine, rule: Rule | undefined, payOn: string): boolean => {
  if (rule) {
    const { percent } = rule
    const n = percent ? Math.abs(line.awardedMinor) * percent.n : Number.NaN
    const d = (percent?.d ?? 1) * 100
    if (!Number.isSafeInteger(n)) return false
    const kept = 0 - flooredQuotient(0 - n, d)
    line.deferredMinor = line.awardedMinor < 0 ? 0 - kept : kept
    line.instalments = schedule(line.deferredMinor, rule.rule, payOn, rule.due)
  }
  const rest = line.awardedMinor - line.deferredMinor
  line.heldMinor = line.heldBy.length > 0 ? rest : 0
  line.payableMinor = rest - line.heldMinor
  return true
}

export const carried = (
  employee: EmployeeInput,
  { source, component, minor }: CarriedInput,
  kind: 'held' | 'vested',
): PayLine => ({
  employee: employee.number,
  component,
  kind,
  source,
  calculatedMinor: minor,
  forfeitedMinor: 0,
  cutMinor: 0,
  adjustedMinor: 0,
  awardedMinor: minor,
  deferredMinor: 0,
  heldMinor: 0,
  payableMinor: minor,
  instalments: [],
  heldBy: [],
})
