/** An attempt after it ended, as much of it as its phase allows: what is off is not read out, not only not shown. */
import { and, asc, count, eq } from 'drizzle-orm'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import type { DecimalText } from '#app/kernel/decimal.ts'
import { questionIn, type Response } from '#app/learning/questions/question.ts'
import { feedbackFor, type ResponseState, scoreOf } from '#app/learning/questions/question-score.ts'
import { richHtml } from '#app/learning/questions/rich-text.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import {
  assessments,
  attempts,
  certificates,
  courseVersions,
  enrolments,
  questionVersions,
  responses,
} from '#db/schema/learning.ts'
import { transact } from '#db/transact.server.ts'
import { attemptsLeft } from './attempt.ts'
import { type ReviewFlags, reviewOf, reviewPhase } from './review.ts'
import { type RightAnswer, rightAnswer } from './right-answer.ts'
import { type Entry, entryOf } from './shown-answer.ts'
import { type ShownQuestion, shownQuestion } from './shown-question.ts'
import { closeIfOver } from './submissions.server.ts'

export type ReviewedQuestion = ShownQuestion & {
  entry: Entry
  late: boolean
  state?: ResponseState
  mark?: DecimalText
  feedback?: string[]
  generalFeedback?: string
  right?: RightAnswer
}

const find = (db: Reader | Tx, attemptId: string) =>
  db
    .select({
      id: attempts.id,
      enrolmentId: attempts.enrolmentId,
      employeeId: attempts.employeeId,
      no: attempts.no,
      state: attempts.state,
      language: attempts.language,
      startedAt: attempts.startedAt,
      deadlineAt: attempts.deadlineAt,
      submittedAt: attempts.submittedAt,
      marks: attempts.marks,
      maxMarks: attempts.maxMarks,
      percent: attempts.percent,
      passed: attempts.passed,
      settings: assessments.settings,
      courseId: enrolments.courseId,
      courseTitle: courseVersions.title,
      completedAt: enrolments.completedAt,
      certificateId: certificates.id,
      certificateThrough: certificates.validThrough,
    })
    .from(attempts)
    .innerJoin(assessments, eq(assessments.id, attempts.assessmentId))
    .innerJoin(enrolments, eq(enrolments.id, attempts.enrolmentId))
    .innerJoin(courseVersions, eq(courseVersions.id, enrolments.courseVersionId))
    .leftJoin(certificates, eq(certificates.attemptId, attempts.id))
    .where(eq(attempts.id, attemptId))

/** Null when there is no such attempt of the actor's; `questions` is empty while it is being sat. */
export const resultFor = async (db: Db, actor: Actor, attemptId: string, now: Instant) => {
  const [attempt] = await find(db, attemptId)
  if (!attempt || !can(actor, 'attempt.read', attempt)) return null
  if (!(await closeIfOver(db, actor, attempt, now))) return shownResult(db, attempt, now)
  // Read where it was closed: a replica shows it open still, and its page would lead back to where it is sat.
  return transact(db, async (tx) => {
    const [closed] = await find(tx, attemptId)
    return closed ? shownResult(tx, closed, now) : null
  })
}

type Attempt = Awaited<ReturnType<typeof find>>[number]

const shownResult = async (db: Reader | Tx, attempt: Attempt, now: Instant) => {
  const [begun] = await db.select({ n: count() }).from(attempts).where(eq(attempts.enrolmentId, attempt.enrolmentId))
  const left = attemptsLeft(attempt.settings.attempts, begun?.n ?? 0)
  const phase = reviewPhase(
    {
      submittedAt: attempt.submittedAt,
      passed: attempt.completedAt !== null,
      attemptsLeft: left,
      isSitting: await sitsNow(db, attempt.employeeId, attempt.courseId),
    },
    now,
  )
  const { employeeId: _, language, ...shown } = attempt
  const questions = phase === 'during' ? [] : await reviewed(db, { id: attempt.id, language }, reviewOf(phase))
  return { ...shown, left, phase, questions }
}

/** Whether the person has an open attempt in the course, on whichever version and enrolment. */
const sitsNow = async (db: Reader | Tx, employeeId: string, courseId: string): Promise<boolean> => {
  const [open] = await db
    .select({ id: attempts.id })
    .from(attempts)
    .innerJoin(enrolments, eq(enrolments.id, attempts.enrolmentId))
    .where(
      and(eq(attempts.employeeId, employeeId), eq(attempts.state, 'in-progress'), eq(enrolments.courseId, courseId)),
    )
    .limit(1)
  return open !== undefined
}

const reviewed = async (
  db: Reader | Tx,
  attempt: { id: string; language: 'zh-CN' | 'en' },
  flags: ReviewFlags,
): Promise<ReviewedQuestion[]> => {
  const rows = await db
    .select({
      slot: responses.slot,
      maxMark: responses.maxMark,
      optionOrder: responses.optionOrder,
      answer: responses.answer,
      mark: responses.mark,
      late: responses.savedLate,
      body: questionVersions.body,
    })
    .from(responses)
    .innerJoin(questionVersions, eq(questionVersions.id, responses.questionVersionId))
    .where(eq(responses.attemptId, attempt.id))
    .orderBy(asc(responses.slot))
  return rows.flatMap(({ body, answer, mark, late, ...slot }) => {
    const question = questionIn(body, attempt.language)
    if (!question) return []
    const response = (answer ?? null) as Response | null
    return [
      {
        ...shownQuestion(question, slot, richHtml),
        entry: entryOf(slot.optionOrder, response),
        late,
        ...(flags.correctness ? { state: scoreOf(question, response).state } : {}),
        ...(flags.marks && mark !== null ? { mark } : {}),
        ...(flags.specificFeedback ? { feedback: feedbackFor(question, response).map(richHtml) } : {}),
        ...(flags.generalFeedback && question.generalFeedback
          ? { generalFeedback: richHtml(question.generalFeedback) }
          : {}),
        ...(flags.rightAnswer ? { right: rightAnswer(question, slot.optionOrder) } : {}),
      },
    ]
  })
}
