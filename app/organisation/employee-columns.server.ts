/** What other domains' lists show of a person, as columns of their own queries: they never touch our tables. */
import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Day } from '#app/kernel/day.ts'
import { employees } from '#db/schema/organisation.ts'
import { outer } from './unit-paths.server.ts'

export const employeeNameColumn = (employeeId: SQLiteColumn): SQL<string> =>
  sql<string>`(select ${employees.name} from ${employees} where ${employees.id} = ${employeeId})`

export const employeeNumberColumn = (employeeId: SQLiteColumn): SQL<string> =>
  sql<string>`(select ${employees.number} from ${employees} where ${employees.id} = ${employeeId})`

/** People whose name or pinyin begins with the text, or whose number it is. */
export const employeeMatches = (employeeId: SQLiteColumn, search: string): SQL =>
  sql`${employeeId} in (select ${employees.id} from ${employees} where ${employees.name} like ${`${search}%`} or ${employees.pinyin} like ${`${search.toLowerCase()}%`} or ${employees.initials} like ${`${search.toLowerCase()}%`} or ${employees.number} = ${search})`

/**
 * The path on a day of the unit of the person's primary assignment, or of any that holds; '' when none does. The day
 * may be a column of the outer query.
 */
export const employeePathColumn = (employeeId: SQLiteColumn, day: Day | SQLiteColumn): SQL<string> => {
  const on = typeof day === 'string' ? sql`${day}` : outer(day)
  return sql<string>`coalesce((select unit_placements.path from assignments join unit_placements on unit_placements.unit_id = assignments.unit_id and unit_placements.from_on <= ${on} and (unit_placements.to_on is null or unit_placements.to_on >= ${on}) where assignments.employee_id = ${outer(employeeId)} and assignments.from_on <= ${on} and (assignments.to_on is null or assignments.to_on >= ${on}) order by assignments.is_primary desc limit 1), '')`
}
