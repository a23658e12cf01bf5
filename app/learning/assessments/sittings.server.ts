/** Begins an attempt, and shows it to the one device that sits it. */
import { and, asc, count, eq, sql } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { decimal, decimalText, sum } from '#app/kernel/decimal.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Locale } from '#app/kernel/words.ts'
import { lessonsLeft, pathOf } from '#app/learning/courses/enrolments.server.ts'
import type { Db, Tx } from '#db/client.server.ts'
import {
  assessmentQuestions,
  assessments,
  attempts,
  certificates,
  courses,
  enrolments,
  questions,
  questionVersions,
  responses,
} from '#db/schema/learning.ts'
import { newId, transact } from '#db/transact.server.ts'
import { attemptsLeft, deadlineOf, isOver } from './attempt.ts'
import { drawQuestions } from './draw.ts'
import { hashOf, newToken, randomOf } from './sitting-token.server.ts'
import { closeAttempt } from './submissions.server.ts'

export type Begin = { enrolmentId: string; locale: Locale; secret: string }
/** `token` is null when the sitting was open already: it is on some device, perhaps this one. */
export type Begun = { id: string; token: string | null; deadlineAt: Instant }

const findOwn = async (tx: Tx, actor: Actor, enrolmentId: string) => {
  const [row] = await tx
    .select({ enrolment: enrolments, assessmentId: assessments.id, settings: assessments.settings })
    .from(enrolments)
    .innerJoin(assessments, eq(assessments.courseVersionId, enrolments.courseVersionId))
    .where(eq(enrolments.id, enrolmentId))
  return row && can(actor, 'attempt.sit', row.enrolment) ? row : null
}

/** Draws the questions and starts the clock. The deadline is fixed here and follows no later change. */
export const startAttempt = (db: Db | Tx, actor: Actor, given: Begin, now: Instant) =>
  transact(db, async (tx) => {
    const found = await findOwn(tx, actor, given.enrolmentId)
    if (!found) return refused('no-such-enrolment')
    const { enrolment, assessmentId, settings } = found
    if (enrolment.withdrawnAt !== null) return refused('withdrawn')
    if (enrolment.completedAt !== null) return refused('completed-already')
    const open = await openAttempt(tx, enrolment.employeeId, assessmentId)
    if (open && !isOver(open.deadlineAt, now))
      return done<Begun>({ id: open.id, token: null, deadlineAt: open.deadlineAt })
    if (open) {
      const closed = await closeAttempt(tx, actor, open.id, now)
      if (closed?.passed) return done<Begun>({ id: open.id, token: null, deadlineAt: open.deadlineAt })
    }
    if ((await lessonsLeft(tx, enrolment)) > 0 && !(await renews(tx, enrolment))) return refused('lessons-first')
    const [begun] = await tx.select({ n: count() }).from(attempts).where(eq(attempts.enrolmentId, enrolment.id))
    const no = (begun?.n ?? 0) + 1
    if (attemptsLeft(settings.attempts, no - 1) === 0)
      return refused('no-attempts-left', { allowed: settings.attempts ?? 0 })
    const id = newId(tx, 'atm', now)
    const drawn = drawQuestions(await poolOf(tx, assessmentId), {
      draw: settings.draw,
      shuffle: settings.shuffle,
      asked: await askedBefore(tx, enrolment.employeeId),
      randomFor: randomOf(given.secret, id),
    })
    if (!drawn) return refused('too-few-questions')
    const token = newToken()
    const deadlineAt = deadlineOf(now, settings.timeLimitMinutes)
    await tx.insert(attempts).values({
      id,
      enrolmentId: enrolment.id,
      assessmentId,
      employeeId: enrolment.employeeId,
      no,
      language: given.locale,
      startedAt: now,
      deadlineAt,
      sittingHash: hashOf(token),
      maxMarks: decimalText(sum(drawn.map((slot) => decimal(slot.maxMark)))),
    })
    await tx.insert(responses).values(drawn.map((slot) => ({ attemptId: id, ...slot })))
    const unitPath = await pathOf(tx, enrolment.employeeId, actor.today)
    const after = { no, deadlineAt, questions: drawn.map((slot) => slot.questionVersionId) }
    await record(tx, actor, 'attempt.started', { kind: 'attempt', id, unitPath }, { after }, now)
    return done<Begun>({ id, token, deadlineAt })
  })

