import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { policy } from '#app/identity/policy.ts'
import { addDays } from '#app/kernel/day.ts'
import { delegatedActor } from '#app/organisation/accounts/delegated-actor.server.ts'
import { groupsOf, lendable, lendableActs } from '#app/organisation/accounts/delegation.ts'
import { endDelegation } from '#app/organisation/accounts/delegations.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
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
