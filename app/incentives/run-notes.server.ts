/** What a run's page shows beside its figures: exceptions and adjustments. */
import { and, asc, count, eq, isNull } from 'drizzle-orm'
import { employeeNameColumn, employeeNumberColumn } from '#app/organisation/employee-columns.server.ts'
import type { Reader } from '#db/client.server.ts'
import { runAdjustments, runExceptions } from '#db/schema/incentives.ts'

export const exceptionsOf = async (db: Reader, runId: string, most: number) =>
  db
    .select({
      id: runExceptions.id,
      employeeId: runExceptions.employeeId,
      employeeNumber: runExceptions.employeeNumber,
      name: employeeNameColumn(runExceptions.employeeId),
      code: runExceptions.code,
      severity: runExceptions.severity,
      detail: runExceptions.detail,
    })
    .from(runExceptions)
    .where(eq(runExceptions.runId, runId))
    .orderBy(asc(runExceptions.severity), asc(runExceptions.employeeNumber))
    .limit(most)

export const countExceptions = async (db: Reader, runId: string): Promise<number> => {
  const [row] = await db.select({ n: count() }).from(runExceptions).where(eq(runExceptions.runId, runId))
  return row?.n ?? 0
}

export const adjustmentsList = async (db: Reader, runId: string) =>
  db
    .select({
      id: runAdjustments.id,
      employeeId: runAdjustments.employeeId,
      number: employeeNumberColumn(runAdjustments.employeeId),
      name: employeeNameColumn(runAdjustments.employeeId),
      component: runAdjustments.component,
      amountMinor: runAdjustments.amountMinor,
      reason: runAdjustments.reason,
      adjustedAt: runAdjustments.adjustedAt,
    })
    .from(runAdjustments)
    .where(and(eq(runAdjustments.runId, runId), isNull(runAdjustments.withdrawnAt)))
    .orderBy(asc(runAdjustments.adjustedAt))
