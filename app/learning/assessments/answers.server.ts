/**
 * Keeps one answer. Two hundred people may do this at once: everything is read and decided before the transaction,
 * which is then a single statement that stores the answer only while what was decided still holds.
 */
import { createHash } from 'node:crypto'
import { and, eq, lt, sql } from 'drizzle-orm'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { canonical, type Json } from '#app/kernel/canonical.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import { questionIn, type Response } from '#app/learning/questions/question.ts'
import { isUnreadable } from '#app/learning/questions/question-score.ts'
import type { Db } from '#db/client.server.ts'
import { prepared, preparedWithin } from '#db/prepared.server.ts'
import { attempts, questionVersions, refusedResponses, responses } from '#db/schema/learning.ts'
import { newId, transact } from '#db/transact.server.ts'
import { type AnswerVerdict, verdictOn } from './answer-order.ts'
import { slackMs } from './attempt.ts'
import { type Entry, responseOf } from './shown-answer.ts'
import { closeIfOver } from './submissions.server.ts'

const slotAsked = prepared((db) =>
  db
    .select({
      id: attempts.id,
      employeeId: attempts.employeeId,
      language: attempts.language,
      state: attempts.state,
      deadlineAt: attempts.deadlineAt,
      sittingHash: attempts.sittingHash,
      optionOrder: responses.optionOrder,
      seq: responses.seq,
      digest: responses.answerDigest,
      savedAt: responses.savedAt,
      body: questionVersions.body,
    })
    .from(attempts)
    .innerJoin(responses, and(eq(responses.attemptId, attempts.id), eq(responses.slot, sql.placeholder('slot'))))
    .innerJoin(questionVersions, eq(questionVersions.id, responses.questionVersionId))
    .where(eq(attempts.id, sql.placeholder('attemptId')))
    .prepare(),
)

export type GivenAnswer = { attemptId: string; slot: number; seq: number; entry: Entry; sittingHash: string }
export type AnswerReceipt = {
  verdict: AnswerVerdict
  /** The highest sequence number that the server has of this question. */
  seq: number
  savedAt: Instant | null
  deadlineAt: Instant
  /** A number was asked for and none can be read; it is kept, and the examinee asked again. */
  unreadable: boolean
}

const digestOf = (response: Json): string => createHash('sha256').update(canonical(response)).digest('hex')

export const saveAnswer = async (db: Db, actor: Actor, given: GivenAnswer, now: Instant) => {
  const { attemptId, slot, seq, sittingHash } = given
  const asked = await slotAsked(db).get({ attemptId, slot })
  if (!asked || !can(actor, 'attempt.sit', asked)) return refused('no-such-attempt')
  const question = questionIn(asked.body, asked.language)
  const response = question ? responseOf(question, asked.optionOrder, given.entry) : 'unfit'
  if (!question || response === 'unfit' || seq < 1) return refused('unfit-answer')
  const digest = digestOf(response)
  const arrival = { seq, digest, sittingHash, at: now }
  const first = verdictOn(asked, asked, arrival)
  const receipt = (verdict: AnswerVerdict, kept: { seq: number; savedAt: Instant | null }) =>
    done<AnswerReceipt>({
      verdict,
      seq: kept.seq,
      savedAt: kept.savedAt,
      deadlineAt: asked.deadlineAt,
      unreadable: isUnreadable(question, response),
    })
  if (first.kind === 'store') {
    const stored = await store(db, given, { response, digest, late: first.late }, now)
    if (stored) return receipt(first, { seq, savedAt: now })
    // Something came between: another answer, a takeover, the end. Asked once more, it is named.
    const again = await slotAsked(db).get({ attemptId, slot })
    if (!again) return refused('no-such-attempt')
    const verdict = verdictOn(again, again, arrival)
    return receipt(verdict.kind === 'store' ? { kind: 'refuse', reason: 'conflict' } : verdict, again)
  }
  if (first.kind === 'refuse') await keepRefused(db, given, response, first.reason, now)
  await closeIfOver(db, actor, asked, now)
  return receipt(first, asked)
}

type Kept = { response: Response | null; digest: string; late: boolean }

const blank = (name: string) => sql`${sql.placeholder(name)}`

/** Stores an answer unless the slot, the sitting or the time has moved on meanwhile. */
const storing = preparedWithin((tx) => {
  const open = tx
    .select({ one: sql`1` })
    .from(attempts)
    .where(
      and(
        eq(attempts.id, blank('attemptId')),
        eq(attempts.state, 'in-progress'),
        eq(attempts.sittingHash, blank('sittingHash')),
        sql`${attempts.deadlineAt} + ${slackMs} >= ${blank('now')}`,
      ),
    )
  return tx
    .update(responses)
    .set({
      seq: blank('seq'),
      answer: blank('answer'),
      answerDigest: blank('digest'),
      savedAt: blank('now'),
      savedLate: blank('late'),
    })
    .where(
      and(
        eq(responses.attemptId, blank('attemptId')),
        eq(responses.slot, blank('slot')),
        lt(responses.seq, blank('seq')),
        sql`exists ${open}`,
      ),
    )
    .returning({ seq: responses.seq })
    .prepare()
})

/** One statement, which says whether it stored it. */
const store = (db: Db, { entry: _, ...place }: GivenAnswer, kept: Kept, now: Instant): Promise<boolean> =>
  transact(db, async (tx) => {
    const { response, digest, late } = kept
    const answer = response === null ? null : JSON.stringify(response)
    const rows = await storing(tx).all({ ...place, answer, digest, late: late ? 1 : 0, now })
    return rows.length > 0
  })

/** What came too late or out of order is kept for a complaint, once however often it is sent, and not graded. */
const keepRefused = (db: Db, given: GivenAnswer, response: Response | null, reason: string, now: Instant) =>
  transact(db, async (tx) => {
    const { attemptId, slot, seq } = given
    const before = await tx
      .select({ seq: refusedResponses.seq, answer: refusedResponses.answer })
      .from(refusedResponses)
      .where(
        and(
          eq(refusedResponses.attemptId, attemptId),
          eq(refusedResponses.slot, slot),
          eq(refusedResponses.reason, reason),
        ),
      )
    const digest = digestOf(response)
    if (before.some((each) => each.seq === seq && digestOf(each.answer ?? null) === digest)) return
    await tx
      .insert(refusedResponses)
      .values({ id: newId(tx, 'rfr', now), attemptId, slot, seq, answer: response, reason, at: now })
  })

/** A mark of the examinee's own on a question, to come back to it. */
export const flagQuestion = (
  db: Db,
  actor: Actor,
  given: { attemptId: string; slot: number; flagged: boolean; sittingHash: string },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const [attempt] = await tx.select().from(attempts).where(eq(attempts.id, given.attemptId))
    if (!attempt || !can(actor, 'attempt.sit', attempt)) return refused('no-such-attempt')
    if (attempt.sittingHash !== given.sittingHash) return refused('superseded')
    if (attempt.state !== 'in-progress' || now > attempt.deadlineAt + slackMs) return refused('closed')
    await tx
      .update(responses)
      .set({ isFlagged: given.flagged })
      .where(and(eq(responses.attemptId, given.attemptId), eq(responses.slot, given.slot)))
    return done()
  })
