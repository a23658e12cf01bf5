/** An open attempt as its examinee sees it, on the device that sits it. */
import { and, asc, eq, sql } from 'drizzle-orm'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { questionIn, type Response } from '#app/learning/questions/question.ts'
import { isUnreadable } from '#app/learning/questions/question-score.ts'
import { richHtml } from '#app/learning/questions/rich-text.server.ts'
import type { Db } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { attempts, courseVersions, enrolments, questionVersions, responses } from '#db/schema/learning.ts'
import { type Entry, entryOf } from './shown-answer.ts'
import { type ShownQuestion, shownQuestion } from './shown-question.ts'
import { closeIfOver } from './submissions.server.ts'

const sitting = prepared((db) =>
  db
    .select({
      id: attempts.id,
      employeeId: attempts.employeeId,
      state: attempts.state,
      language: attempts.language,
      startedAt: attempts.startedAt,
      deadlineAt: attempts.deadlineAt,
      sittingHash: attempts.sittingHash,
      courseId: enrolments.courseId,
      courseTitle: courseVersions.title,
    })
    .from(attempts)
    .innerJoin(enrolments, eq(enrolments.id, attempts.enrolmentId))
    .innerJoin(courseVersions, eq(courseVersions.id, enrolments.courseVersionId))
    .where(eq(attempts.id, sql.placeholder('attemptId')))
    .prepare(),
)
const slotsOf = prepared((db) =>
  db
    .select({
      slot: responses.slot,
      maxMark: responses.maxMark,
      optionOrder: responses.optionOrder,
      seq: responses.seq,
      answer: responses.answer,
      savedAt: responses.savedAt,
      isFlagged: responses.isFlagged,
      body: questionVersions.body,
    })
    .from(responses)
    .innerJoin(questionVersions, eq(questionVersions.id, responses.questionVersionId))
    .where(and(eq(responses.attemptId, sql.placeholder('attemptId'))))
    .orderBy(asc(responses.slot))
    .prepare(),
)

export type SavedSlot = {
  entry: Entry
  seq: number
  savedAt: Instant | null
  /** What is saved is no number where one was asked for: said again wherever it is shown. */
  unreadable: boolean
  flagged: boolean
}
export type Exam = {
  id: string
  courseId: string
  courseTitle: { 'zh-CN'?: string; en?: string }
  language: 'zh-CN' | 'en'
  startedAt: Instant
  deadlineAt: Instant
} & (
  | {
      status: 'here'
      employeeId: string
      /** Tells this sitting from those that others took over; not the token, and nothing to make it from. */
      sitting: string
      questions: (ShownQuestion & SavedSlot)[]
    }
  /** Another device has the sitting: this one may take over, and sees no question before. */
  | { status: 'elsewhere' }
  | { status: 'over' }
)

/** Null when there is no such attempt of the actor's. An overdue one is closed first. */
export const examFor = async (
  db: Db,
  actor: Actor,
  asked: { attemptId: string; sittingHash: string },
  now: Instant,
): Promise<Exam | null> => {
  const row = await sitting(db).get({ attemptId: asked.attemptId })
  if (!row || !can(actor, 'attempt.sit', row)) return null
  const { state, sittingHash, employeeId, ...head } = row
  if (state !== 'in-progress' || (await closeIfOver(db, actor, row, now))) return { ...head, status: 'over' }
  if (sittingHash !== asked.sittingHash) return { ...head, status: 'elsewhere' }
  const rows = await slotsOf(db).all({ attemptId: asked.attemptId })
  const questions = rows.flatMap(({ body, answer, seq, savedAt, isFlagged, ...slot }) => {
    const question = questionIn(body, row.language)
    if (!question) return []
    const response = (answer ?? null) as Response | null
    const entry = entryOf(slot.optionOrder, response)
    const unreadable = isUnreadable(question, response)
    return [{ ...shownQuestion(question, slot, richHtml), entry, seq, savedAt, unreadable, flagged: isFlagged }]
  })
  return { ...head, status: 'here', employeeId, sitting: sittingHash.slice(0, 16), questions }
}
