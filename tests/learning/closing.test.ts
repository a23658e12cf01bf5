/** What counts when an attempt begins and ends: whose certificate, which day, what was answered. */
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { flagQuestion } from '#app/learning/assessments/answers.server.ts'
import { examFor } from '#app/learning/assessments/exams.server.ts'
import { openSittings } from '#app/learning/assessments/open-sittings.server.ts'
import { resultFor } from '#app/learning/assessments/results.server.ts'
import { noEntry } from '#app/learning/assessments/shown-answer.ts'
import { hashOf } from '#app/learning/assessments/sitting-token.server.ts'
import { startAttempt, takeOver } from '#app/learning/assessments/sittings.server.ts'
import { closeAttempt, overdueAttempts, submitAttempt } from '#app/learning/assessments/submissions.server.ts'
import { grantCertificate } from '#app/learning/certifications/certificates.server.ts'
import { enrol, withdraw } from '#app/learning/courses/enrolments.server.ts'
import type { Question } from '#app/learning/questions/question.ts'
import { type Db, openDb } from '#db/client.server.ts'
import {
  assessments,
  attempts,
  certificates,
  certifications,
  questionVersions,
  responses,
} from '#db/schema/learning.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb, freshFolder, now, today } from '../support/database.ts'
import { activate, code, content, lin, officer, ok, readAll, withCourse, wu } from './bank.ts'
import { answerAll, begin, type Sitting, secret, twoEntries, verdict } from './sittings.ts'

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
const ask = async (
  db: Db,
  sitting: Sitting,
  made: (question: Question) => Question,
  chinese?: (question: Question) => Question,
) => {
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
      .set({ body: { en: made(question), ...(chinese && { 'zh-CN': chinese(question) }) } })
      .where(eq(questionVersions.id, row.id)),
  )
}
/** Sets what an attempt is passed by, for every assessment that there is. */
const passBy = async (db: Db, passPercent: string) => {
  const [row] = await db.select({ settings: assessments.settings }).from(assessments)
  if (!row) throw new Error('no assessment')
  await transact(db, (tx) => tx.update(assessments).set({ settings: { ...row.settings, passPercent } }))
}
const stateOf = async (db: Db) => (await db.select({ state: attempts.state }).from(attempts))[0]?.state
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
    // What was certified was this course, and no other.
    const other = await activate(db, content('data-protection'))
    const second = await ok(enrol(db, lin, other.courseId, null, now))
    expect(await code(start(db, second.id))).toBe('lessons-first')
  })

  it('beside one that is open in another course, each with the questions of its own', async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    const other = await activate(db, content('data-protection'))
    const { id } = await ok(start(db, await readAll(db, lin, other.courseId)))
    expect(id).not.toBe(sitting.attemptId)
    const [first, second] = [await asked(db, sitting.attemptId), await asked(db, id)]
    expect(second.filter((each) => first.includes(each))).toEqual([])
    expect((await openSittings(db, lin, now)).map(({ courseId }) => courseId)).toEqual([
      ...[sitting.courseId, other.courseId],
    ])
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

  it('with other questions also where it is a new version of the course that is taken again', async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    await answerAll(db, sitting)
    await ok(submitAttempt(db, lin, sitting, clock.minutes(1)))
    await activate(db, { ...content(), digest: 'said anew' })
    const { id } = await ok(start(db, await readAll(db, lin, sitting.courseId), clock.minutes(3)))
    const [first, second] = [await asked(db, sitting.attemptId), await asked(db, id)]
    const pool = await db.$count(questionVersions)
    expect(new Set([...first, ...second]).size).toBe(Math.min(pool, first.length + second.length))
  })

  it('whatever colleagues sit or were asked: everybody has an attempt and a draw of their own', async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    const enrolmentId = await readAll(db, wu, sitting.courseId)
    const { id } = await ok(startAttempt(db, wu, { enrolmentId, locale: 'en', secret }, now))
    expect(id).not.toBe(sitting.attemptId)
    const before = await asked(db, sitting.attemptId)
    // Were the colleague's questions put back, none of these would be among them.
    expect((await asked(db, id)).filter((each) => before.includes(each))).not.toEqual([])
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

  it('expired where nothing was answered and its time ran out, graded where it is handed in on the last instant', async () => {
    for (const [at, state] of [
      [clock.minutes(20), 'graded'],
      [clock.minutes(20) + 1, 'expired'],
    ] as const) {
      const db = await freshDb()
      await ok(submitAttempt(db, lin, await begin(db), at))
      expect(await stateOf(db)).toBe(state)
    }
  })

  it('submitted, not expired, where its time ran out and all that was written is an essay', async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    await ask(db, sitting, ({ id, name, stem, tags, category, generalFeedback }) => ({
      ...{ id, name, stem, tags, category, generalFeedback },
      kind: 'essay',
    }))
    await verdict(db, sitting, 1, 1, { ...noEntry, text: 'What I would report, and to whom' })
    expect(await resultFor(db, lin, sitting.attemptId, clock.minutes(30))).toMatchObject({ state: 'submitted' })
    expect(await db.select({ at: attempts.gradedAt }).from(attempts)).toEqual([{ at: null }])
  })

  it('passed by nobody who answered nothing, though nothing is asked for to pass', async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    await passBy(db, '0')
    await ok(submitAttempt(db, lin, sitting, clock.minutes(5)))
    expect(await resultFor(db, lin, sitting.attemptId, clock.minutes(6))).toMatchObject({ percent: '0', passed: false })
    expect(await db.$count(certificates)).toBe(0)
    const { id, token } = await ok(start(db, sitting.enrolmentId, clock.minutes(7)))
    const again = { ...sitting, attemptId: id, sittingHash: hashOf(token ?? '') }
    const [slot, one] = await twoEntries(db, again)
    await verdict(db, again, slot, 1, one, clock.minutes(8))
    await ok(submitAttempt(db, lin, again, clock.minutes(9)))
    expect(await resultFor(db, lin, id, clock.minutes(9))).toMatchObject({ passed: true })
  })

  it('for every device: whichever hands in again is told the same', async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    const { token } = await ok(takeOver(db, lin, sitting.attemptId, clock.minutes(1)))
    await ok(submitAttempt(db, lin, { ...sitting, sittingHash: hashOf(token) }, clock.minutes(2)))
    for (const device of [{ ...sitting, sittingHash: hashOf(token) }, sitting])
      expect(await examFor(db, lin, device, clock.minutes(2))).toMatchObject({ status: 'over' })
    const again = { id: sitting.attemptId }
    expect(await ok(submitAttempt(db, lin, sitting, clock.minutes(3)))).toEqual(again)
    expect(await ok(submitAttempt(db, lin, { ...sitting, sittingHash: '' }, clock.minutes(40)))).toEqual(again)
    expect(await code(takeOver(db, lin, sitting.attemptId, clock.minutes(3)))).toBe('closed')
  })

  it('for a device that lost the sitting not before time and slack are over', async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    await answerAll(db, sitting)
    await ok(takeOver(db, lin, sitting.attemptId, clock.minutes(10)))
    expect(await code(submitAttempt(db, lin, sitting, clock.minutes(21)))).toBe('superseded')
    expect(await stateOf(db)).toBe('in-progress')
    await ok(submitAttempt(db, lin, sitting, clock.minutes(21) + 1))
    expect(await db.select().from(attempts)).toMatchObject([{ state: 'graded', submittedAt: clock.minutes(20) }])
    expect(await db.$count(certificates)).toBe(1)
  })
})

