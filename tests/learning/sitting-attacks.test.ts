/** What an examinee with a browser of their own might try: each must lead nowhere, and lose nothing that was saved. */
import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import * as core from 'zod/v4/core'
import { fieldsOf } from '#app/kernel/form-fields.ts'
import { answerForm } from '#app/learning/assessments/answer.form.ts'
import { flagQuestion } from '#app/learning/assessments/answers.server.ts'
import { examFor } from '#app/learning/assessments/exams.server.ts'
import { resultFor } from '#app/learning/assessments/results.server.ts'
import { noEntry } from '#app/learning/assessments/shown-answer.ts'
import { hashOf, randomOf, sittingCookie, sittingHashFrom } from '#app/learning/assessments/sitting-token.server.ts'
import { startAttempt, takeOver } from '#app/learning/assessments/sittings.server.ts'
import { submitAttempt } from '#app/learning/assessments/submissions.server.ts'
import { enrol } from '#app/learning/courses/enrolments.server.ts'
import type { Db } from '#db/client.server.ts'
import { attempts, certificates, refusedResponses, responses } from '#db/schema/learning.ts'
import { clock, eachEngine, freshDb, now } from '../support/database.ts'
import { activate, actor, code, content, lin, ok, readAll, wu } from './bank.ts'
import { answerAll, begin, type Sitting, save, secret, twoEntries, verdict } from './sittings.ts'

const sat = async () => {
  const db = await freshDb()
  const sitting = await begin(db)
  const [slot, one, two] = await twoEntries(db, sitting)
  return { db, sitting, slot, one, two }
}
const kept = async (db: Db, sitting: Sitting, slot: number) => {
  const [row] = await db
    .select({ seq: responses.seq, answer: responses.answer, savedAt: responses.savedAt, late: responses.savedLate })
    .from(responses)
    .where(and(eq(responses.attemptId, sitting.attemptId), eq(responses.slot, slot)))
  return row
}
const startAgain = async (db: Db, enrolmentId: string, at: number) => {
  const { id, token } = await ok(startAttempt(db, lin, { enrolmentId, locale: 'en', secret }, at))
  return { id, attemptId: id, sittingHash: hashOf(token ?? '') }
}
const keysIn = async (db: Db, attemptId: string, at: number) =>
  (await resultFor(db, lin, attemptId, at))?.questions.filter((question) => question.right).length

