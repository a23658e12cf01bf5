/** What is done to one session, pairing or programme touches no other, and nothing is done to what is not there. */
import { asc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import { addDays } from '#app/kernel/day.ts'
import { confirmMatching, previewOf } from '#app/mentoring/matchings.server.ts'
import { setGoal } from '#app/mentoring/pairing-goals.server.ts'
import { endPairing, findPairing, keepAgenda, pairingsOf, sessionsToConfirm } from '#app/mentoring/pairings.server.ts'
import { joinAsMentee, joinAsMentor, leaveProgramme, participantsOf, wish } from '#app/mentoring/participants.server.ts'
import { barOf, type Partner, type ProgrammeRules } from '#app/mentoring/programme.ts'
import { closeProgramme, findProgramme, openProgramme, reviseProgramme } from '#app/mentoring/programmes.server.ts'
import {
  confirmSession,
  correctSession,
  logSession,
  sessionsOf,
  withdrawSession,
} from '#app/mentoring/sessions.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { matchPreferences, pairings, programmeMentees, programmes } from '#db/schema/mentoring.ts'
import { unitPlacements } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { branchPath, hr, openBank, person } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { code, joined, paired, preview, terms } from './bank.ts'

const { now, today } = clock
const held = { heldOn: today, minutes: 45, topics: 'Customers', agreed: 'Role plays' }

describe('a session', () => {
  it('is there, and of a pairing that its reader sees, before anything is done to it', async () => {
    const db = await freshDb()
    const { pairing } = await paired(db)
    const { id } = must(await logSession(db, person(3), pairing.id, held, now))
    const act = async (n: number, given: { id: string; revision: number }) => [
      code(await confirmSession(db, person(n), given, now)),
      code(await correctSession(db, person(n), { ...given, ...held }, now)),
      code(await withdrawSession(db, person(n), given, now)),
    ]
    expect(await act(3, { id: 'mss_9', revision: 1 })).toEqual(Array(3).fill('no-such-session'))
    // The other pair sees nothing of it.
    expect(await act(4, { id, revision: 1 })).toEqual(Array(3).fill('no-such-session'))
    expect(await sessionsOf(db, pairing.id)).toMatchObject([{ revision: 1, withdrawnAt: null }])
  })

  it('stands above those logged before it on the same day, and waits for the other until both have confirmed', async () => {
    const db = await freshDb()
    const { pairing } = await paired(db)
    const log = async (n: number, at: number) => must(await logSession(db, person(n), pairing.id, held, now + at)).id
    const [first, second, third] = [await log(3, 0), await log(1, 1), await log(3, 2)]
    expect((await sessionsOf(db, pairing.id)).map(({ id }) => id)).toEqual([third, second, first])
    const waiting = async (n: number) => (await sessionsToConfirm(db, person(n))).map(({ id }) => id).sort()
    expect([await waiting(1), await waiting(3)]).toEqual([[first, third].sort(), [second]])
    must(await confirmSession(db, person(1), { id: first, revision: 1 }, now))
    must(await withdrawSession(db, person(3), { id: third, revision: 1 }, now))
    expect([await waiting(1), await waiting(3)]).toEqual([[], [second]])
    expect((await pairingsOf(db, 'emp_3'))[0]).toMatchObject({ confirmed: 1 })
  })
})

describe('a pairing', () => {
  it('is found by either of the two, the newest first, and nothing is done to one that there is not', async () => {
    const db = await freshDb()
    const { pairing } = await paired(db)
    await transact(db, async (tx) => {
      const [row] = await tx.select().from(pairings).where(eq(pairings.id, pairing.id))
      if (!row) throw new Error('no pairing')
      await tx.insert(pairings).values({ ...row, id: 'prg_0', startedOn: '2026-12-01', menteeId: 'emp_5' })
    })
    const of = async (employeeId: string) => (await pairingsOf(db, employeeId)).map(({ id }) => id)
    expect([await of('emp_1'), await of('emp_3'), await of('emp_5')]).toEqual([
      ['prg_0', pairing.id],
      [pairing.id],
      ['prg_0'],
    ])
    const none = { id: 'prg_9', revision: 1 }
    expect(code(await keepAgenda(db, person(1), { ...none, agenda: 'x', nextOn: null }, now))).toBe('no-such-pairing')
    expect(code(await endPairing(db, person(1), { ...none, reason: 'x' }, now))).toBe('no-such-pairing')
    expect(code(await setGoal(db, person(1), { pairingId: 'prg_9', text: 'x', dueOn: null }, now))).toBe(
      'no-such-pairing',
    )
  })
})

describe('a programme', () => {
  it('is touched alone by who joins, wishes and leaves, and so are its wishes', async () => {
    const db = await freshDb()
    const id = await joined(db)
    const other = must(await openProgramme(db, hr, { ...terms, code: 'OTHER' }, now)).id
    const revision = async (of: string) => (await findProgramme(db, hr, of))?.revision
    expect(await revision(other)).toBe(1)
    const before = (await revision(id)) ?? 0
    // The one who leaves takes along their own wishes and those for them.
    must(await wish(db, person(1), { programmeId: id, employeeId: 'emp_1', wishes: ['emp_4', 'emp_3'] }, now))
    must(await leaveProgramme(db, person(3), { programmeId: id, employeeId: 'emp_3' }, now))
    expect(await revision(id)).toBe(before + 2)
    const left = await db
      .select()
      .from(matchPreferences)
      .orderBy(asc(matchPreferences.fromEmployeeId), matchPreferences.rank)
    expect(left.map((each) => [each.fromEmployeeId, each.toEmployeeId, each.rank])).toEqual([
      ['emp_1', 'emp_4', 1],
      ['emp_4', 'emp_1', 1],
      ['emp_4', 'emp_2', 2],
    ])
    expect(await revision(other)).toBe(1)
  })

  it('that there is not is joined by nobody, nor opened for a unit that there is not', async () => {
    const db = await freshDb()
    await joined(db)
    const of = { programmeId: 'mpg_9', employeeId: 'emp_5' }
    const none = 'no-such-programme'
    expect(code(await joinAsMentor(db, person(5), { ...of, capacity: 1 }, now))).toBe(none)
    expect(code(await joinAsMentee(db, person(5), { ...of, competencyIds: [] }, now))).toBe(none)
    expect(code(await wish(db, person(5), { ...of, wishes: [] }, now))).toBe(none)
    expect(code(await leaveProgramme(db, person(5), of, now))).toBe(none)
    expect(code(await openProgramme(db, hr, { ...terms, code: 'X', unitId: 'unt_9' }, now))).toBe('no-such-unit')
    const stranger = { programmeId: (await db.select().from(programmes))[0]?.id ?? '', employeeId: 'emp_9' }
    expect(code(await joinAsMentor(db, person(9), { ...stranger, capacity: 1 }, now))).toBe(none)
  })

  it('and its pairs are HR’s of its unit, and of the whole bank once that unit is closed', async () => {
    const db = await freshDb()
    const { programmeId, pairing } = await paired(db)
    const branchHr = { ...hr, grants: [{ role: 'hr-officer', path: branchPath }] }
    const elsewhere = { ...hr, grants: [{ role: 'hr-officer', path: '/HO/B2/' }] }
    const seen = async (actor: Actor) => [
      (await findProgramme(db, actor, programmeId)) !== null,
      (await findPairing(db, actor, pairing.id)) !== null,
    ]
    expect([await seen(branchHr), await seen(elsewhere), await seen(hr)]).toEqual([
      [true, true],
      [false, false],
      [true, true],
    ])
    await transact(db, (tx) =>
      tx
        .update(unitPlacements)
        .set({ toOn: addDays(today, -1) })
        .where(eq(unitPlacements.unitId, 'unt_b1')),
    )
    expect([await seen(branchHr), await seen(hr)]).toEqual([
      [false, false],
      [true, true],
    ])
  })

  it('is revised and closed alone', async () => {
    const db = await freshDb()
    const id = await joined(db)
    const other = must(await openProgramme(db, hr, { ...terms, code: 'OTHER' }, now)).id
    const { code: _, unitId: __, ...revised } = terms
    const revision = (await findProgramme(db, hr, id))?.revision ?? 0
    must(await reviseProgramme(db, hr, id, { ...revised, name: { en: 'New' }, revision }, now))
    expect([(await findProgramme(db, hr, id))?.name, (await findProgramme(db, hr, other))?.name]).toEqual([
      { en: 'New' },
      terms.name,
    ])
    must(await closeProgramme(db, hr, id, revision + 1, now))
    expect([(await findProgramme(db, hr, id))?.closedAt, (await findProgramme(db, hr, other))?.closedAt]).toEqual([
      now,
      null,
    ])
  })

  it('lists who takes part by their numbers, whoever joined first', async () => {
    const db = await freshDb()
    await openBank(db, { count: 5 })
    const { id } = must(await openProgramme(db, hr, terms, now))
    for (const n of [3, 1])
      must(await joinAsMentor(db, person(n), { programmeId: id, employeeId: `emp_${n}`, capacity: 1 }, now))
    for (const n of [5, 2, 4])
      must(await joinAsMentee(db, person(n), { programmeId: id, employeeId: `emp_${n}`, competencyIds: [] }, now))
    const { mentors, mentees } = await participantsOf(db, id, today)
    expect([mentors, mentees].map((side) => side.map(({ number }) => number))).toEqual([
      ['S-001', 'S-003'],
      ['S-002', 'S-004', 'S-005'],
    ])
  })

  it('matches four hundred at once and no more', async () => {
    const db = await freshDb()
    await openBank(db, { count: 401 })
    const { id } = must(await openProgramme(db, hr, terms, now))
    const waiting = (from: number, to: number) =>
      transact(db, (tx) =>
        insertRows(
          tx,
          programmeMentees,
          Array.from({ length: to - from + 1 }, (_, at) => ({
            ...{ programmeId: id, employeeId: `emp_${from + at}`, competencyIds: [], joinedAt: now },
          })),
        ),
      )
    await waiting(1, 400)
    expect((await preview(db, id)).unmatched).toHaveLength(400)
    const confirm = async () => {
      const pairs = [{ menteeId: 'emp_1', mentorId: null, reason: 'Later' }]
      return code(await confirmMatching(db, hr, { programmeId: id, revision: 1, pairs }, now))
    }
    expect(await confirm()).toBe('nobody-paired')
    await waiting(401, 401)
    const programme = await findProgramme(db, hr, id)
    expect(programme && (await previewOf(db, programme, today))).toBeNull()
    expect(await confirm()).toBe('too-many-at-once')
  })
})

describe('the rules of a programme', () => {
  const none: ProgrammeRules = {
    ...{ notOwnManager: false, sameCity: false, otherUnit: false, minimumYears: 0, method: 'fit' },
  }
  const partner = (employeeId: string, more: Partial<Partner> = {}): Partner => ({
    ...{ employeeId, number: employeeId, name: employeeId, unitId: 'unt_1', city: 'Hangzhou', lineManagerId: null },
    ...{ joinedOn: '2020-09-30', levels: new Map<string, number>() },
    ...more,
  })
  const bar = (rules: Partial<ProgrammeRules>, mentor: Partial<Partner>, mentee: Partial<Partner>) =>
    barOf({ ...none, ...rules }, partner('a', mentor), partner('b', mentee), today)
  it('forbid another city where both are noted', () => {
    const rules = { sameCity: true }
    expect(bar(rules, { city: 'Ningbo' }, {})).toBe('other-city')
    expect([bar(rules, {}, {}), bar(rules, { city: null }, {}), bar(rules, {}, { city: null })]).toEqual([
      null,
      null,
      null,
    ])
    expect(bar({}, { city: 'Ningbo' }, {})).toBeNull()
  })
  it('forbid one’s own unit, where there is one', () => {
    const rules = { otherUnit: true }
    expect([bar(rules, {}, {}), bar(rules, {}, { unitId: 'unt_2' })]).toEqual(['same-unit', null])
    expect([bar(rules, { unitId: null }, { unitId: null }), bar({}, {}, {})]).toEqual([null, null])
  })
  it('forbid a mentor who has not been with the bank for so many years, to the day', () => {
    const years = (minimumYears: number, joinedOn: string | null) => bar({ minimumYears }, { joinedOn }, {})
    expect([years(6, '2020-09-30'), years(6, '2020-10-01'), years(6, null)]).toEqual([null, 'too-new', 'too-new'])
    expect(years(0, null)).toBeNull()
  })
})
