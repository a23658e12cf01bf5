import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Day } from '#app/kernel/day.ts'
import { unitPlacements } from '#db/schema/organisation.ts'

/** The path on a day of the unit that a column names; '' when it has none then. For selects and scope conditions. */
export const unitPathColumn = (unitId: SQLiteColumn, day: Day): SQL<string> =>
  sql<string>`coalesce((select ${unitPlacements.path} from ${unitPlacements} where ${unitPlacements.unitId} = ${unitId} and ${unitPlacements.fromOn} <= ${day} and (${unitPlacements.toOn} is null or ${unitPlacements.toOn} >= ${day}) limit 1), '')`
