import { eq, sql } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { goalSheets } from '#db/schema/performance.ts'

/** One sheet a person: that of the last part, whose template's bands give the rating. */
export const lastSheets = (db: Reader, cycleId: string) =>
  db
    .select({
      employeeId: goalSheets.employeeId,
      templateVersionId: goalSheets.templateVersionId,
      fromTheEnd:
        sql<number>`row_number() over (partition by ${goalSheets.employeeId} order by ${goalSheets.fromOn} desc, ${goalSheets.toOn} desc)`.as(
          'from_the_end',
        ),
    })
    .from(goalSheets)
    .where(eq(goalSheets.cycleId, cycleId))
    .as('last_sheets')
