/** From calibration to the last word about one person: moving a rating, acknowledging, appealing and answering. */

import { and, eq, isNull } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record, recordDecision } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { notifyEmployee, notifyThoseWho } from '#app/notices/notices.server.ts'
import { paths } from '#app/paths.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { appeals, appraisals } from '#db/schema/performance.ts'
import { newId, transact } from '#db/transact.server.ts'
import { hasOpened, isOpen } from '../cycle-window.ts'
import type { Cycle } from '../cycles.server.ts'
import { withCalibrators, withScorers } from './appraisal-deputies.server.ts'
import { type Appraisal, findAppraisal } from './appraisals.server.ts'
import { scoreOne, subjectOf } from './reviews.server.ts'

export type ResultRefusal =
  | 'no-such-cycle'
  | 'no-such-appraisal'
  | 'not-allowed'
  | 'maker-is-checker'
  | 'changed-meanwhile'
  | 'calibrated-already'
  | 'no-such-rating'
  | 'cannot-be-scored'
  | 'not-scored-yet'
  | 'nothing-ready'
  | 'closed-already'
  | 'not-published'
  | 'acknowledged-already'
  | 'appealed-already'
  | 'answered-already'
  | 'phase-not-open'

/** The result with a rating that a person has set. Only what a score gave can be moved: it needs one before and after. */
const scoredWith = async (tx: Tx, cycle: Cycle, appraisal: Appraisal, rating: string | null) => {
  const scored = await scoreOne(tx, cycle, appraisal)
  if (!scored.ok) return scored
  const isScored = appraisal.score !== null && scored.value.score !== null
  return rating !== null && !isScored ? refused('not-scored-yet') : scored
}

/** Moves a rating with a reason, before calibration is closed. An empty rating takes the move back. */
export const moveRating = (
  db: Db | Tx,
  actor: Actor,
  given: { appraisalId: string; rating: string | null; reason: string; revision: number },
  now: Instant,
): Promise<Outcome<{ cycleId: string }, ResultRefusal>> =>
  transact(db, async (tx) => {
    const found = await findAppraisal(tx, actor, given.appraisalId)
    if (!found) return refused('no-such-appraisal')
    const { appraisal, cycle } = found
    const [facts] = await withScorers(tx, [appraisal])
    if (!facts || !can(actor, 'appraisal.calibrate', facts)) return refused('maker-is-checker')
    if (cycle.closedAt) return refused('closed-already')
    if (!hasOpened(cycle.windows, 'calibration', actor.today)) return refused('phase-not-open')
    if (appraisal.calibratedAt) return refused('calibrated-already')
    if (appraisal.revision !== given.revision) return changedMeanwhile(tx, subjectOf(appraisal))
    const before = { rating: appraisal.finalRating, moved: appraisal.calibratedRating }
    const moved = { calibratedRating: given.rating, calibrationReason: given.rating === null ? null : given.reason }
    await tx.update(appraisals).set(moved).where(eq(appraisals.id, appraisal.id))
    const scored = await scoredWith(tx, cycle, appraisal, given.rating)
    if (!scored.ok) return scored
    await tx
      .update(appraisals)
      .set({ ...scored.value, revision: appraisal.revision + 1 })
      .where(eq(appraisals.id, appraisal.id))
    const after = { rating: scored.value.finalRating, reason: given.reason }
    await record(tx, actor, 'appraisal.calibrated', subjectOf(appraisal), { before, after }, now)
    return done({ cycleId: cycle.id })
  })

/** Having read it; agreeing is something else. */
export const acknowledge = (
  db: Db | Tx,
  actor: Actor,
  given: { appraisalId: string; note: string | null },
  now: Instant,
): Promise<Outcome<{ cycleId: string }, ResultRefusal>> =>
  transact(db, async (tx) => {
    const found = await findAppraisal(tx, actor, given.appraisalId)
    if (!found) return refused('no-such-appraisal')
    const { appraisal, cycle } = found
    if (!can(actor, 'appraisal.acknowledge', appraisal)) return refused('not-allowed')
    if (!appraisal.publishedAt) return refused('not-published', { count: 1 })
    if (appraisal.acknowledgedAt) return refused('acknowledged-already')
    const change = { acknowledgedAt: now, acknowledgementNote: given.note }
    await tx.update(appraisals).set(change).where(eq(appraisals.id, appraisal.id))
    await record(tx, actor, 'appraisal.acknowledged', subjectOf(appraisal), { after: { note: given.note } }, now)
    return done({ cycleId: cycle.id })
  })

