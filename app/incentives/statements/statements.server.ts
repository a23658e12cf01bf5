/** Statements: what a person was awarded, and every line's steps. Their own once released; others' under a role. */
import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import type { Step } from '#app/kernel/step.ts'
import { employeeMatches, employeeNameColumn } from '#app/organisation/employees/employee-columns.server.ts'
import { findCycle } from '#app/performance/cycles.server.ts'
import type { Db, Reader } from '#db/client.server.ts'
import { plans, planVersions, runs, statements } from '#db/schema/incentives.ts'
import { transact } from '#db/transact.server.ts'
import { stateOfRun } from '../runs/run.ts'
import { linesOfPerson } from '../runs/run-lines.server.ts'
import { withCreditRows, withUnitScores } from './statement-sources.server.ts'

const columns = {
  runId: statements.runId,
  employeeId: statements.employeeId,
  employeeNumber: statements.employeeNumber,
  employeeName: employeeNameColumn(statements.employeeId),
  unitPath: statements.unitPath,
  awardedMinor: statements.awardedMinor,
  deferredMinor: statements.deferredMinor,
  heldMinor: statements.heldMinor,
  payableMinor: statements.payableMinor,
  currency: runs.currency,
  kind: runs.kind,
  name: runs.name,
  fromOn: runs.fromOn,
  toOn: runs.toOn,
  payOn: runs.payOn,
  cycleId: runs.cycleId,
  planCode: plans.code,
  planName: plans.name,
  planVersion: planVersions.version,
  planVersionId: planVersions.id,
  preparedBy: runs.preparedBy,
  frozenAt: runs.frozenAt,
  calculatedAt: runs.calculatedAt,
  submittedAt: runs.submittedAt,
  approvedAt: runs.approvedAt,
  releasedAt: runs.releasedAt,
  cancelledAt: runs.cancelledAt,
}

const selectStatements = (db: Reader) =>
  db
    .select(columns)
    .from(statements)
    .innerJoin(runs, eq(runs.id, statements.runId))
    .innerJoin(planVersions, eq(planVersions.id, runs.planVersionId))
    .innerJoin(plans, eq(plans.id, planVersions.planId))

/** A person's own released statements, newest first. */
export const statementsOf = async (db: Reader, actor: Actor) =>
  actor.employeeId === null
    ? []
    : selectStatements(db)
        .where(and(eq(statements.employeeId, actor.employeeId), isNotNull(runs.releasedAt)))
        .orderBy(desc(runs.payOn), desc(runs.releasedAt))

/** One statement with its lines; null when it is not there or not the actor's to see. */
export const findStatement = async (db: Reader, actor: Actor, runId: string, employeeId: string) => {
  const [row] = await selectStatements(db).where(
    and(eq(statements.runId, runId), eq(statements.employeeId, employeeId)),
  )
  if (!row || !can(actor, 'statement.read', row)) return null
  const isOwn = actor.employeeId === row.employeeId
  const calculated = await linesOfPerson(db, runId, employeeId)
  // Runs of before the instant was kept are nearest to it by their end.
  const frozenAt = row.frozenAt ?? row.calculatedAt
  const credited = await withCreditRows(db, employeeId, calculated, frozenAt)
  const cycle = await findCycle(db, row.cycleId)
  const lines = await withUnitScores(db, cycle, credited, frozenAt)
  return {
    ...row,
    isOwn,
    state: stateOfRun(row),
    lines: lines.map((line) => ({ ...line, steps: isOwn ? withoutSmallPools(line.steps) : line.steps })),
  }
}
export type Statement = NonNullable<Awaited<ReturnType<typeof findStatement>>>

/** In a pool of fewer than five people the totals would tell a colleague's figure: HR can open them, the person not. */
const smallestPool = 5
const withoutSmallPools = (steps: readonly Step[]): Step[] =>
  steps.map((step) => {
    if (step.rule !== 'pool-share' || Number(step.inputs.people) >= smallestPool) return step
    const { poolMinor: _, totalWeight: __, ...rest } = step.inputs
    return { ...step, inputs: rest }
  })

/** Remembers that the person has opened their statement. */
export const openStatement = async (db: Db, statement: Statement, now: Instant): Promise<void> => {
  if (!statement.isOwn) return
  await transact(db, async (tx) => {
    await tx
      .update(statements)
      .set({ firstOpenedAt: now })
      .where(
        and(
          eq(statements.runId, statement.runId),
          eq(statements.employeeNumber, statement.employeeNumber),
          isNull(statements.firstOpenedAt),
        ),
      )
  })
}

export type StatementFilter = { runId: string; after?: string; search?: string; count: number }

/** A run's statements in order of employee number, within the actor's reach, a page after a number. */
export const statementsOfRun = async (
  db: Reader,
  actor: Actor,
  { runId, after = '', search = '', count }: StatementFilter,
) =>
  selectStatements(db)
    .where(
      and(
        eq(statements.runId, runId),
        withinScope(scopeOf(actor, 'statements'), statements.unitPath),
        sql`${statements.employeeNumber} > ${after}`,
        search ? employeeMatches(statements.employeeId, search) : undefined,
      ),
    )
    .orderBy(statements.employeeNumber)
    .limit(count)

/** Sums of a run within the actor's reach: they never tell of people whom the list does not show. */
export const totalsOfRun = async (db: Reader, actor: Actor, runId: string) => {
  const [row] = await db
    .select({
      people: sql<number>`count(*)`,
      awardedMinor: sql<number>`coalesce(sum(${statements.awardedMinor}), 0)`,
      deferredMinor: sql<number>`coalesce(sum(${statements.deferredMinor}), 0)`,
      heldMinor: sql<number>`coalesce(sum(${statements.heldMinor}), 0)`,
      payableMinor: sql<number>`coalesce(sum(${statements.payableMinor}), 0)`,
    })
    .from(statements)
    .where(and(eq(statements.runId, runId), withinScope(scopeOf(actor, 'statements'), statements.unitPath)))
  return row ?? { people: 0, awardedMinor: 0, deferredMinor: 0, heldMinor: 0, payableMinor: 0 }
}
