import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { confirmMatching } from '#app/mentoring/matchings.server.ts'
import { menteesOf } from '#app/mentoring/mentees.server.ts'
import { goalsOf, reachGoal, setGoal } from '#app/mentoring/pairing-goals.server.ts'
import {
  endPairing,
  evaluate,
  findPairing,
  keepAgenda,
  pairingsOf,
  sessionsToConfirm,
} from '#app/mentoring/pairings.server.ts'
import { joinAsMentee, joinAsMentor, leaveProgramme, wish } from '#app/mentoring/participants.server.ts'
import {
  closeProgramme,
  findProgramme,
  openProgramme,
  programmesFor,
  programmesOverseen,
} from '#app/mentoring/programmes.server.ts'
import {
  confirmSession,
  correctSession,
  logSession,
  sessionsOf,
  withdrawSession,
} from '#app/mentoring/sessions.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { notices } from '#db/schema/notices.ts'
import { employees } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { account } from '../organisation/bank.ts'
import { actorOf, hr, manager, openBank, person } from '../performance/bank.ts'
import { clock, eachEngine } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { code, joined, paired, preview, terms } from './bank.ts'

eachEngine('a mentoring programme', (freshDb) => {
  it('is opened by HR and joined by people of its part of the bank, on one side each', async () => {
    const db = await freshDb()
    await openBank(db)
    expect(code(await openProgramme(db, manager, terms, clock.now))).toBe('not-allowed')
    const { id } = must(await openProgramme(db, hr, terms, clock.now))
    expect(code(await openProgramme(db, hr, terms, clock.now))).toBe('code-taken')
    const self = { programmeId: id, employeeId: 'emp_1' }
    expect(await programmesFor(db, person(1))).toHaveLength(1)
    expect(code(await joinAsMentor(db, person(2), { ...self, capacity: 2 }, clock.now))).toBe('no-such-programme')
    must(await joinAsMentor(db, person(1), { ...self, capacity: 2 }, clock.now))
    expect(code(await joinAsMentee(db, person(1), { ...self, competencyIds: [] }, clock.now))).toBe('mentor-already')
    expect(code(await wish(db, person(2), { ...self, employeeId: 'emp_2', wishes: [] }, clock.now))).toBe('not-joined')
    must(await joinAsMentee(db, hr, { ...self, employeeId: 'emp_2', competencyIds: [] }, clock.now))
    expect(await programmesOverseen(db, hr)).toMatchObject([{ mentors: 1, mentees: 1, pairs: 0 }])
    expect(await programmesOverseen(db, manager)).toEqual([])
    must(await leaveProgramme(db, person(1), self, clock.now))
    const found = await findProgramme(db, hr, id)
    must(await closeProgramme(db, hr, id, found?.revision ?? 0, clock.now))
    expect(code(await joinAsMentor(db, person(1), { ...self, capacity: 2 }, clock.now))).toBe('programme-closed')
  })

  it('proposes the best for all, with reasons and a proof', async () => {
    const db = await freshDb()
    const shown = await preview(db, await joined(db))
    expect(shown.matches.map(({ menteeId, mentorId }) => [menteeId, mentorId])).toEqual([
      ['emp_3', 'emp_1'],
      ['emp_4', 'emp_2'],
    ])
    expect(shown.matches[0]?.reasons).toMatchObject([{ rule: 'mentee-wish', detail: { rank: 1 } }])
    expect(shown.proof).toEqual({ exchanges: 1, moves: 0, better: [] })
  })

  it('makes the pairs that are confirmed, and asks why where one was chosen by hand', async () => {
    const db = await freshDb()
    const programmeId = await joined(db)
    const { revision } = await preview(db, programmeId)
    const crossed = (reason: string | null) => [
      { menteeId: 'emp_3', mentorId: 'emp_2', reason },
      { menteeId: 'emp_4', mentorId: 'emp_1', reason },
    ]
    const confirm = (pairs: ReturnType<typeof crossed>, at = revision) =>
      confirmMatching(db, hr, { programmeId, revision: at, pairs }, clock.now)
    // Among many pairs it is said which is meant.
    const unexplained = await confirm(crossed(null))
    expect(unexplained).toMatchObject({ error: { code: 'reason-required', detail: { mentee: 'emp_3' } } })
    expect(code(await confirm(crossed('x'), revision - 1))).toBe('changed-meanwhile')
    const full = [{ menteeId: 'emp_4', mentorId: 'emp_1', reason: 'x' }]
    expect(code(await confirm([{ menteeId: 'emp_3', mentorId: 'emp_1', reason: null }, ...full]))).toBe('mentor-full')
    expect(must(await confirm(crossed('They know each other')))).toEqual({ pairs: 2 })
    expect(await pairingsOf(db, 'emp_3')).toMatchObject([{ mentorId: 'emp_2', isManual: true }])
    expect(await menteesOf(db, 'emp_1')).toEqual(['emp_4'])
    expect((await preview(db, programmeId)).matches).toEqual([])
  })
})

