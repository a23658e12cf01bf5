/** What other domains' lists show of a person, as columns of their own queries: they never touch our tables. */
import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Scope } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Day } from '#app/kernel/day.ts'
import type { Reader } from '#db/client.server.ts'
import { employees } from '#db/schema/organisation.ts'
import { withinPath } from '#db/within-path.server.ts'
import { outer } from '../units/unit-paths.server.ts'

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

/** All who were ever placed in the scope's parts of the bank, or are named by it. */
const everWithin = ({ paths, employeeIds }: Scope): SQL => {
  const within = paths.map((path) => withinPath(sql`p.path`, path))
  const placed = within.length > 0 ? sql.join(within, sql` or `) : sql`0`
  return sql`select a.employee_id from unit_placements p join assignments a on a.unit_id = p.unit_id where ${placed} union select value from json_each(${JSON.stringify(employeeIds)})`
}

/**
 * Rows of people whose path lies in the scope, or whom it names: `path` is an employeePathColumn. It is asked only of those
 * who were ever there: asked of everybody, a branch looked up where each of 100,000 people stands. `isLast` where another
 * index ends sooner, as when the newest are listed.
 */
export const standsWithin = (scope: Scope, employeeId: SQLiteColumn, path: SQL, isLast = false): SQL =>
  scope.paths.includes('/')
    ? sql`1`
    : sql`(${isLast ? sql`+` : sql``}${employeeId} in (${everWithin(scope)}) and ${withinScope(scope, path, employeeId)})`

/** Whether a scope holds fewer people than that, so that going from person to person is the shortest way. */
export const holdsFewerThan = async (db: Reader, scope: Scope, most: number): Promise<boolean> => {
  if (scope.paths.includes('/')) return false
  const found = await db.get<{ n: number }>(sql`select count(*) n from (${everWithin(scope)} limit ${most})`)
  return (found?.n ?? 0) < most
}