it('a sitting is shown in the language in which it was begun, and so is what became of it', async () => {
  const db = await freshDb()
  const sitting = await begin(db)
  const hasChinese = (shown: unknown) => /\p{Script=Han}/u.test(JSON.stringify(shown))
  const exam = await examFor(db, lin, sitting, now)
  expect(exam?.status === 'here' && exam.questions.map(hasChinese)).not.toContain(true)
  await answerAll(db, sitting)
  await ok(submitAttempt(db, lin, sitting, clock.minutes(5)))
  const result = await resultFor(db, lin, sitting.attemptId, clock.minutes(6))
  expect(result?.questions.map(hasChinese)).not.toContain(true)
})

describe('a sitting is graded', () => {
  it('each question by its own points, which add up to the attempt’s', async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    await answerAll(db, sitting, 2)
    await ok(submitAttempt(db, lin, sitting, clock.minutes(5)))
    const rows = await db
      .select({ slot: responses.slot, mark: responses.mark, most: responses.maxMark })
      .from(responses)
    expect(rows.filter(({ slot, mark, most }) => mark !== (slot > 2 ? most : '0'))).toEqual([])
    const [attempt] = await db.select({ marks: attempts.marks }).from(attempts)
    expect(Number(attempt?.marks)).toBe(rows.reduce((sum, { mark }) => sum + Number(mark), 0))
  })

  it('in the language in which it was sat: words that are right in the other are not', async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    const short = (pattern: string, { id, name, stem, tags, category, generalFeedback }: Question): Question => ({
      ...{ id, name, stem, tags, category, generalFeedback, kind: 'short-answer', caseSensitive: false },
      answers: [{ pattern, fraction: 1, feedback: null }],
    })
    await ask(
      db,
      sitting,
      (question) => short('report', question),
      (question) => short('报告', question),
    )
    await verdict(db, sitting, 1, 1, { ...noEntry, text: 'report' })
    await ok(submitAttempt(db, lin, sitting, clock.minutes(5)))
    const [first] = await db.select({ fraction: responses.fraction }).from(responses).where(eq(responses.slot, 1))
    expect(first).toEqual({ fraction: '1' })
  })
})

