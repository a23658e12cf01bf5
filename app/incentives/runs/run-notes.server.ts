/** What a run's page shows beside its figures: exceptions and adjustments. */
import { and, asc, count, eq, isNull, sql } from 'drizzle-orm'
import { scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { employeeNameColumn, employeeNumberColumn } from '#app/organisation/employees/employee-columns.server.ts'
import type { Reader } from '#db/client.server.ts'
import { runAdjustments, runExceptions, runs, statements } from '#db/schema/incentives.ts'

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

export type ExceptionGroup = {
  code: string
  severity: 'error' | 'warning'
  detail: unknown
  count: number
  /** Those who are named of them, by number and name. */
  people: string[]
}

/** Exceptions that say the same of many people, as one: a cycle without results has one for everyone. */
export const exceptionGroups = async (db: Reader, runId: string, most: number): Promise<ExceptionGroup[]> => {
  const counted = await db
    .select({
      code: runExceptions.code,
      severity: runExceptions.severity,
      detail: runExceptions.detail,
      count: count(),
    })
    .from(runExceptions)
    .where(eq(runExceptions.runId, runId))
    .groupBy(runExceptions.severity, runExceptions.code, runExceptions.detail)
    .orderBy(asc(runExceptions.severity), asc(runExceptions.code))
    .limit(most)
  const keyOf = ({ code, detail }: { code: string; detail: unknown }) => JSON.stringify([code, detail])
  const people = new Map<string, string[]>()
  for (const row of await exceptionsOf(db, runId, 10 * most)) {
    const named = people.get(keyOf(row)) ?? []
    if (row.employeeNumber !== null && named.length < most) named.push(`${row.employeeNumber} ${row.name ?? ''}`)
    people.set(keyOf(row), named)
  }
  return counted.map((group) => ({ ...group, people: people.get(keyOf(group)) ?? [] }))
}

export const countExceptions = async (db: Reader, runId: string): Promise<number> => {
  const [row] = await db.select({ n: count() }).from(runExceptions).where(eq(runExceptions.runId, runId))
  return row?.n ?? 0
}

/** Those that stand, of the people whose pay the reader may see; with their reasons they are pay as well. */
export const adjustmentsList = async (db: Reader, actor: Actor, runId: string) =>
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
    .innerJoin(runs, eq(runs.id, runAdjustments.runId))
    .leftJoin(
      statements,
      and(eq(statements.runId, runAdjustments.runId), eq(statements.employeeId, runAdjustments.employeeId)),
    )
    .where(
      and(
        eq(runAdjustments.runId, runId),
        isNull(runAdjustments.withdrawnAt),
        withinScope(scopeOf(actor, 'statements'), sql`coalesce(${statements.unitPath}, ${runs.unitPath})`),
      ),
    )
    .orderBy(asc(runAdjustments.adjustedAt))
