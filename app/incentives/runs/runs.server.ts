/** Runs as they are listed and found: within the actor's reach, with their state as the facts tell it. */
import { and, desc, eq, sql } from 'drizzle-orm'
import { deputiesColumn } from '#app/audit/deputies.server.ts'
import type { Subject } from '#app/audit/records.server.ts'
import { scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { plans, planVersions, runs } from '#db/schema/incentives.ts'
import { stateOfRun } from './run.ts'

const runColumns = {
  id: runs.id,
  planVersionId: runs.planVersionId,
  planCode: plans.code,
  planName: plans.name,
  planVersion: planVersions.version,
  kind: runs.kind,
  correctsRunId: runs.correctsRunId,
  cycleId: runs.cycleId,
  unitPath: runs.unitPath,
  name: runs.name,
  currency: runs.currency,
  fromOn: runs.fromOn,
  toOn: runs.toOn,
  payOn: runs.payOn,
  inputDigest: runs.inputDigest,
  outputDigest: runs.outputDigest,
  control: runs.control,
  population: runs.population,
  jobId: runs.jobId,
  preparedBy: runs.preparedBy,
  preparedAt: runs.preparedAt,
  calculatedAt: runs.calculatedAt,
  submittedBy: runs.submittedBy,
  submittedAt: runs.submittedAt,
  approvedBy: runs.approvedBy,
  approvedAt: runs.approvedAt,
  releasedBy: runs.releasedBy,
  releasedAt: runs.releasedAt,
  cancelledAt: runs.cancelledAt,
  revision: runs.revision,
}

/** Accounts that have changed an amount of the run by hand which stands: none of them approves it. */
export const adjustersColumn = sql`(
  select json_group_array(distinct adjusted_by) from run_adjustments
  where run_id = runs.id and withdrawn_at is null
)`.mapWith((ids: string): string[] => JSON.parse(ids))

/** Runs whose reach lies within the actor's, the newest first. */
export const runsVisible = (db: Reader | Tx, actor: Actor) =>
  db
    .select(runColumns)
    .from(runs)
    .innerJoin(planVersions, eq(planVersions.id, runs.planVersionId))
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(withinScope(scopeOf(actor, 'runs'), runs.unitPath))
    .orderBy(desc(runs.preparedAt))

export const findRun = async (db: Reader | Tx, actor: Actor, runId: string) => {
  const [row] = await db
    .select({ ...runColumns, adjustedBy: adjustersColumn, deputies: deputiesColumn('run', runs.id) })
    .from(runs)
    .innerJoin(planVersions, eq(planVersions.id, runs.planVersionId))
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(and(eq(runs.id, runId), withinScope(scopeOf(actor, 'runs'), runs.unitPath)))
  return row ? { ...row, state: stateOfRun(row) } : null
}
export type Run = NonNullable<Awaited<ReturnType<typeof findRun>>>

/** The run as the audit names it. */
export const subjectOf = (run: { id: string; unitPath: string }): Subject => ({
  kind: 'run',
  id: run.id,
  unitPath: run.unitPath,
})
