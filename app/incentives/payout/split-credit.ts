/** A sale's credit is split among people; the shares of one sale sum to 100 %. */
import type { EmployeeInput } from './run-input.ts'
import type { RunException } from './run-result.ts'

export type SplitSums = Map<string, number>

/** Adds one employee's shares; chunk by chunk. */
export const addSplits = (sums: SplitSums, employee: EmployeeInput): void => {
  for (const { id, shareBp } of employee.credits) sums.set(id, (sums.get(id) ?? 0) + shareBp)
}

/** More than the whole is paid twice: an error. Less may lie with people outside the run: a warning. */
export const splitExceptionsOf = (sums: SplitSums, employee: EmployeeInput): RunException[] =>
  [...new Set(employee.credits.map((credit) => credit.id))].flatMap((id): RunException[] => {
    const whole = sums.get(id) ?? 0
    if (whole === 10_000) return []
    const severity = whole > 10_000 ? 'error' : 'warning'
    return [{ employee: employee.number, component: '', code: 'credit-split', severity, subject: `${id} ${whole}` }]
  })

export const splitExceptions = (employees: readonly EmployeeInput[]): RunException[] => {
  const sums: SplitSums = new Map()
  for (const employee of employees) addSplits(sums, employee)
  return employees.flatMap((employee) => splitExceptionsOf(sums, employee))
}
