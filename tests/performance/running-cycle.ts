/** A cycle of the small bank as it goes: open with its goal sheets, with actuals, and reviewed. */
import { eq } from 'drizzle-orm'
import { commitImport, uploadActuals } from '#app/performance/actuals/actual-imports.server.ts'
import { submitReviews } from '#app/performance/appraisals/reviews.server.ts'
import { openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import type { Db } from '#db/client.server.ts'
import { goalLines, goalSheets } from '#db/schema/performance.ts'
import { now } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { hr, manager, openBank, quarter } from './bank.ts'

export const bytes = (text: string) => new TextEncoder().encode(text)

/** The quarter with its goal sheets. */
export const running = async (db: Db, options?: Parameters<typeof openBank>[1]) => {
  await openBank(db, options)
  const { id } = must(await openCycle(db, hr, quarter, now))
  must(await makeSheets(db, hr, id, now))
  return id
}

/** Actuals from a file, taken. */
export const imported = async (db: Db, cycleId: string, csv: string) => {
  const { id } = must(await uploadActuals(db, hr, { cycleId, fileName: 'q3.csv', bytes: bytes(csv) }, now))
  return must(await commitImport(db, hr, { id, revision: 1 }, now))
}

/** Two salespeople, a good quarter and a poor one, reviewed by their manager. */
export const reviewed = async (db: Db) => {
  const cycleId = await running(db)
  await imported(db, cycleId, 'number,sales,new_customers\nS-001,8,9\nS-002,5,6\n')
  must(await submitReviews(db, manager, { cycleId, employeeIds: ['emp_1', 'emp_2'] }, now))
  return cycleId
}

export const judged = ['service-conduct', 'teamwork']
export const judgedLines = async (db: Db, employeeId: string) => {
  const rows = await db
    .select({ id: goalLines.id, kpi: goalLines.kpiCode })
    .from(goalLines)
    .innerJoin(goalSheets, eq(goalSheets.id, goalLines.sheetId))
    .where(eq(goalSheets.employeeId, employeeId))
  return rows.filter((row) => judged.includes(row.kpi))
}
