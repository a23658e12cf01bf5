import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Day } from '#app/kernel/day.ts'
import { unitPlacements } from '#db/schema/organisation.ts'

/** Keeps its table's name: a select from one table drops those of columns right in it, and ours has one so called. */
export const outer = (column: SQLiteColumn): SQL => sql`${column}`

/** The path on a day of the unit that a column names; '' when it has none then. For selects and scope conditions. */
export const unitPathColumn = (unitId: SQLiteColumn, day: Day | SQL): SQL<string> =>
  sql<string>`coalesce((select ${unitPlacements.path} from ${unitPlacements} where ${unitPlacements.unitId} = ${outer(unitId)} and ${unitPlacements.fromOn} <= ${day} and (${unitPlacements.toOn} is null or ${unitPlacements.toOn} >= ${day}) limit 1), '')`
