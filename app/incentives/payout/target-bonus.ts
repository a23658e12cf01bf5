/** Target bonus: `Σₖ Bₖ · target%ₖ · unit multiplierₖ · individual multiplier · pₖ`. */
import { decimal, decimalText } from '#app/kernel/decimal.ts'
import { done } from '#app/kernel/result.ts'
import { type Step, step } from '#app/kernel/step.ts'
import type { TargetBonus } from '../plans/plan.ts'
import type { RunContext } from '../runs/run-context.ts'
import { type ComponentOutcome, partLabel, shown, targetPercent, targetStep, targetTimesDays } from './component-pay.ts'
import { individualMultiplier, unitMultiplier } from './multiplier.ts'
import type { Part } from './proration.ts'
import type { EmployeeInput } from './run-input.ts'

export const targetBonus = (
  context: RunContext,
  component: TargetBonus,
  employee: EmployeeInput,
  parts: readonly Part[],
): ComponentOutcome => {
  const paid = parts
    .map((part) => ({ part, percent: targetPercent(component.targets, part.input.post) }))
    .filter(({ percent }) => !percent.isZero())
  if (paid.length === 0) return done(null)
  const individual = individualMultiplier(context, component.individualTable, employee.appraisal)
  if (!individual.ok) return individual
  const own = individual.value?.multiplier ?? decimal(1)
  const steps: Step[] = individual.value ? [individual.value.step] : []
  let [total, target] = [decimal(0), decimal(0)]
  for (const { part, percent } of paid) {
    const unit = unitMultiplier(context, component.unitTable, part.input.unit)
    if (!unit.ok) return unit
    const share = unit.value?.multiplier ?? decimal(1)
    const ofPart = targetTimesDays(context, part, percent)
    const bonus = ofPart.times(share).times(own)
    target = target.plus(ofPart)
    total = total.plus(bonus)
    steps.push(targetStep(context, part, percent))
    if (unit.value) steps.push(unit.value.step)
    const inputs = {
      individualMultiplier: decimalText(own),
      targetMinor: shown(ofPart.div(context.periodDays)),
      unitMultiplier: decimalText(share),
    }
    steps.push(step('target-bonus-part', partLabel(part), inputs, shown(bonus.div(context.periodDays))))
  }
  const exact = total.div(context.periodDays)
  steps.push(step('target-bonus', component.code, { parts: paid.length }, shown(exact)))
  return done({ exact, target: target.div(context.periodDays), steps })
}
