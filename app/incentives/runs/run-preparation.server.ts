/** Preparing a run: opened, adjusted and calculated again by the officer, until somebody else is asked to approve it. */
import { and, eq, isNull } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { enqueue, hasEnded } from '#app/kernel/jobs.server.ts'
import { done, refused } from '#app/kernel/result.ts'
import { findCycle } from '#app/performance/cycles.server.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { planVersions, runAdjustments, runInputs, runs } from '#db/schema/incentives.ts'
import { newId, transact } from '#db/transact.server.ts'
import type { IncentivePlan } from '../plans/plan.ts'
import { findPlanVersion } from '../plans/plan-versions.server.ts'
import { payDay } from './pay-period.ts'
import { findRun, type Run, subjectOf } from './runs.server.ts'

/** Prepares a run of an active plan over a finished cycle and starts to calculate it. */
export const prepareRun = (
  db: Db | Tx,
  actor: Actor,
  given: { planVersionId: string; cycleId: string },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const version = await findPlanVersion(tx, actor, given.planVersionId)
    if (!version) return refused('no-such-plan')
    if (!can(actor, 'run.prepare', version)) return refused('not-allowed')
    if (version.state !== 'active') return refused('plan-not-active')
    const cycle = await findCycle(tx, given.cycleId)
    if (!cycle) return refused('no-such-cycle')
    const [open] = await tx
      .select({ id: runs.id })
      .from(runs)
      .innerJoin(planVersions, eq(planVersions.id, runs.planVersionId))
      .where(
        and(
          eq(planVersions.planId, version.planId),
          eq(runs.cycleId, cycle.id),
          eq(runs.kind, 'regular'),
          isNull(runs.cancelledAt),
        ),
      )
    if (open) return refused('run-exists', { runId: open.id })
    return done(
      await openRun(
        tx,
        actor,
        {
          planVersionId: version.id,
          plan: version.definition,
          unitPath: version.unitPath,
          kind: 'regular',
          correctsRunId: null,
          cycle,
        },
        now,
      ),
    )
  })

/** A correction: the same plan and cycle calculated again; its lines are the differences to what was released. */
export const prepareCorrection = (db: Db | Tx, actor: Actor, runId: string, now: Instant) =>
  transact(db, async (tx) => {
    const run = await findRun(tx, actor, runId)
    if (!run) return refused('no-such-run')
    if (!can(actor, 'run.prepare', run)) return refused('not-allowed')
    if (run.state !== 'released') return refused('not-released')
    const cycle = await findCycle(tx, run.cycleId)
    const version = await findPlanVersion(tx, actor, run.planVersionId)
    if (!cycle || !version) return refused('no-such-run')
    const first = run.correctsRunId ?? run.id
    const corrections = await tx
      .select()
      .from(runs)
      .where(and(eq(runs.correctsRunId, first), isNull(runs.cancelledAt), isNull(runs.releasedAt)))
    if (corrections[0]) return refused('run-exists', { runId: corrections[0].id })
    const { definition: plan } = version
    return done(
      await openRun(
        tx,
        actor,
        { planVersionId: version.id, plan, unitPath: run.unitPath, kind: 'correction', correctsRunId: first, cycle },
        now,
      ),
    )
  })

type Opening = Pick<typeof runs.$inferInsert, 'planVersionId' | 'unitPath' | 'kind'> & {
  plan: IncentivePlan
  correctsRunId: string | null
  cycle: { id: string; fromOn: string; toOn: string; name: { 'zh-CN'?: string; en?: string } }
}

const openRun = async (tx: Tx, actor: Actor, opening: Opening, now: Instant) => {
  const { plan, cycle } = opening
  const id = newId(tx, 'run', now)
  const jobId = await enqueue(
    tx,
    { kind: 'incentive-run', input: { runId: id }, requestedBy: actor.id, onceKey: `run:${id}` },
    now,
  )
  await tx.insert(runs).values({
    id,
    planVersionId: opening.planVersionId,
    kind: opening.kind,
    correctsRunId: opening.correctsRunId,
    cycleId: cycle.id,
    unitPath: opening.unitPath,
    name: cycle.name,
    currency: plan.currency,
    fromOn: cycle.fromOn,
    toOn: cycle.toOn,
    payOn: payDay(plan, cycle.toOn),
    jobId,
    preparedBy: actor.id,
    preparedAt: now,
  })
  const after = {
    planVersionId: opening.planVersionId,
    cycleId: cycle.id,
    kind: opening.kind,
    correctsRunId: opening.correctsRunId,
  }
  await record(tx, actor, 'run.prepared', subjectOf({ id, unitPath: opening.unitPath }), { after }, now)
  return { id, jobId }
}

