/**
 * Gates hold or take pay when a condition is not met: first those that forfeit, then those that reduce (their factors
 * multiply), then those that hold — a held line is still calculated through deferral, and a later run pays it.
 */
import { type Decimal, decimal, decimalText } from '#app/kernel/decimal.ts'
import { type Step, step } from '#app/kernel/step.ts'
import { type Condition, type Gate, gateEffects, gatesFor } from '../plans/plan.ts'
import type { RunContext } from '../runs/run-context.ts'
import { shown } from './component-pay.ts'
import type { EmployeeInput } from './run-input.ts'
import type { ExplainedLine } from './run-result.ts'

/** What conditions read of a run and of an employee. */
type Asking = Pick<RunContext, 'result'> & { frame: Pick<RunContext['frame'], 'asOf'> }
export type GateFacts = Pick<EmployeeInput, 'appraisal' | 'certifications' | 'violations'>

/** Certificates and violations are those of the day; ratings, scores and results those of the cycle of the run that asks. */
export const isOfTheDay = ({ kind }: Condition): boolean => kind === 'certified' || kind === 'no-open-violation'

/** What there is not — a result of the run, a person's appraisal — meets nothing: what pays asks `missingFor` first. */
export const isMet = (condition: Condition, { frame, result }: Asking, employee: GateFacts): boolean => {
  const today = (each: { from: string; to: string | null }) =>
    each.from <= frame.asOf && (each.to === null || each.to >= frame.asOf)
  switch (condition.kind) {
    case 'certified':
      return employee.certifications.some((each) => each.certification === condition.certification && today(each))
    case 'no-open-violation':
      return !employee.violations.some((each) => condition.severities.includes(each.severity) && today(each))
    case 'rating-in':
      return employee.appraisal !== undefined && condition.ratings.includes(employee.appraisal.rating)
    case 'score-at-least':
      return employee.appraisal !== undefined && decimal(employee.appraisal.score).gte(condition.score)
    case 'result-at-least':
      return result.get(condition.result)?.gte(condition.value) ?? false
  }
}

/** Whether what these gates hold may be paid: only when none of them holds it any more. */
export const areCleared = (gates: readonly Gate[], context: Asking, employee: GateFacts): boolean =>
  gates.every(({ condition }) => isMet(condition, context, employee))

export type GateOutcome = { factor: Decimal; heldBy: string[] }

/** The gates of a component that are not met; `factor` is 0 when one forfeits. */
export const gatesOn = (context: RunContext, component: string, employee: EmployeeInput): GateOutcome => {
  const unmet = gatesFor(context.plan.gates, component).filter((gate) => !isMet(gate.condition, context, employee))
  const isForfeited = unmet.some((gate) => gate.effect === 'forfeit')
  const reducing = unmet.filter((gate) => gate.effect === 'reduce')
  return {
    factor: isForfeited ? decimal(0) : reducing.reduce((all, gate) => all.times(gate.factor ?? '1'), decimal(1)),
    heldBy: unmet.filter((gate) => gate.effect === 'hold').map((gate) => gate.code),
  }
}
/**
 * Every gate says whether it was met, in the order in which gates act. Where a pool redistributes, their factor stands
 * in the weight already, and takes nothing from the share.
 */
export const gateSteps = (
  context: RunContext,
  component: string,
  employee: EmployeeInput,
  before: Decimal,
  isInWeight: boolean,
): Step[] => {
  const steps: Step[] = []
  let amount = before
  for (const effect of gateEffects)
    for (const gate of gatesFor(context.plan.gates, component).filter((each) => each.effect === effect)) {
      const met = isMet(gate.condition, context, employee)
      const factor = met || effect === 'hold' ? '1' : effect === 'forfeit' ? '0' : (gate.factor ?? '1')
      const isWeighed = isInWeight && !met && effect !== 'hold'
      const after = isWeighed ? amount : amount.times(factor)
      const inputs = {
        asOf: context.frame.asOf,
        before: shown(amount),
        condition: gate.condition.kind,
        factor,
        subject: subjectOf(gate.condition),
      }
      steps.push(
        step(met ? 'gate-met' : isWeighed ? 'gate-weighed' : `gate-${effect}`, gate.code, inputs, shown(after)),
      )
      amount = after
    }
  return steps
}
/** Whether gates have a say in what a line pays: one that is an adjustment alone asked none, and of nothing nothing is taken. */
export const hangsOnGates = (line: ExplainedLine): boolean => {
  const asked = line.steps.filter(({ rule }) => rule.startsWith('gate-'))
  const isNothing = [line.calculatedMinor, line.adjustedMinor, line.forfeitedMinor, line.heldMinor].every(
    (minor) => minor === 0,
  )
  return asked.length > 0 && (!isNothing || asked.some(({ rule }) => rule === 'gate-weighed'))
}

const subjectOf = (condition: Condition): string => {
  switch (condition.kind) {
    case 'certified':
      return condition.certification
    case 'no-open-violation':
      return condition.severities.join(' ')
    case 'rating-in':
      return condition.ratings.join(' ')
    case 'score-at-least':
      return decimalText(decimal(condition.score))
    case 'result-at-least':
      return condition.result
  }
}
