/** Self review and manager review: comments, submitting, taking back before calibration. */
import { and, eq } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { appraisals } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { isOpen } from '../cycle-window.ts'
import { type Cycle, findCycle } from '../cycles.server.ts'
import { isCounted } from '../template.ts'
import { type Appraisal, appraisalOf, findAppraisal } from './appraisals.server.ts'
import type { CardPart } from './card.ts'
import { cardsOf } from './cards.server.ts'
import { scoreCard } from './score-cycle.server.ts'

export type ReviewRefusal =
  | 'no-such-cycle'
  | 'no-such-appraisal'
  | 'not-allowed'
  | 'closed-already'
  | 'phase-not-open'
  | 'submitted-already'
  | 'marks-missing'
  | 'no-such-rating'
  | 'cannot-be-scored'
  | 'not-submitted'
  | 'calibrated-already'
  | 'changed-meanwhile'

export const subjectOf = (appraisal: Pick<Appraisal, 'id' | 'unitPath'>) => ({
  kind: 'appraisal',
  id: appraisal.id,
  unitPath: appraisal.unitPath,
})

/** Judged lines of the parts that have no mark of a perspective which counts there. */
export const linesWithout = (parts: readonly CardPart[], perspective: 'self' | 'manager'): string[] =>
  parts.flatMap(({ template, lines }) =>
    isCounted(template.perspectives, perspective)
      ? lines
          .filter(
            (line) => line.goal.source === 'judged' && !line.marks.some((mark) => mark.perspective === perspective),
          )
          .map((line) => line.id)
      : [],
  )

/** An appraisal whose review by one of the two is the actor's, and still to be submitted. */
const unsubmitted = async (tx: Tx, actor: Actor, appraisalId: string, by: 'self' | 'manager') => {
  const found = await findAppraisal(tx, actor, appraisalId)
  if (!found) return refused('no-such-appraisal')
  const { appraisal, cycle } = found
  const isSelf = by === 'self'
  const may = isSelf ? can(actor, 'appraisal.self-review', appraisal) : can(actor, 'appraisal.score', appraisal)
  if (!may) return refused('not-allowed')
  if (isSelf ? appraisal.selfReviewedAt : appraisal.managerReviewedAt) return refused('submitted-already')
  if (cycle.closedAt) return refused('closed-already')
  if (!isOpen(cycle.windows, isSelf ? 'self-review' : 'manager-review', actor.today)) return refused('phase-not-open')
  return done(found)
}

export const submitSelfReview = (
  db: Db | Tx,
  actor: Actor,
  given: { appraisalId: string; comment: string | null },
  now: Instant,
): Promise<Outcome<{ cycleId: string }, ReviewRefusal>> =>
  transact(db, async (tx) => {
    const found = await unsubmitted(tx, actor, given.appraisalId, 'self')
    if (!found.ok) return found
    const { appraisal, cycle } = found.value
    const [card] = await cardsOf(tx, cycle, [appraisal.employeeId])
    const missing = linesWithout(card?.parts ?? [], 'self')
    if (missing.length > 0) return refused('marks-missing', { count: missing.length })
    const change = { selfReviewedAt: now, selfComment: given.comment, revision: appraisal.revision + 1 }
    await tx.update(appraisals).set(change).where(eq(appraisals.id, appraisal.id))
    await record(tx, actor, 'appraisal.self-reviewed', subjectOf(appraisal), { after: { comment: given.comment } }, now)
    return done({ cycleId: cycle.id })
  })

/** The person's own words about it all, a draft until the self review is submitted. */
export const keepSelfComment = (
  db: Db | Tx,
  actor: Actor,
  given: { appraisalId: string; comment: string | null },
  now: Instant,
): Promise<Outcome<undefined, ReviewRefusal>> =>
  transact(db, async (tx) => {
    const found = await unsubmitted(tx, actor, given.appraisalId, 'self')
    if (!found.ok) return found
    const { appraisal } = found.value
    await tx.update(appraisals).set({ selfComment: given.comment }).where(eq(appraisals.id, appraisal.id))
    const change = { before: { comment: appraisal.selfComment }, after: { comment: given.comment } }
    await record(tx, actor, 'appraisal.self-commented', subjectOf(appraisal), change, now)
    return done()
  })

