/** What makes an example's (or a run's) inputs unfit for their plan. */
import type { RuleFault } from '#app/kernel/json-path.ts'
import type { EmployeeInput, RunSetting } from '../payout/run-input.ts'
import type { IncentivePlan } from './plan.ts'
import { resultsRead, type SayFault } from './plan-fault.ts'

export const exampleFaults = (plan: IncentivePlan): RuleFault[] =>
  plan.examples.flatMap((example, index) =>
    inputFaults(plan, example).map((fault) => ({ ...fault, path: ['examples', index, ...fault.path] })),
  )

/** Faults of inputs against the plan that will read them. */
const inputFaults = (
  plan: IncentivePlan,
  { setting, employees }: { setting: RunSetting; employees: readonly EmployeeInput[] },
): RuleFault[] => {
  const faults: RuleFault[] = []
  const say: SayFault = (path, code, reason) => faults.push({ path, code, reason })
  for (const code of resultsRead(plan))
    if (!setting.results.some((result) => result.code === code))
      say(['setting', 'results'], 'no-such-result', `the result ${code} is missing`)
  const units = new Set(setting.units.map((unit) => unit.code))
  for (const [index, unit] of setting.units.entries())
    if (unit.parent !== null && !units.has(unit.parent))
      say(['setting', 'units', index, 'parent'], 'no-such-unit', `there is no unit ${unit.parent}`)
  const numbers = new Set<string>()
  for (const [index, employee] of employees.entries()) {
    const at = ['employees', index]
    if (numbers.has(employee.number))
      say([...at, 'number'], 'stands-twice', `the employee ${employee.number} stands twice`)
    numbers.add(employee.number)
    for (const [each, part] of employee.parts.entries()) {
      if (!units.has(part.unit)) say([...at, 'parts', each, 'unit'], 'no-such-unit', `there is no unit ${part.unit}`)
      if (part.to !== null && part.to < part.from)
        say([...at, 'parts', each, 'to'], 'ends-before-it-begins', 'the part ends before it begins')
    }
    for (const [each, { component }] of employee.adjustments.entries())
      if (!plan.components.some((known) => known.code === component))
        say([...at, 'adjustments', each, 'component'], 'no-such-component', `there is no component ${component}`)
  }
  return faults
}