eachEngine('a pairing', (freshDb) => {
  it('is seen by the two in it and by HR', async () => {
    const db = await freshDb()
    const { pairing } = await paired(db)
    const sees = async (actor: Parameters<typeof findPairing>[1]) => (await findPairing(db, actor, pairing.id)) !== null
    expect([await sees(person(1)), await sees(person(3)), await sees(hr)]).toEqual([true, true, true])
    expect([await sees(person(4)), await sees(manager), await sees(actorOf(null, ['administrator']))]).toEqual([
      false,
      false,
      false,
    ])
  })

  it('counts a session once both have confirmed it', async () => {
    const db = await freshDb()
    const { pairing } = await paired(db)
    const confirmed = async () => (await pairingsOf(db, 'emp_3'))[0]?.confirmed
    const held = { heldOn: clock.today, minutes: 45, topics: 'Difficult customers', agreed: 'Two role plays' }
    expect(code(await logSession(db, person(4), pairing.id, held, clock.now))).toBe('no-such-pairing')
    expect(code(await logSession(db, hr, pairing.id, held, clock.now))).toBe('not-allowed')
    expect(code(await logSession(db, person(3), pairing.id, { ...held, heldOn: '2026-10-01' }, clock.now))).toBe(
      'not-yet',
    )
    const early = { ...held, heldOn: '2026-08-01' }
    expect(code(await logSession(db, person(3), pairing.id, early, clock.now))).toBe('before-the-pairing')
    const { id } = must(await logSession(db, person(3), pairing.id, held, clock.now))
    expect(await sessionsToConfirm(db, person(1))).toMatchObject([{ id }])
    expect(code(await confirmSession(db, person(3), { id, revision: 1 }, clock.now))).toBe('nothing-to-confirm')
    must(await correctSession(db, person(3), { id, revision: 1, ...held, minutes: 50 }, clock.now))
    expect(code(await confirmSession(db, person(1), { id, revision: 1 }, clock.now))).toBe('changed-meanwhile')
    expect(await confirmed()).toBe(0)
    must(await confirmSession(db, person(1), { id, revision: 2 }, clock.now))
    expect(await confirmed()).toBe(1)
    expect(code(await withdrawSession(db, person(3), { id, revision: 3 }, clock.now))).toBe('session-settled')
    const mine = must(await logSession(db, person(1), pairing.id, held, clock.now))
    expect(code(await withdrawSession(db, person(3), { id: mine.id, revision: 1 }, clock.now))).toBe('not-allowed')
    must(await withdrawSession(db, person(1), { id: mine.id, revision: 1 }, clock.now))
    expect(await sessionsOf(db, pairing.id)).toHaveLength(2)
    expect(await sessionsToConfirm(db, person(3))).toEqual([])
  })

  it('has goals and an agenda of both, is evaluated by both and ended', async () => {
    const db = await freshDb()
    const { pairing, programmeId } = await paired(db)
    const goal = must(
      await setGoal(db, person(1), { pairingId: pairing.id, text: 'Sell without pushing', dueOn: null }, clock.now),
    )
    must(await reachGoal(db, person(3), { id: goal.id, revision: 1 }, clock.now))
    expect(await goalsOf(db, pairing.id)).toMatchObject([{ reachedAt: clock.now, reachedBy: 'acc_emp_3' }])
    const next = { id: pairing.id, agenda: 'Complaints', nextOn: '2026-10-15' }
    must(await keepAgenda(db, person(3), { ...next, revision: 1 }, clock.now))
    expect(code(await keepAgenda(db, person(1), { ...next, revision: 1 }, clock.now))).toBe('changed-meanwhile')
    const self = { programmeId, employeeId: 'emp_3' }
    expect(code(await leaveProgramme(db, person(3), self, clock.now))).toBe('pairing-runs')
    await transact(db, async (tx) => {
      for (const n of [1, 3]) {
        const id = `acc_emp_${n}`
        await tx.insert(accounts).values({ id, signInName: id, displayName: id, createdAt: clock.now })
        await tx
          .update(employees)
          .set({ accountId: id })
          .where(eq(employees.id, `emp_${n}`))
      }
    })
    await account(db, 'acc_pairs', 'pairs', 'hr-officer')
    must(await endPairing(db, person(1), { id: pairing.id, reason: 'Goals reached', revision: 2 }, clock.now))
    // Whoever did not end it is told, and HR, who finds another for the one that is left.
    expect(await db.select().from(notices)).toMatchObject([
      { accountId: 'acc_emp_3', kind: 'pairing-ended' },
      { accountId: 'acc_pairs', kind: 'mentee-waits', params: { name: 'emp_3' } },
    ])
    expect(code(await setGoal(db, person(1), { pairingId: pairing.id, text: 'x', dueOn: null }, clock.now))).toBe(
      'pairing-ended',
    )
    must(await evaluate(db, person(1), { id: pairing.id, text: 'Grew fast', revision: 3 }, clock.now))
    must(await evaluate(db, person(3), { id: pairing.id, text: 'Learned much', revision: 4 }, clock.now))
    expect(code(await evaluate(db, hr, { id: pairing.id, text: 'x', revision: 5 }, clock.now))).toBe('not-allowed')
    expect(await findPairing(db, hr, pairing.id)).toMatchObject({
      endedOn: clock.today,
      mentorEvaluation: 'Grew fast',
      menteeEvaluation: 'Learned much',
    })
    expect(await menteesOf(db, 'emp_1')).toEqual([])
  })
})