export const fileAppeal = (
  db: Db | Tx,
  actor: Actor,
  given: { appraisalId: string; reason: string },
  now: Instant,
): Promise<Outcome<{ id: string; cycleId: string }, ResultRefusal>> =>
  transact(db, async (tx) => {
    const found = await findAppraisal(tx, actor, given.appraisalId)
    if (!found) return refused('no-such-appraisal')
    const { appraisal, cycle } = found
    if (!can(actor, 'appeal.file', appraisal)) return refused('not-allowed')
    if (!appraisal.publishedAt) return refused('not-published', { count: 1 })
    if (cycle.closedAt) return refused('closed-already')
    if (!isOpen(cycle.windows, 'appeal', actor.today)) return refused('phase-not-open')
    const [open] = await tx
      .select({ id: appeals.id })
      .from(appeals)
      .where(and(eq(appeals.appraisalId, appraisal.id), isNull(appeals.answeredAt)))
    if (open) return refused('appealed-already')
    const id = newId(tx, 'apl', now)
    await tx.insert(appeals).values({ id, appraisalId: appraisal.id, reason: given.reason, appealedAt: now })
    await record(tx, actor, 'appeal.filed', { ...subjectOf(appraisal), kind: 'appeal', id }, { after: given }, now)
    const news = {
      kind: 'appeal-filed',
      params: { name: actor.name, cycle: cycle.name },
      link: paths.appeals(),
    }
    const [facts] = await withCalibrators(tx, [appraisal])
    await notifyThoseWho(
      tx,
      actor.today,
      (holder) => facts !== undefined && can(holder, 'appeal.answer', facts),
      { id, revision: 1 },
      news,
      now,
    )
    return done({ id, cycleId: cycle.id })
  })

/** Taken back by whoever filed it, before an answer. What stood in it stays; while the window is open they may file anew. */
export const withdrawAppeal = (
  db: Db | Tx,
  actor: Actor,
  given: { appealId: string; revision: number },
  now: Instant,
): Promise<Outcome<{ appraisalId: string }, ResultRefusal>> =>
  transact(db, async (tx) => {
    const [appeal] = await tx.select().from(appeals).where(eq(appeals.id, given.appealId))
    const found = appeal ? await findAppraisal(tx, actor, appeal.appraisalId) : null
    if (!appeal || !found || !can(actor, 'appeal.withdraw', found.appraisal)) return refused('no-such-appraisal')
    if (appeal.answeredAt) return refused('answered-already')
    if (appeal.revision !== given.revision) return changedMeanwhile(tx, { kind: 'appeal', id: appeal.id })
    await tx
      .update(appeals)
      .set({ answeredBy: actor.id, answeredAt: now, outcome: 'withdrawn', revision: appeal.revision + 1 })
      .where(eq(appeals.id, appeal.id))
    const subject = { ...subjectOf(found.appraisal), kind: 'appeal', id: appeal.id }
    await record(tx, actor, 'appeal.withdrawn', subject, { before: { reason: appeal.reason } }, now)
    return done({ appraisalId: appeal.appraisalId })
  })

/**
 * Answered by someone who neither scored nor calibrated it. Upheld, the appraisal is scored anew from what is known
 * now, with another rating where the answer says so; incentives read that something changed.
 */
export const answerAppeal = (
  db: Db | Tx,
  actor: Actor,
  given: { appealId: string; outcome: 'upheld' | 'rejected'; answer: string; rating: string | null; revision: number },
  now: Instant,
): Promise<Outcome<{ id: string }, ResultRefusal>> =>
  transact(db, async (tx) => {
    const [appeal] = await tx.select().from(appeals).where(eq(appeals.id, given.appealId))
    const found = appeal ? await findAppraisal(tx, actor, appeal.appraisalId) : null
    if (!appeal || !found) return refused('no-such-appraisal')
    const { appraisal, cycle } = found
    const [facts] = await withCalibrators(tx, [appraisal])
    if (!facts || !can(actor, 'appeal.answer', facts)) return refused('maker-is-checker')
    if (appeal.answeredAt) return refused('answered-already')
    if (appeal.revision !== given.revision) return changedMeanwhile(tx, { kind: 'appeal', id: appeal.id })
    const { outcome, answer } = given
    await tx
      .update(appeals)
      .set({ answeredBy: actor.id, answeredAt: now, outcome, answer, revision: appeal.revision + 1 })
      .where(eq(appeals.id, appeal.id))
    const before = { score: appraisal.score, rating: appraisal.finalRating }
    let after: { score: string | null; rating: string | null } = before
    if (outcome === 'upheld') {
      if (given.rating !== null)
        await tx
          .update(appraisals)
          .set({ calibratedRating: given.rating, calibrationReason: answer })
          .where(eq(appraisals.id, appraisal.id))
      const scored = await scoredWith(tx, cycle, appraisal, given.rating)
      if (!scored.ok) return scored
      await tx
        .update(appraisals)
        .set({ ...scored.value, revision: appraisal.revision + 1 })
        .where(eq(appraisals.id, appraisal.id))
      after = { score: scored.value.score, rating: scored.value.finalRating }
    }
    const subject = { ...subjectOf(appraisal), kind: 'appeal', id: appeal.id }
    const act = outcome === 'upheld' ? 'appeal.upheld' : 'appeal.rejected'
    await record(tx, actor, act, subject, { before, after: { ...after, answer } }, now)
    await recordDecision(tx, actor, subject, 'appeal', outcome === 'upheld' ? 'approved' : 'returned', answer, now)
    await notifyEmployee(
      tx,
      appraisal.employeeId,
      {
        kind: 'appeal-answered',
        params: { cycle: cycle.name },
        link: paths.appraisal(appraisal.id),
        onceKey: `appeal-${appeal.id}`,
      },
      now,
    )
    return done({ id: appeal.id })
  })