const openAttempt = async (tx: Tx, employeeId: string, assessmentId: string) => {
  const [row] = await tx
    .select({ id: attempts.id, deadlineAt: attempts.deadlineAt })
    .from(attempts)
    .where(
      and(
        eq(attempts.employeeId, employeeId),
        eq(attempts.assessmentId, assessmentId),
        eq(attempts.state, 'in-progress'),
      ),
    )
  return row
}

/** Whoever held the certification before may go straight to the assessment. */
const renews = async (tx: Tx, enrolment: { employeeId: string; courseId: string }): Promise<boolean> => {
  const [held] = await tx
    .select({ id: certificates.id })
    .from(certificates)
    .innerJoin(courses, eq(courses.certificationId, certificates.certificationId))
    .where(and(eq(courses.id, enrolment.courseId), eq(certificates.employeeId, enrolment.employeeId)))
    .limit(1)
  return held !== undefined
}

const poolOf = (tx: Tx, assessmentId: string) =>
  tx
    .select({
      questionVersionId: questionVersions.id,
      questionId: questionVersions.questionId,
      stableId: questions.sourceId,
      tags: questionVersions.tags,
      body: questionVersions.body,
    })
    .from(assessmentQuestions)
    .innerJoin(questionVersions, eq(questionVersions.id, assessmentQuestions.questionVersionId))
    .innerJoin(questions, eq(questions.id, questionVersions.questionId))
    .where(eq(assessmentQuestions.assessmentId, assessmentId))
    .orderBy(asc(questions.sourceId))

/**
 * Over all that the learner ever sat: who renews a certificate is not asked last year's questions first because the
 * course has a new version. By way of the person's enrolments: grouped by question, SQLite would walk through
 * everybody's answers.
 */
const askedBefore = async (tx: Tx, employeeId: string): Promise<Map<string, number>> => {
  const rows = await tx
    .select({ id: questionVersions.questionId })
    .from(enrolments)
    .innerJoin(attempts, eq(attempts.enrolmentId, enrolments.id))
    .innerJoin(responses, eq(responses.attemptId, attempts.id))
    .innerJoin(questionVersions, eq(questionVersions.id, responses.questionVersionId))
    .where(eq(enrolments.employeeId, employeeId))
  const asked = new Map<string, number>()
  for (const { id } of rows) asked.set(id, (asked.get(id) ?? 0) + 1)
  return asked
}

/** Goes on with the sitting on this device; the other one may answer no more. What was saved is all there. */
export const takeOver = (db: Db | Tx, actor: Actor, attemptId: string, now: Instant) =>
  transact(db, async (tx) => {
    const [attempt] = await tx.select().from(attempts).where(eq(attempts.id, attemptId))
    if (!attempt || !can(actor, 'attempt.sit', attempt)) return refused('no-such-attempt')
    if (attempt.state !== 'in-progress' || isOver(attempt.deadlineAt, now)) return refused('closed')
    const token = newToken()
    await tx
      .update(attempts)
      .set({ sittingHash: hashOf(token) })
      .where(and(eq(attempts.id, attemptId), sql`${attempts.state} = 'in-progress'`))
    const unitPath = await pathOf(tx, attempt.employeeId, actor.today)
    await record(tx, actor, 'attempt.taken-over', { kind: 'attempt', id: attemptId, unitPath }, {}, now)
    return done({ token, deadlineAt: attempt.deadlineAt })
  })
