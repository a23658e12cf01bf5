/**
 * What is decided for everyone of a cycle at once: closing the calibration, publishing. It goes piece by piece, each a
 * transaction of its own with its record: as one, a bank of 100,000 people could write nothing else for half a minute.
 * Whoever is cut off says it again; what was written stays as it is.
 */
import { and, asc, eq, gte, isNotNull, isNull, sql } from 'drizzle-orm'
import { record, recordDecisions } from '#app/audit/records.server.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { appraisals } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { hasOpened } from '../cycle-window.ts'
import { findCycle } from '../cycles.server.ts'
import { withScorers } from './appraisal-deputies.server.ts'
import { isReadyToCalibrate } from './appraisal-state.ts'
import { askToTell } from './result-notices.server.ts'
import type { ResultRefusal } from './results.server.ts'
import { subjectOf } from './reviews.server.ts'

const atOnce = 200

/** The appraisal with which a piece ended, in the order of units. */
type Place = { unitPath: string; id: string }
type Piece = { written: number; next: Place | null }
const first: Place = { unitPath: '', id: '' }

const after = ({ unitPath, id }: Place) =>
  and(gte(appraisals.unitPath, unitPath), sql`(${appraisals.unitPath}, ${appraisals.id}) > (${unitPath}, ${id})`)
const inTurn = [asc(appraisals.unitPath), asc(appraisals.id)]

/** `write` gets the number of those that earlier pieces have written. */
const piecewise = async (
  db: Db | Tx,
  write: (tx: Tx, from: Place, before: number) => Promise<Outcome<Piece, ResultRefusal>>,
): Promise<Outcome<number, ResultRefusal>> => {
  let written = 0
  for (let from: Place | null = first; from !== null; ) {
    const place: Place = from
    const piece = await transact(db, (tx) => write(tx, place, written))
    if (!piece.ok) return piece
    written += piece.value.written
    from = piece.value.next
    // Pages and the acts of others get their turn in between; within a transaction nobody else has one.
    if ('engine' in db) await new Promise((resolve) => setImmediate(resolve))
  }
  return done(written)
}

const pieceOf = (found: readonly Place[], written: number, before: number): Outcome<Piece, 'nothing-ready'> => {
  const next = found.length < atOnce ? null : (found.at(-1) ?? null)
  return next === null && written + before === 0 ? refused('nothing-ready') : done({ written, next })
}

/** Closes the calibration of everyone who is ready and whom the actor may approve: the approval of their appraisals. */
export const closeCalibration = async (
  db: Db | Tx,
  actor: Actor,
  cycleId: string,
  now: Instant,
): Promise<Outcome<{ closed: number }, ResultRefusal>> => {
  const closed = await piecewise(db, async (tx, from, before) => {
    const cycle = await findCycle(tx, cycleId)
    if (!cycle) return refused('no-such-cycle')
    if (cycle.closedAt) return refused('closed-already')
    // Closing late is allowed, closing before managers had their days is not.
    if (!hasOpened(cycle.windows, 'calibration', actor.today)) return refused('phase-not-open')
    const found = await tx
      .select({
        id: appraisals.id,
        employeeId: appraisals.employeeId,
        cycleId: appraisals.cycleId,
        unitPath: appraisals.unitPath,
        managerId: appraisals.managerId,
        managerReviewedAt: appraisals.managerReviewedAt,
        managerReviewedBy: appraisals.managerReviewedBy,
        selfReviewedAt: appraisals.selfReviewedAt,
        calibratedAt: appraisals.calibratedAt,
        publishedAt: appraisals.publishedAt,
        acknowledgedAt: appraisals.acknowledgedAt,
        score: appraisals.score,
      })
      .from(appraisals)
      .where(
        and(
          eq(appraisals.cycleId, cycleId),
          isNull(appraisals.calibratedAt),
          withinScope(scopeOf(actor, 'calibrated'), appraisals.unitPath),
          after(from),
        ),
      )
      .orderBy(...inTurn)
      .limit(atOnce)
    const scored = await withScorers(tx, found.filter(isReadyToCalibrate))
    const ready = scored.filter((row) => can(actor, 'appraisal.calibrate', row))
    if (ready.length === 0) return pieceOf(found, 0, before)
    const ids = ready.map(({ id }) => id)
    const rows = await tx
      .update(appraisals)
      .set({ calibratedBy: actor.id, calibratedAt: now, revision: sql`${appraisals.revision} + 1` })
      .where(anyOf(appraisals.id, ids))
      .returning({ id: appraisals.id, reason: appraisals.calibrationReason })
    const reasonOf = new Map(rows.map(({ id, reason }) => [id, reason]))
    const decided = ready.map((row) => ({ subject: subjectOf(row), reason: reasonOf.get(row.id) ?? null }))
    await recordDecisions(tx, actor, decided, 'calibration', 'approved', now)
    const subject = { kind: 'cycle', id: cycle.id, unitPath: cycle.unitPath }
    await record(tx, actor, 'calibration.closed', subject, { after: { appraisals: ids } }, now)
    return pieceOf(found, ready.length, before)
  })
  return closed.ok ? done({ closed: closed.value }) : closed
}

/** Publishes what is calibrated: from now on each person sees their own result, and is told. */
export const publishResults = async (
  db: Db | Tx,
  actor: Actor,
  cycleId: string,
  now: Instant,
): Promise<Outcome<{ published: number }, ResultRefusal>> => {
  const published = await piecewise(db, async (tx, from, before) => {
    const cycle = await findCycle(tx, cycleId)
    if (!cycle) return refused('no-such-cycle')
    if (!can(actor, 'appraisal.publish', cycle)) return refused('not-allowed')
    if (cycle.closedAt) return refused('closed-already')
    const found = await tx
      .select({ id: appraisals.id, unitPath: appraisals.unitPath })
      .from(appraisals)
      .where(
        and(
          eq(appraisals.cycleId, cycleId),
          isNotNull(appraisals.calibratedAt),
          isNull(appraisals.publishedAt),
          after(from),
        ),
      )
      .orderBy(...inTurn)
      .limit(atOnce)
    if (found.length === 0) return pieceOf(found, 0, before)
    const ids = found.map(({ id }) => id)
    await tx.update(appraisals).set({ publishedBy: actor.id, publishedAt: now }).where(anyOf(appraisals.id, ids))
    const subject = { kind: 'cycle', id: cycle.id, unitPath: cycle.unitPath }
    await record(tx, actor, 'results.published', subject, { after: { published: ids.length } }, now)
    await askToTell(tx, actor, { appraisalIds: ids }, now)
    return pieceOf(found, ids.length, before)
  })
  return published.ok ? done({ published: published.value }) : published
}