describe('the minute after the deadline', () => {
  const last = clock.minutes(21)

  it('is still the sitting’s, to its last instant: it is shown, marked and taken over', async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    const mark = (at: number, of: Sitting = sitting) => flagQuestion(db, lin, { ...of, slot: 1, flagged: true }, at)
    expect(await examFor(db, lin, sitting, last)).toMatchObject({ status: 'here' })
    expect(await ok(start(db, sitting.enrolmentId, last))).toMatchObject({ id: sitting.attemptId })
    await ok(mark(last))
    const exam = await examFor(db, lin, sitting, last)
    expect(exam?.status === 'here' && exam.questions.filter(({ flagged }) => flagged).map(({ slot }) => slot)).toEqual([
      1,
    ])
    expect(await code(mark(last + 1))).toBe('closed')
    expect(await db.select({ slot: responses.slot }).from(responses).where(eq(responses.isFlagged, true))).toEqual([
      { slot: 1 },
    ])
    expect(await code(takeOver(db, lin, sitting.attemptId, last + 1))).toBe('closed')
    await ok(takeOver(db, lin, sitting.attemptId, last))
    expect(await code(mark(last))).toBe('superseded')
    expect(await examFor(db, lin, sitting, last + 1)).toMatchObject({ status: 'over' })
  })

  it('is no time left: the sitting is named on other pages until its deadline alone', async () => {
    const db = await freshDb()
    await begin(db)
    const left = async (at: number, who = lin) =>
      (await openSittings(db, who, at)).map(({ minutesLeft }) => minutesLeft)
    expect(await left(now)).toEqual([20])
    expect(await left(clock.minutes(20) - 1)).toEqual([1])
    expect(await left(clock.minutes(20))).toEqual([])
    expect(await left(now, wu)).toEqual([])
  })
})

it('of several sittings whose time is over the one that ended first is closed first', async () => {
  const db = await freshDb()
  const { attemptId, courseId } = await begin(db, lin, clock.minutes(1))
  const enrolmentId = await readAll(db, wu, courseId)
  const { id } = await ok(startAttempt(db, wu, { enrolmentId, locale: 'en', secret }, now))
  expect(await overdueAttempts(db, clock.minutes(60), 1)).toEqual([id])
  expect(await overdueAttempts(db, clock.minutes(60), 2)).toEqual([id, attemptId])
})
