/** What other domains' lists show of a person, as columns of their own queries: they never touch our tables. */
import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { employees } from '#db/schema/organisation.ts'

export const employeeNameColumn = (employeeId: SQLiteColumn): SQL<string> =>
  sql<string>`(select ${employees.name} from ${employees} where ${employees.id} = ${employeeId})`

export const employeeNumberColumn = (employeeId: SQLiteColumn): SQL<string> =>
  sql<string>`(select ${employees.number} from ${employees} where ${employees.id} = ${employeeId})`

/** People whose name or pinyin begins with the text, or whose number it is. */
export const employeeMatches = (employeeId: SQLiteColumn, search: string): SQL =>
  sql`${employeeId} in (select ${employees.id} from ${employees} where ${employees.name} like ${`${search}%`} or ${employees.pinyin} like ${`${search.toLowerCase()}%`} or ${employees.initials} like ${`${search.toLowerCase()}%`} or ${employees.number} = ${search})`
