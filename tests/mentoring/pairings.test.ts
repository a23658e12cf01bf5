/** What the two of a pairing log, confirm, set and hear of, and what HR hears when it ends. */
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { menteesOf } from '#app/mentoring/mentees.server.ts'
import { dropGoal, goalsOf, reachGoal, setGoal } from '#app/mentoring/pairing-goals.server.ts'
import { endPairing, evaluate, findPairing, pairingsOf, sessionsToConfirm } from '#app/mentoring/pairings.server.ts'
import { closeProgramme, findProgramme } from '#app/mentoring/programmes.server.ts'
import {
  confirmSession,
  correctSession,
  logSession,
  sessionsOf,
  withdrawSession,
} from '#app/mentoring/sessions.server.ts'
import type { Db } from '#db/client.server.ts'
import { pairings } from '#db/schema/mentoring.ts'
import { notices } from '#db/schema/notices.ts'
import { employees } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { account } from '../organisation/bank.ts'
import { actorOf, hr, person } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { code, paired } from './bank.ts'

/** Two pairings: emp_1 mentors emp_3, emp_2 mentors emp_4. */
const bank = async () => {
  const db = await freshDb()
  const { pairing, programmeId } = await paired(db)
  const [other] = await pairingsOf(db, 'emp_4')
  if (!other) throw new Error('no second pairing')
  return { db, programmeId, id: pairing.id, otherId: other.id }
}
const withAccounts = async (db: Db, ...people: number[]) => {
  for (const n of people) {
    await account(db, `acc_emp_${n}`, `${n}`)
    const columns = { accountId: `acc_emp_${n}` }
    await transact(db, (tx) =>
      tx
        .update(employees)
        .set(columns)
        .where(eq(employees.id, `emp_${n}`)),
    )
  }
}
const told = async (db: Db) => (await db.select().from(notices)).map(({ accountId, kind }) => [accountId, kind])
const held = { heldOn: clock.today, minutes: 45, topics: 'Difficult customers', agreed: 'Two role plays' }

describe('a session', () => {
  it('is held while the pairing runs, from its first day to today', async () => {
    const { db, id } = await bank()
    await transact(db, (tx) => tx.update(pairings).set({ startedOn: '2026-09-10' }))
    const log = async (heldOn: string) => code(await logSession(db, person(1), id, { ...held, heldOn }, clock.now))
    expect(await Promise.all(['2026-09-09', '2026-09-10', clock.today, '2026-10-01'].map(log))).toEqual([
      ...['before-the-pairing', 'done', 'done', 'not-yet'],
    ])
  })

  it('waits for the other of the two, who is asked, and counts in its own pairing alone', async () => {
    const { db, id } = await bank()
    await withAccounts(db, 1, 3)
    const mine = must(await logSession(db, person(1), id, held, clock.now))
    const theirs = must(await logSession(db, person(3), id, held, clock.now))
    expect(await told(db)).toEqual([
      ['acc_emp_3', 'session-to-confirm'],
      ['acc_emp_1', 'session-to-confirm'],
    ])
    const waiting = async (n: number) => (await sessionsToConfirm(db, person(n))).map((each) => each.id)
    expect([await waiting(1), await waiting(3), await waiting(4)]).toEqual([[theirs.id], [mine.id], []])
    const counts = async (employeeId: string) => {
      const [row] = await pairingsOf(db, employeeId)
      return [row?.confirmed, row?.waiting]
    }
    expect([await counts('emp_3'), await counts('emp_4')]).toEqual([
      [0, 2],
      [0, 0],
    ])
    must(await confirmSession(db, person(3), { id: mine.id, revision: 1 }, clock.now))
    must(await withdrawSession(db, person(3), { id: theirs.id, revision: 1 }, clock.now))
    expect([await counts('emp_3'), await counts('emp_4')]).toEqual([
      [1, 0],
      [0, 0],
    ])
    expect([await waiting(1), await waiting(3), await sessionsToConfirm(db, actorOf(null))]).toEqual([[], [], []])
  })

  it('is corrected by who logged it, within the pairing, as it stands on their page', async () => {
    const { db, id } = await bank()
    const session = must(await logSession(db, person(1), id, held, clock.now))
    const correct = async (n: number, revision: number, heldOn: string = held.heldOn) =>
      code(await correctSession(db, person(n), { ...held, id: session.id, revision, heldOn }, clock.now))
    expect(await correct(3, 1)).toBe('not-allowed')
    expect(await correct(1, 2)).toBe('changed-meanwhile')
    expect(await correct(1, 1, '2026-10-01')).toBe('not-yet')
    expect(await correct(1, 1)).toBe('done')
    expect(code(await confirmSession(db, hr, { id: session.id, revision: 2 }, clock.now))).toBe('not-allowed')
    must(await confirmSession(db, person(3), { id: session.id, revision: 2 }, clock.now))
    expect(await correct(1, 3)).toBe('session-settled')
    expect(await sessionsOf(db, id)).toMatchObject([{ mentorConfirmedAt: clock.now, menteeConfirmedAt: clock.now }])
  })
})

