import { and, count, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { flagQuestion } from '#app/learning/assessments/answers.server.ts'
import { examFor } from '#app/learning/assessments/exams.server.ts'
import { resultFor } from '#app/learning/assessments/results.server.ts'
import { noEntry } from '#app/learning/assessments/shown-answer.ts'
import { hashOf } from '#app/learning/assessments/sitting-token.server.ts'
import { startAttempt, takeOver } from '#app/learning/assessments/sittings.server.ts'
import { closeAttempt, overdueAttempts, submitAttempt } from '#app/learning/assessments/submissions.server.ts'
import { certificatesOf, findCertificate, verifyCertificate } from '#app/learning/certifications/certificates.server.ts'
import { certificatesHeld, compliantOn } from '#app/learning/certifications/certificates-held.server.ts'
import { enrol, withdraw } from '#app/learning/courses/enrolments.server.ts'
import { learnersFor } from '#app/learning/courses/learners.server.ts'
import { allowRetakes } from '#app/learning/courses/retakes.server.ts'
import { attempts, certificates, questionVersions, refusedResponses, responses } from '#db/schema/learning.ts'
import { transact } from '#db/transact.server.ts'
import { clock, eachEngine, freshDb, now, today } from '../support/database.ts'
import { code, lin, officer, ok, readAll, withCourse, wu } from './bank.ts'
import { answerAll, begin, save, secret, twoEntries, verdict } from './sittings.ts'

eachEngine('a sitting', (open) => {
  it('passes: the course is complete and the certificate granted, once', async () => {
    const db = await open()
    const sitting = await begin(db)
    await answerAll(db, sitting)
    await ok(submitAttempt(db, lin, sitting, clock.minutes(5)))
    await ok(submitAttempt(db, lin, sitting, clock.minutes(6)))
    const result = await resultFor(db, lin, sitting.attemptId, clock.minutes(5))
    expect(result).toMatchObject({ state: 'graded', percent: '100', passed: true, phase: 'closed', left: 2 })
    expect(result?.submittedAt).toBe(clock.minutes(5))
    const [certificate, ...others] = await certificatesOf(db, 'emp_lin', today)
    expect(others).toEqual([])
    expect(certificate).toMatchObject({ code: 'AML', validFrom: today, validThrough: '2027-09-30', state: 'valid' })
    expect(await certificatesHeld(db, ['emp_lin', 'emp_wu'])).toEqual([
      { employeeId: 'emp_lin', certification: 'AML', from: today, to: '2027-09-30' },
    ])
    expect(await compliantOn(db, ['emp_lin', 'emp_wu'], 'AML', '2027-09-30')).toEqual(new Set(['emp_lin']))
    expect(await compliantOn(db, ['emp_lin'], 'AML', '2027-10-01')).toEqual(new Set())
    expect(await verifyCertificate(db, certificate?.verificationCode ?? '', today)).toMatchObject({
      holderName: 'lin',
      state: 'valid',
    })
    expect(await findCertificate(db, wu, certificate?.id ?? '')).toBeNull()
  })

  it('fails below the pass mark, says what was wrong, and keeps the right answers back', async () => {
    const db = await open()
    const sitting = await begin(db)
    await answerAll(db, sitting, 3)
    await ok(submitAttempt(db, lin, sitting, clock.minutes(5)))
    const result = await resultFor(db, lin, sitting.attemptId, clock.minutes(5))
    expect(result).toMatchObject({ percent: '70', passed: false, phase: 'immediately', left: 2, certificateId: null })
    expect(result?.questions[0]).toMatchObject({ state: 'gave-up' })
    for (const question of result?.questions ?? []) {
      expect(question).not.toHaveProperty('right')
      expect(question).not.toHaveProperty('generalFeedback')
    }
  })

  it('keeps the newest answer, whatever order they arrive in', async () => {
    const db = await open()
    const sitting = await begin(db)
    const [slot, one, two] = await twoEntries(db, sitting)
    expect(await verdict(db, sitting, slot, 7, one)).toEqual({ kind: 'store', late: false })
    expect(await verdict(db, sitting, slot, 8, two)).toEqual({ kind: 'store', late: false })
    expect(await verdict(db, sitting, slot, 8, two)).toEqual({ kind: 'replay' })
    expect(await verdict(db, sitting, slot, 6, one)).toEqual({ kind: 'stale' })
    expect(await verdict(db, sitting, slot, 8, one)).toEqual({ kind: 'refuse', reason: 'conflict' })
    const exam = await examFor(db, lin, sitting, now)
    const kept = exam?.status === 'here' ? exam.questions.find((each) => each.slot === slot) : null
    expect(kept).toMatchObject({ seq: 8, entry: two, savedAt: now })
    expect(await db.select({ reason: refusedResponses.reason }).from(refusedResponses)).toEqual([
      { reason: 'conflict' },
    ])
  })

  it('says again of an answer that is no number, wherever it is shown, until there is one', async () => {
    const db = await open()
    const sitting = await begin(db)
    const numeric = async () => {
      const exam = await examFor(db, lin, sitting, now)
      return exam?.status === 'here' ? exam.questions.find((each) => each.kind === 'numeric') : undefined
    }
    const slot = (await numeric())?.slot ?? 0
    expect(await numeric()).toMatchObject({ unreadable: false })
    await verdict(db, sitting, slot, 1, { ...noEntry, text: 'sixty' })
    expect(await numeric()).toMatchObject({ unreadable: true, savedAt: now })
    await verdict(db, sitting, slot, 2, { ...noEntry, text: '60' })
    expect(await numeric()).toMatchObject({ unreadable: false })
  })

  it('goes on where it was on another device, and not on the first one any more', async () => {
    const db = await open()
    const sitting = await begin(db)
    const [slot, one, two] = await twoEntries(db, sitting)
    await verdict(db, sitting, slot, 1, one)
    expect(await examFor(db, lin, { ...sitting, sittingHash: '' }, now)).toMatchObject({ status: 'elsewhere' })
    const there = { ...sitting, sittingHash: hashOf((await ok(takeOver(db, lin, sitting.attemptId, now))).token) }
    expect(await verdict(db, sitting, slot, 2, two)).toEqual({ kind: 'refuse', reason: 'superseded' })
    expect(await code(submitAttempt(db, lin, sitting, now))).toBe('superseded')
    const exam = await examFor(db, lin, there, now)
    expect(exam?.status === 'here' && exam.questions.find((each) => each.slot === slot)?.entry).toEqual(one)
    expect(await verdict(db, there, slot, 2, two)).toEqual({ kind: 'store', late: false })
  })

  it('takes an answer within a minute after the deadline as late, and none after', async () => {
    const db = await open()
    const sitting = await begin(db)
    const [slot, one, two] = await twoEntries(db, sitting)
    expect(await verdict(db, sitting, slot, 1, one, clock.minutes(21))).toEqual({ kind: 'store', late: true })
    expect(await verdict(db, sitting, slot, 2, two, clock.minutes(21) + 1)).toEqual({
      kind: 'refuse',
      reason: 'deadline',
    })
    // The read that found it overdue has closed it.
    const [attempt] = await db.select().from(attempts)
    expect(attempt).toMatchObject({ state: 'graded', submittedAt: clock.minutes(20) })
  })

  it('is closed by the sweeper when time has run out, once', async () => {
    const db = await open()
    const sitting = await begin(db)
    await answerAll(db, sitting)
    expect(await overdueAttempts(db, clock.minutes(21), 10)).toEqual([])
    expect(await overdueAttempts(db, clock.minutes(22), 10)).toEqual([sitting.attemptId])
    const close = () => transact(db, (tx) => closeAttempt(tx, lin, sitting.attemptId, clock.minutes(22)))
    expect(await Promise.all([close(), close()])).toEqual([{ passed: true }, null])
    expect(await overdueAttempts(db, clock.minutes(22), 10)).toEqual([])
    expect(await db.select({ n: count() }).from(certificates)).toEqual([{ n: 1 }])
  })

  it('in which nothing was answered has expired, and counts', async () => {
    const db = await open()
    const { attemptId, enrolmentId } = await begin(db)
    expect(await resultFor(db, lin, attemptId, clock.minutes(30))).toMatchObject({ state: 'expired', passed: false })
    const next = await ok(startAttempt(db, lin, { enrolmentId, locale: 'en', secret }, clock.minutes(31)))
    expect(next.id).not.toBe(attemptId)
    expect(next.deadlineAt).toBe(clock.minutes(51))
  })
})

describe('attacks on a sitting that must fail', () => {
  const sat = async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    const [slot, one, two] = await twoEntries(db, sitting)
    return { db, sitting, slot, one, two }
  }

  it('1: the payload of an open sitting holds neither key nor feedback nor the options’ own numbers', async () => {
    const { db, sitting } = await sat()
    const exam = await examFor(db, lin, sitting, now)
    const payload = JSON.stringify(exam)
    for (const word of ['fraction', 'feedback', 'optionOrder', '"key"', 'questionVersionId', 'sittingHash', 'aml-0'])
      expect(payload).not.toContain(word)
    expect(payload).not.toContain(sitting.sittingHash)
  })
  it('2: someone else’s sitting does not exist', async () => {
    const { db, sitting, slot, one } = await sat()
    expect(await examFor(db, wu, sitting, now)).toBeNull()
    expect(await resultFor(db, wu, sitting.attemptId, now)).toBeNull()
    expect(await code(save(db, sitting, slot, 1, one, now, wu))).toBe('no-such-attempt')
    expect(await code(submitAttempt(db, wu, sitting, now))).toBe('no-such-attempt')
    expect(await code(takeOver(db, wu, sitting.attemptId, now))).toBe('no-such-attempt')
  })
  it('3: nobody sits for another by delegation', async () => {
    const { db, sitting, slot, one } = await sat()
    const lent = { ...lin, onBehalfOf: 'acc_lin', id: 'acc_wu', lentActs: ['attempt.'] }
    expect(await code(save(db, sitting, slot, 1, one, now, lent))).toBe('no-such-attempt')
  })
  it('4: a wrong or absent token answers nothing', async () => {
    const { db, sitting, slot, one } = await sat()
    for (const sittingHash of ['', hashOf('guess')])
      expect(await verdict(db, { ...sitting, sittingHash }, slot, 1, one)).toEqual({
        kind: 'refuse',
        reason: 'superseded',
      })
  })
  it('5: a second start is the same sitting with the same questions and the same deadline', async () => {
    const { db, sitting } = await sat()
    const again = await ok(
      startAttempt(db, lin, { enrolmentId: sitting.enrolmentId, locale: 'zh-CN', secret }, clock.minutes(9)),
    )
    expect(again).toEqual({ id: sitting.attemptId, token: null, deadlineAt: clock.minutes(20) })
  })
  it('6: two starts at once are one attempt', async () => {
    const db = await freshDb()
    const { courseId } = await withCourse(db)
    const enrolmentId = await readAll(db, lin, courseId)
    const start = () => ok(startAttempt(db, lin, { enrolmentId, locale: 'en', secret }, now))
    const [a, b] = await Promise.all([start(), start()])
    expect(a.id).toBe(b.id)
    expect(await db.select({ n: count() }).from(attempts)).toEqual([{ n: 1 }])
  })
  it('7: a takeover after the end opens nothing', async () => {
    const { db, sitting } = await sat()
    expect(await code(takeOver(db, lin, sitting.attemptId, clock.minutes(22)))).toBe('closed')
  })
  it('8: an answer after handing in changes nothing', async () => {
    const { db, sitting, slot, one } = await sat()
    await ok(submitAttempt(db, lin, sitting, clock.minutes(1)))
    expect(await verdict(db, sitting, slot, 99, one, clock.minutes(2))).toEqual({ kind: 'refuse', reason: 'closed' })
    expect(await code(flagQuestion(db, lin, { ...sitting, slot, flagged: true }, clock.minutes(2)))).toBe('closed')
    const [kept] = await db
      .select({ seq: responses.seq })
      .from(responses)
      .where(and(eq(responses.attemptId, sitting.attemptId), eq(responses.slot, slot)))
    expect(kept?.seq).toBe(0)
  })
  it('9: an entry that is not of the question is refused', async () => {
    const { db, sitting, slot } = await sat()
    for (const entry of [
      { ...noEntry, places: [0, 1] },
      { ...noEntry, places: [99] },
      { ...noEntry, pairs: [0, 1, 2, 3, 4, 5, 6] },
      { ...noEntry, text: 'A' },
    ])
      expect(await code(save(db, sitting, slot, 1, entry))).toBe('unfit-answer')
    expect(await code(save(db, sitting, 99, 1, noEntry))).toBe('no-such-attempt')
  })
  it('10: no fourth attempt, and withdrawing gives none back', async () => {
    const { db, sitting } = await sat()
    let at = now
    for (let no = 1; no <= 3; no++) {
      const begun = await ok(startAttempt(db, lin, { enrolmentId: sitting.enrolmentId, locale: 'en', secret }, at))
      at += 60_000
      const { token } = await ok(takeOver(db, lin, begun.id, at))
      await ok(submitAttempt(db, lin, { attemptId: begun.id, sittingHash: hashOf(token) }, at))
    }
    const fourth = startAttempt(db, lin, { enrolmentId: sitting.enrolmentId, locale: 'en', secret }, at)
    expect(await code(fourth)).toBe('no-attempts-left')
    expect(await code(withdraw(db, lin, sitting.enrolmentId, at))).toBe('attempt-begun')
    expect(await code(allowRetakes(db, lin, [sitting.enrolmentId], at))).toBe('not-allowed')
    expect((await ok(enrol(db, lin, sitting.courseId, null, at))).id).toBe(sitting.enrolmentId)
  })
  it('10b: only the learning office opens another round, and only when there is none left', async () => {
    const { db, sitting } = await sat()
    const round = [sitting.enrolmentId]
    const stuck = async () =>
      (await learnersFor(db, officer, { courseId: null, state: 'used-up', q: '' }, { limit: 9, offset: 0 }))?.rows.map(
        ({ id }) => id,
      )
    expect(await code(allowRetakes(db, officer, round, now))).toBe('attempts-left')
    expect(await stuck()).toEqual([])
    for (let no = 1; no <= 3; no++) {
      const begun = await ok(
        startAttempt(db, lin, { enrolmentId: sitting.enrolmentId, locale: 'en', secret }, now + no),
      )
      const { token } = await ok(takeOver(db, lin, begun.id, now + no))
      await ok(submitAttempt(db, lin, { attemptId: begun.id, sittingHash: hashOf(token) }, now + no))
    }
    for (const own of [{ employeeId: 'emp_lin' }, { lenderId: 'emp_lin' }])
      expect(await code(allowRetakes(db, { ...officer, ...own }, round, now))).toBe('attempts-left')
    // The list says for whom there is something to allow.
    expect(await stuck()).toEqual(round)
    expect(await ok(allowRetakes(db, officer, round, now))).toEqual({ allowed: 1 })
    expect(await stuck()).toEqual([])
    const { id } = await ok(enrol(db, lin, sitting.courseId, null, now))
    expect(id).not.toBe(sitting.enrolmentId)
    await ok(startAttempt(db, lin, { enrolmentId: id, locale: 'en', secret }, now + 9))
  })
  it('11: no assessment before the lessons', async () => {
    const db = await freshDb()
    const { courseId } = await withCourse(db)
    const { id } = await ok(enrol(db, lin, courseId, null, now))
    expect(await code(startAttempt(db, lin, { enrolmentId: id, locale: 'en', secret }, now))).toBe('lessons-first')
  })
  it('12: choosing every option of every question does not pass', async () => {
    const { db, sitting } = await sat()
    const exam = await examFor(db, lin, sitting, now)
    for (const question of exam?.status === 'here' ? exam.questions : []) {
      const places = question.kind === 'multiple' ? question.options.map((_, place) => place) : [0]
      const entry = question.kind === 'numeric' ? { ...noEntry, text: '*' } : { ...noEntry, places }
      await save(db, sitting, question.slot, 1, entry)
    }
    await ok(submitAttempt(db, lin, sitting, now))
    const rows = await db
      .select({ fraction: responses.fraction, kind: questionVersions.kind })
      .from(responses)
      .innerJoin(questionVersions, eq(questionVersions.id, responses.questionVersionId))
    for (const row of rows.filter((each) => each.kind === 'multiple')) expect(row.fraction).toBe('0')
    expect((await resultFor(db, lin, sitting.attemptId, now))?.passed).toBe(false)
  })
})
