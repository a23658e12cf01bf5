/** What counts when an attempt begins and ends: whose certificate, which day, what was answered. */
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { resultFor } from '#app/learning/assessments/results.server.ts'
import { noEntry } from '#app/learning/assessments/shown-answer.ts'
import { startAttempt } from '#app/learning/assessments/sittings.server.ts'
import { closeAttempt, submitAttempt } from '#app/learning/assessments/submissions.server.ts'
import { grantCertificate } from '#app/learning/certifications/certificates.server.ts'
import { enrol, withdraw } from '#app/learning/courses/enrolments.server.ts'
import type { Question } from '#app/learning/questions/question.ts'
import { type Db, openDb } from '#db/client.server.ts'
import { attempts, certificates, certifications, questionVersions, responses } from '#db/schema/learning.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb, freshFolder, now, today } from '../support/database.ts'
import { code, lin, officer, ok, withCourse } from './bank.ts'
import { answerAll, begin, type Sitting, secret, verdict } from './sittings.ts'

const start = (db: Db, enrolmentId: string, at = now) =>
  startAttempt(db, lin, { enrolmentId, locale: 'en', secret }, at)
/** Certified by another way than an attempt here. */
const certify = async (db: Db, employeeId: string) => {
  const [certification] = await db.select().from(certifications)
  const certificationId = certification?.id ?? ''
  await transact(db, (tx) =>
    grantCertificate(tx, officer, { employeeId, certificationId, attemptId: null, doneOn: today, unitPath: '/' }, now),
  )
}
/** Makes the first question of a sitting another one. */
const ask = async (db: Db, sitting: Sitting, made: (question: Question) => Question) => {
  const first = and(eq(responses.attemptId, sitting.attemptId), eq(responses.slot, 1))
  const [row] = await db
    .select({ id: questionVersions.id, body: questionVersions.body })
    .from(responses)
    .innerJoin(questionVersions, eq(questionVersions.id, responses.questionVersionId))
    .where(first)
  const question = row?.body.en
  if (!row || !question) throw new Error('no first question')
  await transact(db, (tx) =>
    tx
      .update(questionVersions)
      .set({ body: { en: made(question) } })
      .where(eq(questionVersions.id, row.id)),
  )
}
const asked = async (db: Db, attemptId: string) =>
  (await db.select({ id: responses.questionVersionId }).from(responses).where(eq(responses.attemptId, attemptId))).map(
    ({ id }) => id,
  )

describe('an attempt begins', () => {
  it('without the lessons for whoever was certified before, and for nobody by a colleague’s certificate', async () => {
    const db = await freshDb()
    const { courseId } = await withCourse(db)
    const { id } = await ok(enrol(db, lin, courseId, null, now))
    await certify(db, 'emp_wu')
    expect(await code(start(db, id))).toBe('lessons-first')
    await certify(db, 'emp_lin')
    await ok(start(db, id))
  })

  it('on no course that was left, or passed already', async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    await answerAll(db, sitting)
    await ok(submitAttempt(db, lin, sitting, clock.minutes(5)))
    expect(await code(start(db, sitting.enrolmentId, clock.minutes(6)))).toBe('completed-already')
    const { id } = await ok(enrol(db, lin, sitting.courseId, null, clock.minutes(7)))
    await ok(withdraw(db, lin, id, clock.minutes(8)))
    expect(await code(start(db, id, clock.minutes(9)))).toBe('withdrawn')
  })

  it('not anew where the one whose time ran out has passed', async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    await answerAll(db, sitting)
    expect(await ok(start(db, sitting.enrolmentId, clock.minutes(25)))).toMatchObject({ id: sitting.attemptId })
    expect([await db.$count(attempts), await db.$count(certificates)]).toEqual([1, 1])
  })

  it('with questions that the learner was not asked the time before, as far as there are any', async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    await ok(submitAttempt(db, lin, sitting, clock.minutes(1)))
    const { id } = await ok(start(db, sitting.enrolmentId, clock.minutes(2)))
    const [first, second] = [await asked(db, sitting.attemptId), await asked(db, id)]
    const pool = await db.$count(questionVersions)
    expect(new Set([...first, ...second]).size).toBe(Math.min(pool, first.length + second.length))
  })
})

describe('an attempt ends', () => {
  it('on the day of the bank’s time zone on which it was handed in', async () => {
    const db = await freshDb()
    // Four in the morning of the second of October in Shanghai, the evening of the first in Greenwich.
    const at = Date.parse('2026-10-01T20:00:00Z')
    const sitting = await begin(db, lin, at)
    await answerAll(db, sitting, 0, at)
    await ok(submitAttempt(db, lin, sitting, at + 60_000))
    expect(await db.select({ on: certificates.basisOn }).from(certificates)).toEqual([{ on: '2026-10-02' }])
  })

  it('on the day on which its time ran out, though it is closed the day after', async () => {
    const db = await freshDb()
    const at = Date.parse('2026-10-02T23:30:00+08:00')
    const sitting = await begin(db, lin, at)
    await answerAll(db, sitting, 0, at)
    const swept = { ...lin, today: '2026-10-03' }
    await transact(db, (tx) => closeAttempt(tx, swept, sitting.attemptId, at + 60 * 60_000))
    expect(await db.select({ on: certificates.basisOn }).from(certificates)).toEqual([{ on: '2026-10-02' }])
  })

  it('without marks, verdict and certificate while an essay waits to be read', async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    await answerAll(db, sitting, 1)
    await ask(db, sitting, ({ id, name, stem, tags, category, generalFeedback }) => ({
      ...{ id, name, stem, tags, category, generalFeedback },
      kind: 'essay',
    }))
    await verdict(db, sitting, 1, 1, { ...noEntry, text: 'What I would report, and to whom' })
    await ok(submitAttempt(db, lin, sitting, clock.minutes(5)))
    const waits = { state: 'submitted', marks: null, percent: null, passed: null, completedAt: null }
    expect(await resultFor(db, lin, sitting.attemptId, clock.minutes(6))).toMatchObject(waits)
    expect(await db.$count(certificates)).toBe(0)
  })

  it('graded where all that was written is no number: something was answered', async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    await ask(db, sitting, ({ id, name, stem, tags, category, generalFeedback }) => ({
      ...{ id, name, stem, tags, category, generalFeedback },
      kind: 'numeric',
      answers: [{ band: { kind: 'range', least: '1', most: '2' }, fraction: 1, feedback: null }],
    }))
    await verdict(db, sitting, 1, 1, { ...noEntry, text: 'twelve' })
    expect(await resultFor(db, lin, sitting.attemptId, clock.minutes(30))).toMatchObject({
      ...{ state: 'graded', percent: '0', passed: false },
    })
  })

  it('graded, not expired, where it is handed in blank before its time', async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    await ok(submitAttempt(db, lin, sitting, clock.minutes(5)))
    const [attempt] = await db.select().from(attempts)
    expect(attempt).toMatchObject({ state: 'graded', percent: '0', passed: false })
  })

  it('and shown so to whoever reads from a replica, where it is open for a moment still', async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    const path = join(freshFolder(), 'behind.db')
    db.engine.file?.prepare('vacuum into ?').run(path)
    const behind = openDb({ url: path })
    const near: Db = Object.assign(Object.create(behind) as Db, { engine: db.engine })
    const result = await resultFor(near, lin, sitting.attemptId, clock.minutes(30))
    behind.engine.close()
    expect(result).toMatchObject({ state: 'expired', phase: expect.not.stringMatching('during') })
  })
})
