/** Whom a pulse asks, from when to when, and who sees and ends it. */
import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import {
  answerPulse,
  closePulse,
  type NewPulse,
  openPulse,
  pulseResults,
  pulsesFor,
  pulsesOverseen,
} from '#app/feedback/pulses.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditContents, auditRecords } from '#db/schema/audit.ts'
import { pulseAnswers, pulseParticipations } from '#db/schema/feedback.ts'
import { assignments, unitPlacements, units } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { actorOf, hr, openBank, person } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'

const elsewhere = actorOf(null, [], { grants: [{ role: 'hr-officer', path: '/HO/B2/' }] })
const given: NewPulse = {
  ...{ name: { en: 'After Q3' }, unitId: 'unt_b1', cycleId: null, runId: null },
  ...{ opensOn: '2026-10-01', closesOn: '2026-10-14' },
}
const opened = async (more: Partial<NewPulse> = {}, count = 6) => {
  const db = await freshDb()
  await openBank(db, { count })
  return { db, id: await open(db, more) }
}
const open = async (db: Db, more: Partial<NewPulse> = {}) =>
  must(await openPulse(db, hr, { ...given, ...more }, clock.now)).id
const on = (n: number, today = given.opensOn) => ({ ...person(n), today })
const whole = { fairness: 4, clarity: 5, usefulness: 3 }
const answer = async (
  db: Db,
  pulseId: string,
  n: number,
  { today = given.opensOn, answers = whole as Record<string, number>, comment = null as string | null } = {},
) => {
  const outcome = await answerPulse(db, on(n, today), { pulseId, answers, comment }, clock.now)
  return outcome.ok ? 'done' : outcome.error.code
}
const code = (outcome: { ok: boolean; error?: { code: string } }) => outcome.error?.code ?? 'done'
/** Moves people to a unit: outlets stand below the branches, B2 beside B1. */
const move = (db: Db, people: readonly number[], code: string, path: string) =>
  transact(db, async (tx) => {
    const id = `unt_${code}`
    await tx.insert(units).values({ id, code, kind: 'branch', openedOn: '2020-01-01' })
    await tx.insert(unitPlacements).values({
      ...{ id: `upl_${code}`, unitId: id, parentId: 'unt_ho', legalEntityId: 'ent_1', name: { en: code } },
      ...{ path, fromOn: '2020-01-01' },
    })
    for (const n of people)
      await tx
        .update(assignments)
        .set({ unitId: id })
        .where(eq(assignments.employeeId, `emp_${n}`))
  })