/** The manager's words to the person, saved as they are typed, until the review is submitted. */
export const commentOn = (
  db: Db | Tx,
  actor: Actor,
  given: { appraisalId: string; comment: string | null },
  now: Instant,
): Promise<Outcome<{ at: Instant }, ReviewRefusal>> =>
  transact(db, async (tx) => {
    const found = await unsubmitted(tx, actor, given.appraisalId, 'manager')
    if (!found.ok) return found
    const { appraisal } = found.value
    await tx.update(appraisals).set({ managerComment: given.comment }).where(eq(appraisals.id, appraisal.id))
    const change = { before: { comment: appraisal.managerComment }, after: { comment: given.comment } }
    await record(tx, actor, 'appraisal.commented', subjectOf(appraisal), change, now)
    return done({ at: now })
  })

/** Submits the finished ones of those named; each is scored as it is submitted. Any that is not finished refuses all. */
export const submitReviews = (
  db: Db | Tx,
  actor: Actor,
  given: { cycleId: string; employeeIds: readonly string[] },
  now: Instant,
): Promise<Outcome<{ submitted: number }, ReviewRefusal>> =>
  transact(db, async (tx) => {
    const cycle = await findCycle(tx, given.cycleId)
    if (!cycle) return refused('no-such-cycle')
    if (cycle.closedAt) return refused('closed-already')
    if (!isOpen(cycle.windows, 'manager-review', actor.today)) return refused('phase-not-open')
    for (const card of await cardsOf(tx, cycle, given.employeeIds)) {
      const appraisal = await appraisalOf(tx, cycle.id, card.employeeId)
      if (!appraisal || !can(actor, 'appraisal.score', appraisal)) return refused('not-allowed')
      if (appraisal.managerReviewedAt) return refused('submitted-already')
      const own = card.parts.filter((part) => can(actor, 'appraisal.score', part.sheet))
      const missing = linesWithout(own, 'manager')
      if (missing.length > 0) return refused('marks-missing', { count: missing.length })
      const scored = await scoreOne(tx, cycle, appraisal)
      if (!scored.ok) return scored
      await tx
        .update(appraisals)
        .set({ ...scored.value, managerReviewedBy: actor.id, managerReviewedAt: now, revision: appraisal.revision + 1 })
        .where(eq(appraisals.id, appraisal.id))
      const after = { score: scored.value.score, rating: scored.value.finalRating }
      await record(tx, actor, 'appraisal.manager-reviewed', subjectOf(appraisal), { after }, now)
    }
    return done({ submitted: given.employeeIds.length })
  })

/** The fields that a scoring writes. */
export const scoreOne = async (tx: Tx, cycle: Cycle, appraisal: Appraisal) => {
  const [card] = await cardsOf(tx, cycle, [appraisal.employeeId])
  if (!card) return refused('no-such-appraisal')
  const scored = scoreCard(cycle, card)
  if (!scored.ok) {
    if (scored.error.code === 'no-such-rating') return refused('no-such-rating')
    // A choice of the message may not hold a hyphen.
    const reason = scored.error.code.replaceAll('-', '_')
    return refused('cannot-be-scored', { reason, kpi: scored.error.detail?.kpi ?? '' })
  }
  const { score, bandRating, finalRating } = scored.value
  return done({ score, bandRating, finalRating, result: scored.value })
}

/** Takes a submitted review back, until its calibration is closed. */
export const reopenReview = (
  db: Db | Tx,
  actor: Actor,
  given: { cycleId: string; employeeId: string },
  now: Instant,
): Promise<Outcome<{ cycleId: string }, ReviewRefusal>> =>
  transact(db, async (tx) => {
    const cycle = await findCycle(tx, given.cycleId)
    const appraisal = await appraisalOf(tx, given.cycleId, given.employeeId)
    if (!cycle || !appraisal || !can(actor, 'appraisal.score', appraisal)) return refused('no-such-appraisal')
    if (!appraisal.managerReviewedAt) return refused('not-submitted')
    if (appraisal.calibratedAt) return refused('calibrated-already')
    if (cycle.closedAt) return refused('closed-already')
    if (!isOpen(cycle.windows, 'manager-review', actor.today)) return refused('phase-not-open')
    await tx
      .update(appraisals)
      .set({ managerReviewedAt: null, managerReviewedBy: null, revision: appraisal.revision + 1 })
      .where(and(eq(appraisals.id, appraisal.id), eq(appraisals.revision, appraisal.revision)))
    await record(tx, actor, 'appraisal.reopened', subjectOf(appraisal), {}, now)
    return done({ cycleId: cycle.id })
  })