/** Changes one person's amount by hand, with a reason; the run is calculated again before anybody approves it. */
export const adjustRun = (
  db: Db | Tx,
  actor: Actor,
  given: { runId: string; employeeId: string; component: string; amountMinor: number; reason: string },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const run = await findRun(tx, actor, given.runId)
    if (!run) return refused('no-such-run')
    if (!can(actor, 'run.prepare', run)) return refused('not-allowed')
    if (run.state !== 'calculated') return refused('not-calculated')
    // Whom the run did not calculate an amount for has none that could be changed.
    const isIn = and(eq(runInputs.runId, run.id), eq(runInputs.employeeId, given.employeeId))
    if ((await tx.$count(runInputs, isIn)) === 0) return refused('not-in-run')
    const { runId, ...adjustment } = given
    const id = newId(tx, 'adj', now)
    await tx.insert(runAdjustments).values({ id, runId, ...adjustment, adjustedBy: actor.id, adjustedAt: now })
    await record(tx, actor, 'run.adjusted', subjectOf(run), { after: { id, ...adjustment } }, now)
    return done(await recalculate(tx, actor, run, now))
  })

export const withdrawAdjustment = (
  db: Db | Tx,
  actor: Actor,
  given: { runId: string; adjustmentId: string },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const run = await findRun(tx, actor, given.runId)
    if (!run) return refused('no-such-run')
    if (!can(actor, 'run.prepare', run)) return refused('not-allowed')
    if (run.state !== 'calculated') return refused('not-calculated')
    const withdrawn = await tx
      .update(runAdjustments)
      .set({ withdrawnAt: now })
      .where(
        and(
          eq(runAdjustments.id, given.adjustmentId),
          eq(runAdjustments.runId, run.id),
          isNull(runAdjustments.withdrawnAt),
        ),
      )
      .returning({ id: runAdjustments.id })
    if (withdrawn.length === 0) return refused('no-such-adjustment')
    await record(tx, actor, 'run.adjustment-withdrawn', subjectOf(run), { before: given.adjustmentId }, now)
    return done(await recalculate(tx, actor, run, now))
  })

/** Reads everything anew and calculates again, as long as nobody has approved. */
export const recalculateRun = (db: Db | Tx, actor: Actor, runId: string, now: Instant) =>
  transact(db, async (tx) => {
    const run = await findRun(tx, actor, runId)
    if (!run) return refused('no-such-run')
    if (!can(actor, 'run.prepare', run)) return refused('not-allowed')
    if (run.state !== 'calculated' && !(await hasStopped(tx, run))) return refused('not-calculated')
    return done(await recalculate(tx, actor, run, now))
  })

/** Its job has failed or was cancelled: it will not go on by itself. */
const hasStopped = async (tx: Tx, run: Run): Promise<boolean> =>
  run.state === 'calculating' && run.jobId !== null && (await hasEnded(tx, run.jobId))

const recalculate = async (tx: Tx, actor: Actor, run: Run, now: Instant) => {
  const jobId = await enqueue(
    tx,
    {
      kind: 'incentive-run',
      input: { runId: run.id },
      requestedBy: actor.id,
      onceKey: `run:${run.id}:${run.revision}`,
    },
    now,
  )
  await tx
    .update(runs)
    .set({
      jobId,
      calculatedAt: null,
      inputDigest: null,
      outputDigest: null,
      control: null,
      revision: run.revision + 1,
    })
    .where(eq(runs.id, run.id))
  await record(tx, actor, 'run.recalculated', subjectOf(run), {}, now)
  return { id: run.id, jobId }
}