describe('a pulse', () => {
  it('is open from its first day to its last, and to its part of the bank', async () => {
    const { db, id } = await opened()
    await move(db, [6], 'B2', '/HO/B2/')
    const days = ['2026-09-30', '2026-10-01', '2026-10-14', '2026-10-15']
    expect(await Promise.all(days.map(async (day) => (await pulsesFor(db, person(1), day)).length))).toEqual([
      0, 1, 1, 0,
    ])
    const codes = []
    for (const [at, today] of days.entries()) codes.push(await answer(db, id, at + 1, { today }))
    expect(codes).toEqual(['pulse-closed', 'done', 'done', 'pulse-closed'])
    expect(await pulsesFor(db, person(6), given.opensOn)).toEqual([])
    expect(await answer(db, id, 6)).toBe('no-such-pulse')
    expect(await pulsesFor(db, actorOf(null), given.opensOn)).toEqual([])
  })

  it('says to each person whether they took part, in which and on which day', async () => {
    const { db, id } = await opened()
    const other = await open(db, { name: { en: 'Another' } })
    await answer(db, id, 1, { today: '2026-10-02' })
    const tookPart = async (n: number) =>
      new Map((await pulsesFor(db, person(n), '2026-10-02')).map((each) => [each.id, each.tookPartOn]))
    expect(await tookPart(1)).toEqual(
      new Map([
        [id, '2026-10-02'],
        [other, null],
      ]),
    )
    expect(await tookPart(2)).toEqual(
      new Map([
        [id, null],
        [other, null],
      ]),
    )
    expect((await pulsesOverseen(db, hr)).map((each) => [each.id, each.tookPart]).sort()).toEqual(
      [
        [id, 1],
        [other, 0],
      ].sort(),
    )
  })

  it('asks for every answer, and keeps none that it did not ask for', async () => {
    const { db, id } = await opened()
    expect(await answer(db, id, 1, { answers: { fairness: 4, clarity: 5 } })).toBe('answer-all')
    expect(await answer(db, id, 1, { answers: { fairness: 4, clarity: 5, loyalty: 1 } })).toBe('answer-all')
    expect(await db.$count(pulseParticipations)).toBe(0)
    expect(await answer(db, id, 1, { answers: { ...whole, loyalty: 1 } })).toBe('done')
    expect(await db.select({ answers: pulseAnswers.answers }).from(pulseAnswers)).toEqual([{ answers: whole }])
  })

  it('may last a day, is opened for one’s part of the bank, and seen there alone', async () => {
    const { db, id } = await opened({ closesOn: given.opensOn })
    const fails = async (more: Partial<NewPulse>, actor = hr) =>
      code(await openPulse(db, actor, { ...given, ...more }, clock.now))
    expect(await fails({ closesOn: '2026-09-30' })).toBe('ends-before-it-begins')
    expect(await fails({ unitId: 'unt_none' })).toBe('no-such-unit')
    expect(await fails({}, elsewhere)).toBe('not-allowed')
    expect([await pulsesOverseen(db, elsewhere), await pulseResults(db, elsewhere, id)]).toEqual([[], null])
    expect(code(await closePulse(db, elsewhere, id, clock.now))).toBe('not-allowed')
  })

  it('is closed once, by itself, and then takes no more', async () => {
    const { db, id } = await opened()
    const other = await open(db, { name: { en: 'Another' } })
    await answer(db, id, 1)
    await answer(db, other, 1)
    await answer(db, other, 2)
    must(await closePulse(db, hr, id, clock.now))
    expect(code(await closePulse(db, hr, id, clock.now))).toBe('pulse-closed')
    expect(await answer(db, id, 2)).toBe('pulse-closed')
    expect((await pulsesFor(db, person(2), given.opensOn)).map((each) => each.id)).toEqual([other])
    const closing = and(eq(auditRecords.seq, auditContents.seq), eq(auditRecords.act, 'pulse.closed'))
    const [said] = await db
      .select({ content: auditContents.content })
      .from(auditContents)
      .innerJoin(auditRecords, closing)
    expect(said?.content).toMatchObject({ after: { answers: 1 } })
    expect(await answer(db, other, 3)).toBe('done')
  })
})

describe('what is read of a pulse', () => {
  it('is of its own answers, in batches of its own', async () => {
    const { db, id } = await opened({}, 12)
    const other = await open(db, { name: { en: 'Another' } })
    for (let n = 1; n <= 6; n++) for (const pulse of [id, other]) await answer(db, pulse, n)
    // Twelve wait together; of neither are there ten.
    expect(await db.$count(pulseAnswers, eq(pulseAnswers.batch, 1))).toBe(0)
    for (let n = 7; n <= 10; n++) await answer(db, id, n)
    must(await closePulse(db, hr, id, clock.now))
    const batches = await db
      .select({ batch: pulseAnswers.batch })
      .from(pulseAnswers)
      .where(eq(pulseAnswers.pulseId, id))
    expect(batches.map(({ batch }) => batch).sort()).toEqual([...Array(5).fill(1), ...Array(5).fill(2)])
    expect((await pulseResults(db, hr, id))?.whole[0]?.n).toBe(10)
    expect((await pulseResults(db, hr, other))?.whole[0]?.n).toBe(0)
  })

  it('is by branch, whatever outlets stand below it; small ones are counted and not shown', async () => {
    const { db, id } = await opened({ unitId: 'unt_ho' }, 14)
    await move(db, [1, 2], 'O1', '/HO/B1/O1/')
    await move(db, [6, 7, 8, 9, 10], 'B2', '/HO/B2/')
    await move(db, [11, 12], 'B3', '/HO/B3/')
    await move(db, [13, 14], 'B4', '/HO/B4/')
    for (let n = 1; n <= 14; n++)
      await answer(db, id, n, { answers: { ...whole, fairness: n <= 5 ? 5 : 1 }, comment: `${'edcba'[n % 5]}` })
    must(await closePulse(db, hr, id, clock.now))
    const results = await pulseResults(db, hr, id)
    // B3 and B4 have four answers together: the smallest that could be shown is hidden with them.
    expect(results?.groups.map(({ path, results: [first] }) => [path, first?.mean])).toEqual([['/HO/B1/', '5.00']])
    expect(results?.hiddenGroups).toBe(3)
    expect(results?.comments).toEqual([...(results?.comments ?? [])].sort())
    expect(results?.comments).toHaveLength(14)
  })
})
