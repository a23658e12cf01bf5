/** Who has left by a roster file that holds everybody: those whom it no longer names. */
import { isWithin } from '#app/kernel/tree-path.ts'
import type { RosterBank, RosterPreviewRow, RosterRules } from './roster-diff.ts'

/** Leavers have no row in the file; they are listed after it. */
const firstLeaverRow = 1_000_000
export const isInFile = ({ row }: { row: number }): boolean => row < firstLeaverRow

/** Those of the scope who are not in the file have left the day before; who began on that very day is an error. */
export const leavers = (bank: RosterBank, numbers: ReadonlySet<string>, rules: RosterRules): RosterPreviewRow[] =>
  [...bank.people.values()]
    .filter(
      (person) =>
        person.isEmployed &&
        person.assignment !== null &&
        isWithin(person.assignment.unitPath, rules.scopePath) &&
        !numbers.has(person.number),
    )
    .sort((a, b) => (a.number < b.number ? -1 : 1))
    .map((person, place) => {
      const told = { row: firstLeaverRow + place, number: person.number, name: person.name }
      const starts = person.assignment?.from === rules.effectiveOn || person.employedFrom === rules.effectiveOn
      const reason = person.laterOn ? 'changed-later' : starts ? 'starts-that-day' : null
      return reason
        ? { ...told, kind: 'error', detail: { faults: [{ field: 'number', value: person.number, reason }] } }
        : { ...told, kind: 'leave', detail: { employeeId: person.id } }
    })
