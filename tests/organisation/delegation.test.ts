import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { policy } from '#app/identity/policy.ts'
import { addDays } from '#app/kernel/day.ts'
import { delegatedActor } from '#app/organisation/accounts/delegated-actor.server.ts'
import { groupsOf, lendable, lendableActs } from '#app/organisation/accounts/delegation.ts'
import { delegationsOf, endDelegation, lend } from '#app/organisation/accounts/delegations.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { accounts } from '#db/schema/identity.ts'
import { delegations, employees } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { actorOf } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { account } from './bank.ts'

it('a delegation lends a group of acts only whole', () => {
  expect(groupsOf([])).toEqual([])
  expect(groupsOf(['home.'])).toEqual([])
  expect(groupsOf(lendable.runs)).toEqual(['runs'])
  expect(groupsOf(lendable.runs.slice(1))).toEqual([])
  expect(groupsOf(lendableActs.flatMap((group) => [...lendable[group]]))).toEqual([...lendableActs])
})

it('and each of them names acts that there are', () => {
  const lentForNothing = lendableActs.flatMap((group) =>
    lendable[group].filter((prefix) => !Object.keys(policy).some((act) => act.startsWith(prefix))),
  )
  expect(lentForNothing).toEqual([])
})

it('lends the reach of one person to another, who stays who they are', async () => {
  const db = await freshDb()
  for (const id of ['acc_1', 'acc_2']) await account(db, id, id)
  await transact(db, async (tx) => {
    await tx.insert(employees).values({
      id: 'emp_1',
      number: 'S-001',
      name: 'One',
      pinyin: 'one',
      initials: 'o',
      createdAt: clock.now,
      accountId: 'acc_1',
    })
    await tx.insert(delegations).values({
      ...{ id: 'dlg_1', fromAccountId: 'acc_1', toAccountId: 'acc_2', acts: ['run.'], reason: 'Leave' },
      ...{ fromOn: clock.today, toOn: clock.today, recordedAt: clock.now },
    })
  })
  const request = new Request('http://localhost/', { headers: { cookie: 'acting-for=dlg_1' } })
  const own = actorOf('emp_2', ['auditor'], { id: 'acc_2' })
  const acting = await delegatedActor(db, own, request)
  expect(acting).toMatchObject({ id: 'acc_2', employeeId: 'emp_2', onBehalfOf: 'acc_1', lenderId: 'emp_1' })
  expect(acting).toMatchObject({ lentActs: ['run.'], grants: [] })
  // Both ends of the delegation are days of it.
  for (const days of [-1, 1])
    expect(await delegatedActor(db, { ...own, today: addDays(clock.today, days) }, request)).toBeNull()
  expect(await delegatedActor(db, { ...own, id: 'acc_1' }, request)).toBeNull()
})

it('ends once, however often it is ended', async () => {
  const db = await freshDb()
  for (const id of ['acc_1', 'acc_2']) await account(db, id, id)
  await transact(db, async (tx) => {
    await tx.insert(delegations).values({
      ...{ id: 'dlg_1', fromAccountId: 'acc_1', toAccountId: 'acc_2', acts: [], reason: 'Leave' },
      ...{ fromOn: '2026-09-01', toOn: '2026-10-31', recordedAt: clock.now },
    })
  })
  const lender = actorOf(null, [], { id: 'acc_1' })
  for (const minutes of [1, 2]) await endDelegation(db, lender, 'dlg_1', clock.minutes(minutes))
  expect(await db.select({ endedAt: delegations.endedAt }).from(delegations)).toEqual([{ endedAt: clock.minutes(1) }])
  expect(await db.$count(auditRecords, eq(auditRecords.act, 'delegation.ended'))).toBe(1)
})