describe('the key', () => {
  it('of an earlier attempt stays back while the last one is being sat, and is given after it', async () => {
    const { db, sitting } = await sat()
    await ok(submitAttempt(db, lin, sitting, clock.minutes(1)))
    const second = await startAgain(db, sitting.enrolmentId, clock.minutes(2))
    await ok(submitAttempt(db, lin, second, clock.minutes(3)))
    expect(await keysIn(db, sitting.attemptId, clock.minutes(3))).toBe(0)
    const last = await startAgain(db, sitting.enrolmentId, clock.minutes(4))
    expect(await keysIn(db, sitting.attemptId, clock.minutes(5))).toBe(0)
    await ok(submitAttempt(db, lin, last, clock.minutes(6)))
    expect(await keysIn(db, sitting.attemptId, clock.minutes(6))).toBeGreaterThan(0)
  })

  it('of a passed attempt stays back while its certificate is being renewed', async () => {
    const { db, sitting } = await sat()
    await answerAll(db, sitting)
    await ok(submitAttempt(db, lin, sitting, clock.minutes(5)))
    expect(await keysIn(db, sitting.attemptId, clock.minutes(5))).toBeGreaterThan(0)
    const { id } = await ok(enrol(db, lin, sitting.courseId, null, clock.days(340)))
    await startAgain(db, id, clock.days(340))
    expect(await keysIn(db, sitting.attemptId, clock.days(340))).toBe(0)
  })

  it('of a failed attempt is given once a later one has passed, whose certificate is not the failed one’s', async () => {
    const { db, sitting } = await sat()
    await ok(submitAttempt(db, lin, sitting, clock.minutes(1)))
    const second = { ...sitting, ...(await startAgain(db, sitting.enrolmentId, clock.minutes(2))) }
    await answerAll(db, second)
    await ok(submitAttempt(db, lin, second, clock.minutes(5)))
    expect(await keysIn(db, sitting.attemptId, clock.minutes(5))).toBeGreaterThan(0)
    const shown = (attemptId: string) => resultFor(db, lin, attemptId, clock.minutes(5))
    expect(await shown(sitting.attemptId)).toMatchObject({ passed: false, certificateId: null })
    expect(await shown(second.attemptId)).toMatchObject({ passed: true, certificateId: expect.any(String) })
    const questions = (await shown(sitting.attemptId))?.questions ?? []
    expect(questions.map(({ slot }) => slot)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(questions.some(({ generalFeedback }) => generalFeedback)).toBe(true)
  })

  it('of one’s own attempt stays back while there is another left, however many colleagues began', async () => {
    const { db, sitting } = await sat()
    for (const who of ['wu', 'officer', 'checker']) {
      const enrolmentId = await readAll(db, actor(who), sitting.courseId)
      await ok(startAttempt(db, actor(who), { enrolmentId, locale: 'en', secret }, now))
    }
    await ok(submitAttempt(db, lin, sitting, clock.minutes(1)))
    expect(await resultFor(db, lin, sitting.attemptId, clock.minutes(1))).toMatchObject({ left: 2 })
    expect(await keysIn(db, sitting.attemptId, clock.minutes(1))).toBe(0)
  })

  it('of a passed attempt is given though another course is being sat, or this one by a colleague', async () => {
    const { db, sitting } = await sat()
    await answerAll(db, sitting)
    await ok(submitAttempt(db, lin, sitting, clock.minutes(5)))
    const other = await activate(db, content('data-protection'))
    await startAgain(db, await readAll(db, lin, other.courseId), clock.minutes(6))
    const enrolmentId = await readAll(db, wu, sitting.courseId)
    await ok(startAttempt(db, wu, { enrolmentId, locale: 'en', secret }, clock.minutes(6)))
    expect(await keysIn(db, sitting.attemptId, clock.minutes(6))).toBeGreaterThan(0)
  })

  it('of an open attempt is at no address of results', async () => {
    const { db, sitting } = await sat()
    expect(await resultFor(db, lin, sitting.attemptId, clock.minutes(1))).toMatchObject({
      phase: 'during',
      questions: [],
      percent: null,
      passed: null,
    })
  })
})

describe('an answer', () => {
  it('to a question that was not drawn is kept nowhere', async () => {
    const { db, sitting, one } = await sat()
    const before = await db.$count(responses)
    for (const slot of [0, -1, before + 1, 999])
      expect(await code(save(db, sitting, slot, 1, one))).toBe('no-such-attempt')
    expect([await db.$count(responses), await db.$count(refusedResponses)]).toEqual([before, 0])
  })

  it('in the shape of another question does not take away the one that is saved', async () => {
    const { db, sitting, slot, one } = await sat()
    await verdict(db, sitting, slot, 1, one)
    for (const entry of [
      { ...noEntry, text: 'A' },
      { ...noEntry, pairs: [0] },
      { ...one, text: 'A' },
    ])
      expect(await code(save(db, sitting, slot, 2, entry))).toBe('unfit-answer')
    const exam = await examFor(db, lin, sitting, now)
    const shown = exam?.status === 'here' ? exam.questions.find((each) => each.slot === slot) : null
    expect(shown).toMatchObject({ seq: 1, entry: one })
  })

  it('brings no mark of its own: the form knows none', () => {
    const body = new FormData()
    for (const [name, value] of [
      ['slot', '1'],
      ['seq', '1'],
      ['place[]', '0'],
      ['mark', '10'],
      ['fraction', '1'],
      ['passed', 'yes'],
      ['percent', '100'],
      ['savedAt', '0'],
      ['deadlineAt', '9999999999999'],
    ] as const)
      body.append(name, value)
    const read = core.safeParse(answerForm, fieldsOf(body))
    expect(read.data).toEqual({ slot: 1, seq: 1, place: [0], pair: [], text: '', next: 'review' })
  })

  it('is numbered from one, within nine digits', async () => {
    const { db, sitting, slot, one } = await sat()
    for (const seq of [0, -1]) expect(await code(save(db, sitting, slot, seq, one))).toBe('unfit-answer')
    for (const seq of ['-1', '1.5', '1e9', '1000000000', ''])
      expect(core.safeParse(answerForm, { slot: '1', seq }).success).toBe(false)
  })

  it('sent again after handing in is acknowledged and changes nothing, and only to the device that sent it', async () => {
    const { db, sitting, slot, one } = await sat()
    await verdict(db, sitting, slot, 1, one)
    await ok(submitAttempt(db, lin, sitting, clock.minutes(1)))
    const before = await kept(db, sitting, slot)
    expect(await verdict(db, sitting, slot, 1, one, clock.minutes(2))).toEqual({ kind: 'replay' })
    const other = { ...sitting, sittingHash: hashOf('another') }
    expect(await verdict(db, other, slot, 1, one, clock.minutes(2))).toEqual({ kind: 'refuse', reason: 'superseded' })
    expect(await kept(db, sitting, slot)).toEqual(before)
  })

  it('with the token of an earlier attempt, or of nobody, is refused', async () => {
    const { db, sitting, slot, one } = await sat()
    await ok(submitAttempt(db, lin, sitting, clock.minutes(1)))
    const second = await startAgain(db, sitting.enrolmentId, clock.minutes(2))
    const mixed = { ...sitting, attemptId: second.attemptId }
    expect(await verdict(db, mixed, slot, 1, one, clock.minutes(3))).toMatchObject({ reason: 'superseded' })
    expect(sittingHashFrom(`sitting-${sitting.attemptId}=abc`, second.attemptId)).toBe('')
    expect(sittingHashFrom(null, second.attemptId)).toBe('')
  })
})

describe('time', () => {
  it('is not bought by a takeover, an autosave, a mark or a clock that went back', async () => {
    const { db, sitting, slot, one, two } = await sat()
    const { token, deadlineAt } = await ok(takeOver(db, lin, sitting.attemptId, clock.minutes(10)))
    const there = { ...sitting, sittingHash: hashOf(token) }
    await verdict(db, there, slot, 1, one, clock.minutes(15))
    await ok(flagQuestion(db, lin, { ...there, slot, flagged: true }, clock.minutes(16)))
    await verdict(db, there, slot, 2, two, clock.minutes(-5))
    const [attempt] = await db.select({ deadlineAt: attempts.deadlineAt }).from(attempts)
    expect([deadlineAt, attempt?.deadlineAt]).toEqual([clock.minutes(20), clock.minutes(20)])
  })

  it('ends for handing in as well: what came after the slack is not in what is graded', async () => {
    const { db, sitting, slot, one, two } = await sat()
    await verdict(db, sitting, slot, 1, one, clock.minutes(20) + 30_000)
    expect(await verdict(db, sitting, slot, 2, two, clock.minutes(25))).toMatchObject({ reason: 'deadline' })
    expect(await verdict(db, sitting, slot, 2, two, clock.minutes(25))).toMatchObject({ reason: 'deadline' })
    await ok(submitAttempt(db, lin, sitting, clock.minutes(25)))
    expect(await kept(db, sitting, slot)).toMatchObject({ seq: 1, late: true })
    const result = await resultFor(db, lin, sitting.attemptId, clock.minutes(26))
    expect(result).toMatchObject({ state: 'graded', submittedAt: clock.minutes(20) })
    expect(result?.questions.find((question) => question.slot === slot)?.late).toBe(true)
    // For a complaint, what came too late is kept apart, once.
    const refused = await db
      .select({ seq: refusedResponses.seq, reason: refusedResponses.reason })
      .from(refusedResponses)
    expect(refused).toEqual([{ seq: 2, reason: 'deadline' }])
    // Another answer, or the same under another number, is another.
    await verdict(db, sitting, slot, 2, one, clock.minutes(25))
    await verdict(db, sitting, slot, 3, two, clock.minutes(25))
    expect(await db.$count(refusedResponses)).toBe(3)
  })

  it('that is over keeps of each question, and of each sitting, what came too late, though all say the same', async () => {
    const { db, sitting } = await sat()
    const enrolmentId = await readAll(db, wu, sitting.courseId)
    const { id, token } = await ok(startAttempt(db, wu, { enrolmentId, locale: 'en', secret }, now))
    const theirs = { ...sitting, attemptId: id, sittingHash: hashOf(token ?? '') }
    for (const slot of [1, 2]) await verdict(db, sitting, slot, 1, noEntry, clock.minutes(25))
    await verdict(db, theirs, 1, 1, noEntry, clock.minutes(25), wu)
    const kept = await db
      .select({ attemptId: refusedResponses.attemptId, slot: refusedResponses.slot })
      .from(refusedResponses)
    expect(kept).toEqual([
      { attemptId: sitting.attemptId, slot: 1 },
      { attemptId: sitting.attemptId, slot: 2 },
      { attemptId: id, slot: 1 },
    ])
  })

  it('that is over is why an answer is refused that was refused before for another reason: both are kept', async () => {
    const { db, sitting, slot, one, two } = await sat()
    await verdict(db, sitting, slot, 1, one)
    for (const at of [now, now, clock.minutes(25), clock.minutes(25)]) await verdict(db, sitting, slot, 1, two, at)
    const refused = await db
      .select({ seq: refusedResponses.seq, reason: refusedResponses.reason })
      .from(refusedResponses)
    expect(refused).toEqual([
      { seq: 1, reason: 'conflict' },
      { seq: 1, reason: 'deadline' },
    ])
  })
})

describe('the cookie of a sitting', () => {
  const cookie = (origin = 'https://people.bank.example', forMs = 20 * 60_000) =>
    sittingCookie('atm_1', 'a-token', forMs, origin)

  it('goes to the sitting alone, to no script and no other site, over TLS where the house has it', () => {
    expect(cookie().split('; ')).toEqual([
      ...['sitting-atm_1=a-token', 'Path=/sit', 'Max-Age=1800', 'HttpOnly', 'SameSite=Strict', 'Secure'],
    ])
    expect(cookie('http://127.0.0.1:3000')).not.toContain('Secure')
    // Ten minutes after the end are left to read what became of it.
    expect(cookie(undefined, -1)).toContain('Max-Age=600;')
  })

  it('is told from those of other sittings and from what others set', () => {
    const read = (header: string) => sittingHashFrom(header, 'atm_1')
    expect(read('session=x; sitting-atm_1=a-token')).toBe(hashOf('a-token'))
    expect(read('sitting-atm_12=other;sitting-atm_1=a-token')).toBe(hashOf('a-token'))
    expect(read('sitting-atm_12=other')).toBe('')
  })
})

it('chance is the server’s secret, the attempt and the thing it is for: change one and it is another', () => {
  const draw = (secret: string, attempt: string, what: string) => randomOf(secret, attempt)(what)()
  const draws = [draw('s', 'a', 'w'), draw('t', 'a', 'w'), draw('s', 'b', 'w'), draw('s', 'a', 'x')]
  expect(new Set(draws).size).toBe(4)
  expect(draw('s', 'a', 'w')).toBe(draws[0])
})

describe('another’s sitting', () => {
  it('cannot be begun through their enrolment, by name or by delegation', async () => {
    const { db, sitting } = await sat()
    const given = { enrolmentId: sitting.enrolmentId, locale: 'en', secret } as const
    expect(await code(startAttempt(db, wu, given, now))).toBe('no-such-enrolment')
    const lent = { ...lin, onBehalfOf: 'acc_lin', id: 'acc_wu', lentActs: ['attempt.'] }
    expect(await code(startAttempt(db, lent, given, now))).toBe('no-such-enrolment')
    expect(await code(takeOver(db, lent, sitting.attemptId, now))).toBe('no-such-attempt')
    expect(await code(submitAttempt(db, lent, sitting, now))).toBe('no-such-attempt')
  })

  it('is not reached with one’s own token', async () => {
    const { db, sitting, slot, one } = await sat()
    const own = await readAll(db, wu, sitting.courseId)
    const { token } = await ok(startAttempt(db, wu, { enrolmentId: own, locale: 'en', secret }, now))
    const mixed = { ...sitting, sittingHash: hashOf(token ?? '') }
    expect(await code(save(db, mixed, slot, 1, one, now, wu))).toBe('no-such-attempt')
    expect(await kept(db, sitting, slot)).toMatchObject({ seq: 0, answer: null })
  })
})

eachEngine('at once', (open) => {
  it('twenty autosaves in any order leave the newest', async () => {
    const db = await open()
    const sitting = await begin(db)
    const [slot, one, two] = await twoEntries(db, sitting)
    const order = [7, 20, 3, 12, 1, 18, 5, 9, 16, 2, 14, 11, 19, 4, 8, 17, 6, 13, 10, 15]
    const verdicts = await Promise.all(order.map((seq) => verdict(db, sitting, slot, seq, seq % 2 ? one : two)))
    expect(verdicts.filter(({ kind }) => kind === 'refuse')).toEqual([])
    const exam = await examFor(db, lin, sitting, now)
    const shown = exam?.status === 'here' ? exam.questions.find((each) => each.slot === slot) : null
    expect(shown).toMatchObject({ seq: 20, entry: two })
  })

  it('an answer beside a takeover is the lost device’s, and beside handing in too late: it is not stored', async () => {
    const db = await open()
    const sitting = await begin(db)
    const [slot, one, two] = await twoEntries(db, sitting)
    const [{ token }, left] = await Promise.all([
      ok(takeOver(db, lin, sitting.attemptId, now)),
      verdict(db, sitting, slot, 1, one),
    ])
    const there = { ...sitting, sittingHash: hashOf(token) }
    const [, late] = await Promise.all([
      ok(submitAttempt(db, lin, there, clock.minutes(1))),
      verdict(db, there, slot, 2, two, clock.minutes(1)),
    ])
    expect([left.kind, late.kind]).toEqual(['refuse', 'refuse'])
    expect(await kept(db, sitting, slot)).toMatchObject({ seq: 0, answer: null })
  })

  it('two who hand in are one, and an answer beside them is graded or refused, never kept ungraded', async () => {
    const db = await open()
    const sitting = await begin(db)
    await answerAll(db, sitting)
    const [slot, , two] = await twoEntries(db, sitting)
    const [late] = await Promise.all([
      verdict(db, sitting, slot, 2, two, clock.minutes(1)),
      ok(submitAttempt(db, lin, sitting, clock.minutes(1))),
      ok(submitAttempt(db, lin, sitting, clock.minutes(1))),
    ])
    const [row] = await db
      .select({ seq: responses.seq, fraction: responses.fraction })
      .from(responses)
      .where(and(eq(responses.attemptId, sitting.attemptId), eq(responses.slot, slot)))
    expect(row?.seq).toBe(late.kind === 'store' ? 2 : 1)
    expect(row?.fraction).not.toBeNull()
    expect(await db.$count(certificates)).toBeLessThanOrEqual(1)
  })
})
