/** Ends an attempt: what is stored is graded, a pass completes the course and grants the certificate. */
import { and, asc, eq, lt, sql } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { dayOf, type Instant } from '#app/kernel/day.ts'
import { type DecimalText, decimal, decimalText } from '#app/kernel/decimal.ts'
import { done, refused } from '#app/kernel/result.ts'
import { grantCertificate } from '#app/learning/certifications/certificates.server.ts'
import { completeEnrolment, pathOf } from '#app/learning/courses/enrolments.server.ts'
import { questionIn, type Response } from '#app/learning/questions/question.ts'
import { scoreOf } from '#app/learning/questions/question-score.ts'
import { settingsOn } from '#app/organisation/settings/settings.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { assessments, attempts, courses, enrolments, questionVersions, responses } from '#db/schema/learning.ts'
import { transact } from '#db/transact.server.ts'
import { isOver, slackMs } from './attempt.ts'
import { gradeOf } from './grade.ts'

/** Hands in. Whoever does so from a device that lost the sitting is told; a second time gives the same. */
export const submitAttempt = (
  db: Db | Tx,
  actor: Actor,
  given: { attemptId: string; sittingHash: string },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const [attempt] = await tx.select().from(attempts).where(eq(attempts.id, given.attemptId))
    if (!attempt || !can(actor, 'attempt.sit', attempt)) return refused('no-such-attempt')
    if (attempt.state !== 'in-progress') return done({ id: attempt.id })
    if (attempt.sittingHash !== given.sittingHash && !isOver(attempt.deadlineAt, now)) return refused('superseded')
    await closeAttempt(tx, actor, attempt.id, now)
    return done({ id: attempt.id })
  })

type Graded = { slot: number; questionVersionId: string; maxMark: DecimalText; fraction: number | null; open: boolean }

/** Closes an attempt that is in progress; null when it is not: closing twice is closing once. */
export const closeAttempt = async (
  tx: Tx,
  actor: Actor,
  attemptId: string,
  now: Instant,
): Promise<{ passed: boolean } | null> => {
  const [row] = await tx
    .select({ attempt: attempts, settings: assessments.settings, certificationId: courses.certificationId })
    .from(attempts)
    .innerJoin(assessments, eq(assessments.id, attempts.assessmentId))
    .innerJoin(enrolments, eq(enrolments.id, attempts.enrolmentId))
    .innerJoin(courses, eq(courses.id, enrolments.courseId))
    .where(and(eq(attempts.id, attemptId), eq(attempts.state, 'in-progress')))
  if (!row) return null
  const { attempt, settings } = row
  const slots = await gradedSlots(tx, attempt)
  const answered = slots.some((slot) => slot.fraction !== null || slot.open)
  const ranOut = now > attempt.deadlineAt
  const waits = slots.some((slot) => slot.open)
  const grade = gradeOf(slots, settings.passPercent)
  const passed = !waits && grade.passed && answered
  // Nothing answered when time ran out: an attempt used, with nothing to grade.
  const state = ranOut && !answered ? 'expired' : waits ? 'submitted' : 'graded'
  const submittedAt = Math.min(now, attempt.deadlineAt)
  await tx
    .update(attempts)
    .set({
      state,
      submittedAt,
      gradedAt: state === 'graded' ? now : null,
      marks: waits ? null : grade.marks,
      percent: waits ? null : grade.percent,
      passed: waits ? null : passed,
    })
    .where(and(eq(attempts.id, attemptId), eq(attempts.state, 'in-progress')))
  const unitPath = await pathOf(tx, attempt.employeeId, actor.today)
  const after = { state, submittedAt, ranOut, percent: waits ? null : grade.percent, passed: waits ? null : passed }
  await record(tx, actor, 'attempt.closed', { kind: 'attempt', id: attemptId, unitPath }, { after }, now)
  if (passed) {
    await completeEnrolment(tx, actor, { id: attempt.enrolmentId, employeeId: attempt.employeeId }, now)
    const { timeZone } = await settingsOn(tx, actor.today)
    const doneOn = dayOf(submittedAt, timeZone)
    const { certificationId } = row
    if (certificationId)
      await grantCertificate(
        tx,
        actor,
        { employeeId: attempt.employeeId, certificationId, attemptId, doneOn, unitPath },
        now,
      )
  }
  return { passed }
}

const gradedSlots = async (tx: Tx, attempt: { id: string; language: 'zh-CN' | 'en' }): Promise<Graded[]> => {
  const rows = await tx
    .select({
      slot: responses.slot,
      questionVersionId: responses.questionVersionId,
      maxMark: responses.maxMark,
      answer: responses.answer,
      body: questionVersions.body,
    })
    .from(responses)
    .innerJoin(questionVersions, eq(questionVersions.id, responses.questionVersionId))
    .where(eq(responses.attemptId, attempt.id))
    .orderBy(asc(responses.slot))
  const graded: Graded[] = []
  const marks: { slot: number; fraction: DecimalText | null; mark: DecimalText }[] = []
  for (const { body, answer, ...slot } of rows) {
    const question = questionIn(body, attempt.language)
    if (!question) throw new Error(`question version ${slot.questionVersionId} has no words`)
    const { fraction, state } = scoreOf(question, (answer ?? null) as Response | null)
    const mark = decimalText(decimal(fraction ?? 0).times(decimal(slot.maxMark)))
    marks.push({ slot: slot.slot, fraction: fraction === null ? null : decimalText(decimal(fraction)), mark })
    graded.push({ ...slot, fraction: state === 'invalid' ? 0 : fraction, open: state === 'needs-grading' })
  }
  await tx.run(
    sql`update responses set fraction = given.value ->> 'fraction', mark = given.value ->> 'mark' from json_each(${JSON.stringify(marks)}) given where attempt_id = ${attempt.id} and slot = given.value ->> 'slot'`,
  )
  return graded
}

/** Attempts whose time and slack are over, oldest first. */
export const overdueAttempts = async (db: Reader | Tx, now: Instant, most: number): Promise<string[]> =>
  (
    await db
      .select({ id: attempts.id })
      .from(attempts)
      .where(and(eq(attempts.state, 'in-progress'), lt(attempts.deadlineAt, now - slackMs)))
      .orderBy(asc(attempts.deadlineAt))
      .limit(most)
  ).map(({ id }) => id)

/** A read of an overdue attempt closes it first. Gives whether it did. */
export const closeIfOver = async (
  db: Db,
  actor: Actor,
  attempt: { id: string; state: string; deadlineAt: Instant },
  now: Instant,
): Promise<boolean> => {
  if (attempt.state !== 'in-progress' || !isOver(attempt.deadlineAt, now)) return false
  await transact(db, async (tx) => closeAttempt(tx, actor, attempt.id, now))
  return true
}
