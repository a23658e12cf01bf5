/** Runs: prepared by one person, approved by a second, released by a third; what was calculated is never edited. */
import { and, desc, eq, isNull } from 'drizzle-orm'
import { record, recordDecision, type Subject } from '#app/audit/records.server.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { addMonths, type Instant } from '#app/kernel/day.ts'
import { cancelJob, enqueue, findJob } from '#app/kernel/jobs.server.ts'
import { done, refused } from '#app/kernel/result.ts'
import { findCycle } from '#app/performance/cycles.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { plans, planVersions, runAdjustments, runs } from '#db/schema/incentives.ts'
import { newId, transact } from '#db/transact.server.ts'
import type { IncentivePlan } from './plan.ts'
import { findPlanVersion } from './plans.server.ts'
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
    .select(runColumns)
    .from(runs)
    .innerJoin(planVersions, eq(planVersions.id, runs.planVersionId))
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(and(eq(runs.id, runId), withinScope(scopeOf(actor, 'runs'), runs.unitPath)))
  return row ? { ...row, state: stateOfRun(row) } : null
}
export type Run = NonNullable<Awaited<ReturnType<typeof findRun>>>

const subjectOf = (run: { id: string; unitPath: string }): Subject => ({
  kind: 'run',
  id: run.id,
  unitPath: run.unitPath,
})

/** The day of payment: so many months after the period's last month, on this day or the month's last. */
export const payDay = (plan: IncentivePlan, toOn: string): string =>
  addMonths(`${toOn.slice(0, 7)}-01`, plan.payment.monthsAfter, plan.payment.day)

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
    const cycle = await findCycle(tx, actor, given.cycleId)
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
    const cycle = await findCycle(tx, actor, run.cycleId)
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
    await tx
      .update(runAdjustments)
      .set({ withdrawnAt: now })
      .where(and(eq(runAdjustments.id, given.adjustmentId), eq(runAdjustments.runId, run.id)))
    await record(tx, actor, 'run.adjustment-withdrawn', subjectOf(run), { before: given.adjustmentId }, now)
    return done(await recalculate(tx, actor, run, now))
  })

/** Reads everything anew and calculates again, as long as nobody has approved. */
export const recalculateRun = (db: Db | Tx, actor: Actor, runId: string, now: Instant) =>
  transact(db, async (tx) => {
    const run = await findRun(tx, actor, runId)
    if (!run) return refused('no-such-run')
    if (!can(actor, 'run.prepare', run)) return refused('not-allowed')
    if (run.state !== 'calculated' && !(await hasStopped(tx, actor, run))) return refused('not-calculated')
    return done(await recalculate(tx, actor, run, now))
  })

/** Its job has failed or was cancelled: it will not go on by itself. */
const hasStopped = async (tx: Tx, actor: Actor, run: Run): Promise<boolean> => {
  const job = run.state === 'calculating' && run.jobId ? await findJob(tx, actor, run.jobId) : null
  return job !== null && job.finishedAt !== null
}

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

export const submitRun = (db: Db | Tx, actor: Actor, runId: string, now: Instant) =>
  transact(db, async (tx) => {
    const run = await findRun(tx, actor, runId)
    if (!run) return refused('no-such-run')
    if (!can(actor, 'run.prepare', run)) return refused('not-allowed')
    if (run.state !== 'calculated') return refused('not-calculated')
    await tx
      .update(runs)
      .set({ submittedBy: actor.id, submittedAt: now, revision: run.revision + 1 })
      .where(eq(runs.id, run.id))
    await recordDecision(tx, actor, subjectOf(run), 'submit', 'submitted', null, now)
    await record(tx, actor, 'run.submitted', subjectOf(run), { after: { outputDigest: run.outputDigest } }, now)
    return done({ id: run.id })
  })

/** Approves what was calculated — the digest that was looked at — or returns it to the preparer with a reason. */
export const decideRun = (
  db: Db | Tx,
  actor: Actor,
  given: { runId: string; outputDigest: string; decision: 'approved' | 'returned'; reason: string | null },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const run = await findRun(tx, actor, given.runId)
    if (!run) return refused('no-such-run')
    if (run.state === 'approved') return refused('already-approved')
    if (run.state !== 'submitted') return refused('not-submitted')
    if (!can(actor, 'run.approve', run)) return refused('maker-is-checker')
    if (run.outputDigest !== given.outputDigest) return refused('changed-meanwhile')
    if (given.decision === 'returned') {
      if (!given.reason) return refused('reason-required')
      await tx
        .update(runs)
        .set({ submittedBy: null, submittedAt: null, revision: run.revision + 1 })
        .where(eq(runs.id, run.id))
    } else {
      await tx
        .update(runs)
        .set({ approvedBy: actor.id, approvedAt: now, revision: run.revision + 1 })
        .where(eq(runs.id, run.id))
    }
    await recordDecision(tx, actor, subjectOf(run), 'approve', given.decision, given.reason, now)
    await record(
      tx,
      actor,
      `run.${given.decision}`,
      subjectOf(run),
      { after: { outputDigest: given.outputDigest, reason: given.reason } },
      now,
    )
    return done({ id: run.id })
  })

/** Starts the release: gates are read again first, and a difference stops it with a list of the people. */
export const releaseRun = (db: Db | Tx, actor: Actor, given: { runId: string; outputDigest: string }, now: Instant) =>
  transact(db, async (tx) => {
    const run = await findRun(tx, actor, given.runId)
    if (!run) return refused('no-such-run')
    if (run.state === 'released') return refused('already-released')
    if (run.state !== 'approved') return refused('not-approved')
    if (!can(actor, 'run.release', run)) return refused('maker-is-checker')
    if (run.outputDigest !== given.outputDigest) return refused('changed-meanwhile')
    const jobId = await enqueue(
      tx,
      {
        kind: 'incentive-release',
        input: { runId: run.id, accountId: actor.id, onBehalfOf: actor.onBehalfOf },
        requestedBy: actor.id,
        onceKey: `release:${run.id}:${run.revision}`,
      },
      now,
    )
    await tx
      .update(runs)
      .set({ jobId, revision: run.revision + 1 })
      .where(eq(runs.id, run.id))
    await record(tx, actor, 'run.release-asked', subjectOf(run), {}, now)
    return done({ id: run.id, jobId })
  })

/** Cancels before approval; its job stops within a second. */
export const cancelRun = (db: Db | Tx, actor: Actor, given: { runId: string; reason: string }, now: Instant) =>
  transact(db, async (tx) => {
    const run = await findRun(tx, actor, given.runId)
    if (!run) return refused('no-such-run')
    if (!can(actor, 'run.prepare', run)) return refused('not-allowed')
    if (run.state === 'approved' || run.state === 'released') return refused('already-approved')
    if (run.state === 'cancelled') return refused('already-cancelled')
    if (run.state === 'calculating' && run.jobId) await cancelJob(tx, actor, run.jobId, now)
    await tx
      .update(runs)
      .set({ cancelledBy: actor.id, cancelledAt: now, revision: run.revision + 1 })
      .where(eq(runs.id, run.id))
    await recordDecision(tx, actor, subjectOf(run), 'cancel', 'cancelled', given.reason, now)
    await record(tx, actor, 'run.cancelled', subjectOf(run), { after: given.reason }, now)
    return done({ id: run.id })
  })