describe('a goal', () => {
  it('is reached, and taken back, as it stands on the page, and given up by itself', async () => {
    const { db, id, otherId } = await bank()
    const { id: goalId } = must(await setGoal(db, person(1), { pairingId: id, text: 'Listen', dueOn: null }, clock.now))
    must(await setGoal(db, person(2), { pairingId: otherId, text: 'Ask', dueOn: null }, clock.now))
    const reach = async (revision: number) => code(await reachGoal(db, person(3), { id: goalId, revision }, clock.now))
    expect(await reach(2)).toBe('changed-meanwhile')
    expect(await reach(1)).toBe('done')
    expect(await goalsOf(db, id)).toMatchObject([{ reachedAt: clock.now }])
    expect(await reach(2)).toBe('done')
    expect(await goalsOf(db, id)).toMatchObject([{ reachedAt: null, reachedBy: null }])
    must(await dropGoal(db, person(1), { id: goalId, revision: 3 }, clock.now))
    expect([await goalsOf(db, id), await goalsOf(db, otherId)]).toMatchObject([[], [{ text: 'Ask' }]])
  })
})

describe('the end of a pairing', () => {
  const end = async (db: Db, id: string, actor = hr, revision = 1) =>
    endPairing(db, actor, { id, reason: 'Moved', revision }, clock.now)

  it('is written once, by one of the two or HR, as it stands on the page', async () => {
    const { db, id } = await bank()
    expect(code(await end(db, id, person(4)))).toBe('no-such-pairing')
    expect(code(await end(db, id, hr, 2))).toBe('changed-meanwhile')
    must(await end(db, id))
    expect(code(await end(db, id, hr, 2))).toBe('pairing-ended')
    expect([await menteesOf(db, 'emp_1'), await menteesOf(db, 'emp_2')]).toEqual([[], ['emp_4']])
    expect(code(await evaluate(db, person(1), { id, text: 'x', revision: 1 }, clock.now))).toBe('changed-meanwhile')
    expect(code(await logSession(db, person(1), id, held, clock.now))).toBe('pairing-ended')
    expect(await findPairing(db, person(1), id)).toMatchObject({ endedOn: clock.today, endReason: 'Moved' })
  })

  it('is told to both where HR wrote it, and to other HR that the mentee waits', async () => {
    const { db, id } = await bank()
    await withAccounts(db, 1, 3)
    await account(db, hr.id, 'hr', 'hr-officer')
    await account(db, 'acc_pairs', 'pairs', 'hr-officer')
    await account(db, 'acc_pays', 'pays', 'incentive-officer')
    must(await end(db, id))
    expect(await told(db)).toEqual([
      ['acc_emp_1', 'pairing-ended'],
      ['acc_emp_3', 'pairing-ended'],
      ['acc_pairs', 'mentee-waits'],
    ])
  })

  it('is written by either of the two in a closed programme as well, in which their pairing goes on until then', async () => {
    const { db, id, otherId, programmeId } = await bank()
    const programme = await findProgramme(db, hr, programmeId)
    must(await closeProgramme(db, hr, programmeId, programme?.revision ?? 0, clock.now))
    must(await logSession(db, person(1), id, held, clock.now))
    must(await end(db, id, person(3)))
    must(await end(db, otherId, person(2)))
    expect(await findPairing(db, person(3), id)).toMatchObject({ endedOn: clock.today })
  })

  it('asks nobody to find another mentor where the programme is closed or over, its last day being none', async () => {
    const askedOn = async (today: string, isClosed = false) => {
      const { db, id, programmeId } = await bank()
      await account(db, 'acc_pairs', 'pairs', 'hr-officer')
      const programme = await findProgramme(db, hr, programmeId)
      if (isClosed) must(await closeProgramme(db, hr, programmeId, programme?.revision ?? 0, clock.now))
      must(await end(db, id, { ...hr, today }))
      return (await told(db)).length
    }
    expect(await askedOn('2027-08-31')).toBe(1)
    expect(await askedOn('2027-09-01')).toBe(0)
    expect(await askedOn(clock.today, true)).toBe(0)
  })
})
