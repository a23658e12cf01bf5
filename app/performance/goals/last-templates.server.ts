/** One sheet a person: that of the last part, whose template's bands give the rating. */
import { and, asc, eq, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { outer } from '#app/organisation/units/unit-paths.server.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { goalSheets } from '#db/schema/performance.ts'

/**
 * Version of the template of the person's last sheet in a cycle, looked up for each: joined as a list of its own it
 * would be gone through once for every person.
 */
export const lastTemplateColumn = (employeeId: SQLiteColumn, cycleId: string | SQLiteColumn) =>
  sql<
    string | null
  >`(select ${goalSheets.templateVersionId} from ${goalSheets} where ${goalSheets.employeeId} = ${outer(employeeId)} and ${goalSheets.cycleId} = ${typeof cycleId === 'string' ? cycleId : outer(cycleId)} order by ${goalSheets.fromOn} desc, ${goalSheets.toOn} desc limit 1)`

/** The same of some people at once; who has no sheet is not in it. */
export const lastTemplates = async (db: Reader, cycleId: string, employeeIds: readonly string[]) => {
  const rows = await db
    .select({ employeeId: goalSheets.employeeId, versionId: goalSheets.templateVersionId })
    .from(goalSheets)
    .where(and(eq(goalSheets.cycleId, cycleId), anyOf(goalSheets.employeeId, employeeIds)))
    .orderBy(asc(goalSheets.fromOn), asc(goalSheets.toOn))
  return new Map(rows.map(({ employeeId, versionId }) => [employeeId, versionId]))
}
