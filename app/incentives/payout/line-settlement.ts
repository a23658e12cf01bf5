/** The end of a line: deferral, holding, payable — and what earlier runs left to pay. */
import type { Minor } from '#app/kernel/money.ts'
import { type Step, step } from '#app/kernel/step.ts'
import { type deferralRule, deferredOf, schedule } from '../deferrals/deferral.ts'
import type { RunContext } from '../runs/run-context.ts'
import type { CarriedInput, EmployeeInput } from './run-input.ts'
import type { ExplainedLine } from './run-result.ts'

/** A line on its way: whole minor units after component, gates and caps, and the steps so far. */
export type Draft = {
  component: string
  calculated: Minor
  forfeited: Minor
  cut: Minor
  adjusted: Minor
  steps: Step[]
  heldBy: string[]
}
export const awardedOf = (draft: Draft): Minor => draft.calculated + draft.adjusted - draft.forfeited - draft.cut

export const settle = (
  context: RunContext,
  employee: EmployeeInput,
  draft: Draft,
  rule: ReturnType<typeof deferralRule>,
): ExplainedLine => {
  const awarded = awardedOf(draft)
  const deferred = rule ? deferredOf(awarded, rule.percent) : 0
  const instalments = rule ? schedule(deferred, rule, context.frame.payOn) : []
  const rest = awarded - deferred
  const held = draft.heldBy.length > 0 ? rest : 0
  const steps = [...draft.steps]
  if (rule) {
    const inputs = { payableMinor: awarded, percent: rule.percent, riskClass: rule.riskClass }
    steps.push(step('defer', draft.component, inputs, deferred))
    for (const { no, dueOn, minor } of instalments)
      steps.push(step('instalment', draft.component, { dueOn, no }, minor))
  }
  const inputs = { awardedMinor: awarded, deferredMinor: deferred, heldMinor: held }
  steps.push(step('payable', draft.component, inputs, rest - held))
  return {
    employee: employee.number,
    component: draft.component,
    kind: 'component',
    calculatedMinor: draft.calculated,
    forfeitedMinor: draft.forfeited,
    cutMinor: draft.cut,
    adjustedMinor: draft.adjusted,
    awardedMinor: awarded,
    deferredMinor: deferred,
    heldMinor: held,
    payableMinor: rest - held,
    instalments,
    heldBy: draft.heldBy,
    steps,
  }
}

export const carry = (employee: EmployeeInput, carried: CarriedInput, kind: 'held' | 'vested'): ExplainedLine => {
  const { source, component, plan, dueOn, minor } = carried
  const none = {
    forfeitedMinor: 0,
    cutMinor: 0,
    adjustedMinor: 0,
    deferredMinor: 0,
    heldMinor: 0,
    instalments: [],
    heldBy: [],
  }
  const paid = { calculatedMinor: minor, awardedMinor: minor, payableMinor: minor }
  const steps = [step(`carried-${kind}`, source, { source, plan, component, dueOn }, minor)]
  return { employee: employee.number, component, kind, source, ...none, ...paid, steps }
}
