/** Whom a field that names a person offers: those in reach whose name, pinyin, initials or number begins as typed. */

import type { Scope } from '#app/identity/policy.ts'
import type { Instant } from '#app/kernel/day.ts'
import { type Locale, wordsIn } from '#app/kernel/words.ts'
import type { Reader } from '#db/client.server.ts'
import { type EmployeeFilter, employeesIn } from './employees.server.ts'

/** Known by id, or by number where that is asked. */
export const personChoices = async (
  db: Reader,
  scope: Scope,
  { by, ...filter }: Pick<EmployeeFilter, 'q' | 'state' | 'day'> & { by: string | null },
  locale: Locale,
  now: Instant,
) => {
  const { rows } = await employeesIn(db, scope, filter, { key: 'number', down: false }, { limit: 20, offset: 0 }, now)
  return rows.map((row) => ({
    value: by === 'number' ? row.number : row.id,
    label: `${row.name} · ${row.number}`,
    help: [row.postName, row.unitName].flatMap((words) => (words ? [wordsIn(words, locale).text] : [])).join(' · '),
  }))
}
