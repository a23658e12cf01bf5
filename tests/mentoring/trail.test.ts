/** What is done in a programme and in a pairing: to that one alone, and each act in the trail. */
import { asc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { confirmMatching } from '#app/mentoring/matchings.server.ts'
import { dropGoal, goalsOf, reachGoal, setGoal } from '#app/mentoring/pairing-goals.server.ts'
import {
  endPairing,
  evaluate,
  findPairing,
  keepAgenda,
  pairingsIn,
  pairingsOf,
} from '#app/mentoring/pairings.server.ts'
import { leaveProgramme } from '#app/mentoring/participants.server.ts'
import {
  closeProgramme,
  findProgramme,
  openProgramme,
  programmesFor,
  programmesOverseen,
  reviseProgramme,
} from '#app/mentoring/programmes.server.ts'
import {
  confirmSession,
  correctSession,
  logSession,
  sessionsOf,
  withdrawSession,
} from '#app/mentoring/sessions.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { assignments, unitPlacements } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { actorOf, hr, openBank, person } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { code, joined, paired, preview, terms } from './bank.ts'

const { now } = clock
/** The acts upon one kind of thing, in their order. */
const trail = async (db: Db, kind: string) =>
  (
    await db
      .select({ act: auditRecords.act })
      .from(auditRecords)
      .where(eq(auditRecords.subjectKind, kind))
      .orderBy(asc(auditRecords.seq))
  ).map(({ act }) => act)

describe('a pairing', () => {
  it('leaves each act of the two in the trail', async () => {
    const db = await freshDb()
    const { pairing } = await paired(db)
    const revision = async () => (await findPairing(db, hr, pairing.id))?.revision ?? 0
    must(await keepAgenda(db, person(1), { id: pairing.id, agenda: 'Saying no', nextOn: null, revision: 1 }, now))
    const given = { pairingId: pairing.id, text: 'Sell without pushing', dueOn: null }
    const { id: goal } = must(await setGoal(db, person(1), given, now))
    must(await reachGoal(db, person(3), { id: goal, revision: 1 }, now))
    must(await dropGoal(db, person(3), { id: goal, revision: 2 }, now))
    const held = { heldOn: clock.today, minutes: 45, topics: 'Customers', agreed: 'Role plays' }
    const { id: session } = must(await logSession(db, person(3), pairing.id, held, now))
    must(await correctSession(db, person(3), { id: session, revision: 1, ...held, minutes: 50 }, now))
    must(await confirmSession(db, person(1), { id: session, revision: 2 }, now))
    const { id: taken } = must(await logSession(db, person(3), pairing.id, held, now))
    must(await withdrawSession(db, person(3), { id: taken, revision: 1 }, now))
    must(await evaluate(db, person(1), { id: pairing.id, text: 'Grew', revision: await revision() }, now))
    must(await endPairing(db, hr, { id: pairing.id, reason: 'Moved', revision: await revision() }, now))
    expect(await trail(db, 'pairing')).toEqual([
      'pairing.agenda-written',
      'pairing.goal-set',
      'pairing.goal-reached',
      'pairing.goal-dropped',
      'pairing.session-logged',
      'pairing.session-corrected',
      'pairing.session-confirmed',
      'pairing.session-logged',
      'pairing.session-withdrawn',
      'pairing.evaluated',
      'pairing.ended',
    ])
  })

  it('has goals and sessions of its own: what is done to one is done to no other', async () => {
    const db = await freshDb()
    const { pairing } = await paired(db)
    const [other] = await pairingsOf(db, 'emp_4')
    const theirs = other?.id ?? ''
    const set = async (pairingId: string, n: number, text: string) =>
      must(await setGoal(db, person(n), { pairingId, text, dueOn: null }, now)).id
    const [, mine] = [
      await set(theirs, 4, 'Theirs'),
      await set(pairing.id, 3, 'Mine'),
      await set(pairing.id, 3, 'More'),
    ]
    must(await reachGoal(db, person(3), { id: mine, revision: 1 }, now))
    const reached = async (id: string) => (await goalsOf(db, id)).map(({ text, reachedAt }) => [text, reachedAt])
    expect(await reached(pairing.id)).toEqual([
      ['Mine', now],
      ['More', null],
    ])
    expect(await reached(theirs)).toEqual([['Theirs', null]])
    for (const act of [reachGoal, dropGoal]) {
      expect(code(await act(db, person(4), { id: mine, revision: 2 }, now))).toBe('no-such-pairing')
      expect(code(await act(db, person(3), { id: 'pgo_9', revision: 1 }, now))).toBe('no-such-goal')
    }
    must(await dropGoal(db, person(3), { id: mine, revision: 2 }, now))
    expect(await reached(pairing.id)).toEqual([['More', null]])
    expect(await reached(theirs)).toEqual([['Theirs', null]])

    const held = { heldOn: clock.today, minutes: 45, topics: 'Customers', agreed: 'Role plays' }
    const log = async (n: number, id: string) => must(await logSession(db, person(n), id, held, now)).id
    const [first, , last] = [await log(3, pairing.id), await log(4, theirs), await log(3, pairing.id)]
    must(await correctSession(db, person(3), { id: first, revision: 1, ...held, minutes: 50 }, now))
    must(await withdrawSession(db, person(3), { id: last, revision: 1 }, now))
    const sessions = async (id: string) =>
      (await sessionsOf(db, id)).map(({ minutes, withdrawnAt, revision }) => [minutes, withdrawnAt, revision])
    expect(await sessions(pairing.id)).toHaveLength(2)
    expect(await sessions(pairing.id)).toEqual(
      expect.arrayContaining([
        [50, null, 2],
        [45, now, 2],
      ]),
    )
    expect(await sessions(theirs)).toEqual([[45, null, 1]])
  })

  it('counts a session as confirmed once both say so, and as waiting until then', async () => {
    const db = await freshDb()
    const { pairing } = await paired(db)
    const held = { heldOn: clock.today, minutes: 45, topics: 'Customers', agreed: 'Role plays' }
    const counts = async () => {
      const [row] = await pairingsOf(db, 'emp_3')
      return [row?.confirmed, row?.waiting]
    }
    const { id } = must(await logSession(db, person(3), pairing.id, held, now))
    expect(await counts()).toEqual([0, 1])
    must(await confirmSession(db, person(1), { id, revision: 1 }, now))
    expect(await counts()).toEqual([1, 0])
    const { id: taken } = must(await logSession(db, person(1), pairing.id, held, now))
    expect(await counts()).toEqual([1, 1])
    must(await withdrawSession(db, person(1), { id: taken, revision: 1 }, now))
    expect(await counts()).toEqual([1, 0])
  })

  it('that does not exist is evaluated by nobody, and none by who is outside of it', async () => {
    const db = await freshDb()
    const { pairing } = await paired(db)
    const say = (by: Parameters<typeof evaluate>[1], id: string) =>
      evaluate(db, by, { id, text: 'x', revision: 1 }, now)
    expect(code(await say(person(3), 'prg_9'))).toBe('no-such-pairing')
    expect(code(await say(hr, pairing.id))).toBe('not-allowed')
  })
})

describe('a programme', () => {
  it('leaves each act upon it in the trail', async () => {
    const db = await freshDb()
    const id = await joined(db)
    must(await leaveProgramme(db, person(4), { programmeId: id, employeeId: 'emp_4' }, now))
    const { code: _, unitId: __, ...kept } = terms
    const revise = async (toOn: string) => {
      const found = await findProgramme(db, hr, id)
      return reviseProgramme(db, hr, id, { ...kept, toOn, revision: found?.revision ?? 0 }, now)
    }
    expect(code(await reviseProgramme(db, hr, 'mpg_9', { ...kept, revision: 1 }, now))).toBe('no-such-programme')
    expect(code(await revise('2026-08-31'))).toBe('ends-before-it-begins')
    // A programme of a single day is one.
    expect(code(await revise(terms.fromOn))).toBe('done')
    const found = await findProgramme(db, hr, id)
    must(await closeProgramme(db, hr, id, found?.revision ?? 0, now))
    expect(await trail(db, 'programme')).toEqual([
      'programme.opened',
      'programme.mentor-joined',
      'programme.mentor-joined',
      'programme.mentee-joined',
      'programme.mentee-joined',
      'programme.wished',
      'programme.wished',
      'programme.left',
      'programme.revised',
      'programme.closed',
    ])
  })

  it('is matched on record, itself alone, and makes an old page of what others look at', async () => {
    const db = await freshDb()
    const id = await joined(db)
    const { id: other } = must(await openProgramme(db, hr, { ...terms, code: 'OTHER' }, now))
    const { matches, revision } = await preview(db, id)
    const pairs = matches.map(({ menteeId, mentorId }) => ({ menteeId, mentorId, reason: null }))
    must(await confirmMatching(db, hr, { programmeId: id, revision, pairs }, now))
    expect(await findProgramme(db, hr, id)).toMatchObject({ matchedAt: now, revision: revision + 1 })
    expect(await findProgramme(db, hr, other)).toMatchObject({ matchedAt: null, revision: 1 })
    expect((await trail(db, 'programme')).at(-1)).toBe('programme.matched')
  })

  it('shows the pairings of its own', async () => {
    const db = await freshDb()
    const { programmeId } = await paired(db)
    const { id: other } = must(await openProgramme(db, hr, { ...terms, code: 'OTHER' }, now))
    expect(await pairingsIn(db, programmeId)).toHaveLength(2)
    expect(await pairingsIn(db, other)).toEqual([])
  })
})

describe('programmes', () => {
  it('stand the newest first, to HR and to those who may join', async () => {
    const db = await freshDb()
    await openBank(db, { count: 1 })
    for (const [name, fromOn] of [
      ['MIDDLE', '2026-08-01'],
      ['NEW', '2026-09-01'],
      ['OLD', '2026-07-01'],
      ['LATER', '2026-09-01'],
    ] as const)
      must(await openProgramme(db, hr, { ...terms, code: name, fromOn }, now))
    const codes = (rows: readonly { code: string }[]) => rows.map((row) => row.code)
    expect(codes(await programmesOverseen(db, hr))).toEqual(['LATER', 'NEW', 'MIDDLE', 'OLD'])
    expect(codes(await programmesFor(db, person(1))).slice(2)).toEqual(['MIDDLE', 'OLD'])
  })

  it('are none for who is nobody on the roster, and none of another part of the bank, be that closed or not', async () => {
    const db = await freshDb()
    await openBank(db, { count: 1 })
    must(await openProgramme(db, hr, terms, now))
    expect(await programmesFor(db, person(1))).toHaveLength(1)
    expect(await programmesFor(db, actorOf(null))).toEqual([])
    expect(await programmesFor(db, person(9))).toEqual([])
    await transact(db, (tx) =>
      tx.update(assignments).set({ unitId: 'unt_ho' }).where(eq(assignments.employeeId, 'emp_1')),
    )
    expect(await programmesFor(db, person(1))).toEqual([])
    await transact(db, (tx) =>
      tx.update(unitPlacements).set({ toOn: '2026-09-15' }).where(eq(unitPlacements.unitId, 'unt_b1')),
    )
    expect(await programmesFor(db, person(1))).toEqual([])
  })
})