describe('what is lent', () => {
  const lender = actorOf('emp_1', [], { id: 'acc_1' })
  const borrower = actorOf('emp_2', [], { id: 'acc_2' })
  const given = {
    employeeId: 'emp_2',
    acts: ['runs' as const],
    fromOn: clock.today,
    toOn: clock.today,
    reason: 'Leave',
  }
  /** Two colleagues with an account, and a third without. */
  const colleagues = async (db: Db) => {
    for (const id of ['acc_1', 'acc_2']) await account(db, id, id)
    await transact(db, async (tx) => {
      for (const [n, accountId] of ['acc_1', 'acc_2', null].entries()) {
        const [id, name] = [`emp_${n + 1}`, `Colleague ${n + 1}`]
        const spelling = { pinyin: name, initials: name, createdAt: clock.now }
        await tx.insert(employees).values({ id, number: id, name, accountId, ...spelling })
      }
    })
    return db
  }

  it('stands with both, as what each of them gave or got, and in the trail', async () => {
    const db = await colleagues(await freshDb())
    expect(await lend(db, lender, given, clock.now)).toMatchObject({ ok: true })
    const stands = { acts: [...lendable.runs], reason: 'Leave', holds: true, isEnded: false }
    expect(await delegationsOf(db, 'acc_1', clock.today)).toMatchObject([{ lends: true, other: 'acc_2', ...stands }])
    expect(await delegationsOf(db, 'acc_2', clock.today)).toMatchObject([{ lends: false, other: 'acc_1', ...stands }])
    expect(await delegationsOf(db, 'acc_3', clock.today)).toEqual([])
    expect(await db.$count(auditRecords, eq(auditRecords.act, 'delegation.lent'))).toBe(1)
  })

  it('holds from its first day to its last, and is over the day after or once it is ended', async () => {
    const db = await colleagues(await freshDb())
    await lend(db, lender, { ...given, toOn: addDays(clock.today, 1) }, clock.now)
    const on = async (days: number) => {
      const [row] = await delegationsOf(db, 'acc_1', addDays(clock.today, days))
      return [row?.holds, row?.isEnded]
    }
    expect([await on(-1), await on(0), await on(1), await on(2)]).toEqual([
      [false, false],
      [true, false],
      [true, false],
      [false, true],
    ])
    const [row] = await delegationsOf(db, 'acc_2', clock.today)
    await endDelegation(db, borrower, row?.id ?? '', clock.now)
    expect(await on(0)).toEqual([false, true])
  })

  it('is ended by one of the two, and by nobody else', async () => {
    const db = await colleagues(await freshDb())
    await lend(db, lender, given, clock.now)
    const [row] = await delegationsOf(db, 'acc_1', clock.today)
    const stranger = actorOf('emp_3', [], { id: 'acc_3' })
    expect(await endDelegation(db, stranger, row?.id ?? '', clock.now)).toMatchObject({
      error: { code: 'no-such-delegation' },
    })
    expect(await delegationsOf(db, 'acc_1', clock.today)).toMatchObject([{ isEnded: false }])
  })

  it.each([
    ['by who acts for another', { ...lender, onBehalfOf: 'acc_2' }, {}, 'acting-for-another'],
    ['for days that end before they begin', lender, { fromOn: addDays(clock.today, 1) }, 'ends-before-it-begins'],
    ['for days that are over', lender, { fromOn: '2026-09-01', toOn: '2026-09-29' }, 'over-already'],
    ['to nobody', lender, { employeeId: 'emp_9' }, 'no-such-employee'],
    ['to who cannot sign in', lender, { employeeId: 'emp_3' }, 'no-account'],
    ['to oneself', lender, { employeeId: 'emp_1' }, 'to-yourself'],
  ])('is not lent %s', async (_, actor, changed, code) => {
    const db = await colleagues(await freshDb())
    expect(await lend(db, actor, { ...given, ...changed }, clock.now)).toMatchObject({ error: { code } })
    expect(await db.$count(delegations)).toBe(0)
  })

  it('is ended as that one, and not as another of the two', async () => {
    const db = await colleagues(await freshDb())
    for (const days of [0, 5]) {
      const day = addDays(clock.today, days)
      await lend(db, lender, { ...given, fromOn: day, toOn: day }, clock.now)
    }
    const [later, sooner] = await delegationsOf(db, 'acc_1', clock.today)
    expect([later?.fromOn, sooner?.fromOn]).toEqual([addDays(clock.today, 5), clock.today])
    expect(await endDelegation(db, lender, 'dlg_9', clock.now)).toMatchObject({ error: { code: 'no-such-delegation' } })
    await endDelegation(db, borrower, later?.id ?? '', clock.now)
    expect((await delegationsOf(db, 'acc_1', clock.today)).map(({ isEnded }) => isEnded)).toEqual([true, false])
  })
})

it('lets nobody act any more once it is ended, and no other delegation in its place', async () => {
  const db = await freshDb()
  for (const id of ['acc_1', 'acc_2', 'acc_3']) await account(db, id, id)
  await transact(db, async (tx) => {
    const days = { fromOn: clock.today, toOn: clock.today, recordedAt: clock.now, reason: 'Leave' }
    await tx.insert(delegations).values([
      { ...days, id: 'dlg_1', fromAccountId: 'acc_1', toAccountId: 'acc_2', acts: ['run.'] },
      { ...days, id: 'dlg_2', fromAccountId: 'acc_3', toAccountId: 'acc_2', acts: ['goal.'] },
    ])
  })
  const own = actorOf('emp_2', [], { id: 'acc_2' })
  const acting = async (id: string) =>
    (await delegatedActor(db, own, new Request('http://localhost/', { headers: { cookie: `acting-for=${id}` } })))
      ?.onBehalfOf ?? null
  expect([await acting('dlg_1'), await acting('dlg_2'), await acting('dlg_3')]).toEqual(['acc_1', 'acc_3', null])
  // Whoever has left, or whose account was closed for another reason, has nothing any more that another could do.
  const closed = (closedAt: number | null) =>
    transact(db, (tx) => tx.update(accounts).set({ closedAt }).where(eq(accounts.id, 'acc_1')))
  const listed = async () => {
    const [, row] = (await delegationsOf(db, 'acc_2', clock.today)).sort((a, b) => (a.id < b.id ? 1 : -1))
    return [row?.holds, row?.isEnded]
  }
  expect(await listed()).toEqual([true, false])
  await closed(clock.now)
  expect([await acting('dlg_1'), await acting('dlg_2'), ...(await listed())]).toEqual([null, 'acc_3', false, true])
  await closed(null)
  await endDelegation(db, actorOf(null, [], { id: 'acc_3' }), 'dlg_2', clock.now)
  expect([await acting('dlg_1'), await acting('dlg_2')]).toEqual(['acc_1', null])
  const kept = await db.select({ at: delegations.endedAt, revision: delegations.revision }).from(delegations)
  expect(kept).toEqual([
    { at: null, revision: 1 },
    { at: clock.now, revision: 2 },
  ])
})
