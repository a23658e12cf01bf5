/** What is decided about a run: submitted, approved, released, cancelled — by three people, on the digest they looked at. */

import { eq } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record, recordDecision } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import { type Actor, deputedBy } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { enqueue, stopJob } from '#app/kernel/jobs.server.ts'
import { done, refused } from '#app/kernel/result.ts'
import { notifyDoer, notifyThoseWho } from '#app/notices/notices.server.ts'
import { paths } from '#app/paths.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { runs, statements } from '#db/schema/incentives.ts'
import { transact } from '#db/transact.server.ts'
import { isReleasedLate } from './run.ts'
import { findRun, subjectOf } from './runs.server.ts'

export const submitRun = (db: Db | Tx, actor: Actor, runId: string, now: Instant) =>
  transact(db, async (tx) => {
    const run = await findRun(tx, actor, runId)
    if (!run) return refused('no-such-run')
    if (!can(actor, 'run.prepare', run)) return refused('not-allowed')
    if (run.state !== 'calculated') return refused('not-calculated')
    if ((await tx.$count(statements, eq(statements.runId, run.id))) === 0) return refused('nobody-paid')
    await tx
      .update(runs)
      .set({ submittedBy: actor.id, submittedAt: now, revision: run.revision + 1 })
      .where(eq(runs.id, run.id))
    await recordDecision(tx, actor, subjectOf(run), 'submit', 'submitted', null, now)
    await record(tx, actor, 'run.submitted', subjectOf(run), { after: { outputDigest: run.outputDigest } }, now)
    const news = {
      kind: 'run-to-approve',
      params: { name: actor.name, plan: run.planName },
      link: paths.run(run.id),
    }
    const submitted = { ...deputedBy(actor, run), submittedBy: actor.id }
    await notifyThoseWho(tx, actor.today, (holder) => can(holder, 'run.approve', submitted), run, news, now)
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
    if (!can(actor, 'run.approve', run)) return refused('maker-is-checker')
    if (run.state === 'approved') return refused('already-approved')
    if (run.state !== 'submitted') return refused('not-submitted')
    if (run.outputDigest !== given.outputDigest) return changedMeanwhile(tx, subjectOf(run))
    if (given.decision === 'returned') {
      if (!given.reason) return refused('reason-required')
      await tx
        .update(runs)
        .set({ submittedBy: null, submittedAt: null, revision: run.revision + 1 })
        .where(eq(runs.id, run.id))
      const news = {
        kind: 'run-returned',
        params: { plan: run.planName },
        link: paths.run(run.id),
        onceKey: `run-returned-${run.id}-${run.revision}`,
      }
      await notifyDoer(tx, run.submittedBy ?? run.preparedBy, news, now)
    } else {
      await tx
        .update(runs)
        .set({ approvedBy: actor.id, approvedAt: now, revision: run.revision + 1 })
        .where(eq(runs.id, run.id))
      const news = {
        kind: 'run-to-release',
        params: { plan: run.planName },
        link: paths.run(run.id),
      }
      const approved = { ...deputedBy(actor, run), approvedBy: actor.id }
      await notifyThoseWho(tx, actor.today, (holder) => can(holder, 'run.release', approved), run, news, now)
    }
    await recordDecision(tx, actor, subjectOf(run), 'approve', given.decision, given.reason, now)
    await record(
      tx,
      actor,
      given.decision === 'approved' ? 'run.approved' : 'run.returned',
      subjectOf(run),
      { after: { outputDigest: given.outputDigest, reason: given.reason } },
      now,
    )
    return done({ id: run.id })
  })

/** Starts the release: gates are read again first, and a difference stops it with a list of the people. */
export const releaseRun = (
  db: Db | Tx,
  actor: Actor,
  given: { runId: string; outputDigest: string; isLateKnown: boolean },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const run = await findRun(tx, actor, given.runId)
    if (!run) return refused('no-such-run')
    if (!can(actor, 'run.release', run)) return refused('maker-is-checker')
    if (run.state === 'released') return refused('already-released')
    if (run.state !== 'approved') return refused('not-approved')
    if (run.outputDigest !== given.outputDigest) return changedMeanwhile(tx, subjectOf(run))
    // A page that was opened in time and pressed after it has not said so.
    if (isReleasedLate(run, actor.today) && !given.isLateKnown) return refused('pay-day-passed')
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
    if (run.state === 'calculating' && run.jobId) await stopJob(tx, run.jobId, now)
    await tx
      .update(runs)
      .set({ cancelledBy: actor.id, cancelledAt: now, revision: run.revision + 1 })
      .where(eq(runs.id, run.id))
    await recordDecision(tx, actor, subjectOf(run), 'cancel', 'cancelled', given.reason, now)
    await record(tx, actor, 'run.cancelled', subjectOf(run), { after: given.reason }, now)
    return done({ id: run.id })
  })
