/** Honour award: a fixed amount for each granted honour that the component names. */
import { decimal } from '#app/kernel/decimal.ts'
import { done } from '#app/kernel/result.ts'
import { step } from '#app/kernel/step.ts'
import type { ComponentOutcome } from '../payout/component-pay.ts'
import type { EmployeeInput } from '../payout/run-input.ts'
import type { HonourAward } from '../plans/plan.ts'

export const honourAward = (component: HonourAward, employee: EmployeeInput): ComponentOutcome => {
  const granted = employee.honours.flatMap(({ honour, on }) => {
    const award = component.awards.find((each) => each.honour === honour)
    return award ? [{ honour, on, minor: award.minor }] : []
  })
  if (granted.length === 0) return done(null)
  return done({
    exact: granted.reduce((total, each) => total.plus(each.minor), decimal(0)),
    target: decimal(0),
    steps: granted.map(({ honour, on, minor }) => step('honour', honour, { on }, minor)),
  })
}
