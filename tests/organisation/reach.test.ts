/** How far an account reaches on a day: its own roles, the units that its person heads, and the people whom they lead. */

import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { GrantedRole } from '#app/identity/roles.ts'
import { addDays } from '#app/kernel/day.ts'
import { reachOf } from '#app/organisation/accounts/reach.server.ts'
import { roleHolders } from '#app/organisation/accounts/role-holders.server.ts'
import { moveUnit } from '#app/organisation/units/unit-changes.server.ts'
import type { Db } from '#db/client.server.ts'
import { employees, roleGrants, unitHeads } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { account, hr, openBank, person } from './bank.ts'

const { today } = clock
const [yesterday, tomorrow] = [addDays(today, -1), addDays(today, 1)]

/** Two accounts with a person each: E1 and E2. */
const bank = async () => {
  const db = await freshDb()
  await openBank(db)
  for (const n of [1, 2]) {
    await person(db, { number: `E${n}` })
    await account(db, `acc_${n}`, `account-${n}`)
    await transact(db, (tx) =>
      tx
        .update(employees)
        .set({ accountId: `acc_${n}` })
        .where(eq(employees.id, `emp_E${n}`)),
    )
  }
  return db
}
const grant = (db: Db, n: number, role: GrantedRole, days: { fromOn: string; toOn?: string }, unitId = 'unt_o1') =>
  transact(db, (tx) =>
    tx.insert(roleGrants).values({
      ...{ id: `rgr_${n}_${role}_${days.fromOn}`, accountId: `acc_${n}`, role, unitId, ...days },
      ...{ grantedBy: 'system', grantedAt: 0 },
    }),
  )

describe('the roles of an account', () => {
  it('are its own, from their first day to their last', async () => {
    const db = await bank()
    await grant(db, 1, 'auditor', { fromOn: today, toOn: today })
    await grant(db, 1, 'trainer', { fromOn: tomorrow })
    await grant(db, 1, 'interviewer', { fromOn: '2026-01-01', toOn: yesterday })
    await grant(db, 2, 'hr-officer', { fromOn: '2026-01-01' })
    const roles = async (accountId: string) => (await reachOf(db, accountId, today)).grants.map(({ role }) => role)
    expect([await roles('acc_1'), await roles('acc_2')]).toEqual([['auditor'], ['hr-officer']])
    expect((await roleHolders(db, today)).map(({ id, grants }) => [id, grants.map(({ role }) => role)]).sort()).toEqual(
      [
        ['acc_1', ['auditor']],
        ['acc_2', ['hr-officer']],
      ],
    )
  })

  it('reach where their unit stands on the day, and from the head of the tree the whole bank', async () => {
    const db = await bank()
    await grant(db, 1, 'auditor', { fromOn: '2026-01-01' })
    await grant(db, 2, 'auditor', { fromOn: '2026-01-01' }, 'unt_ho')
    must(await moveUnit(db, hr, 'unt_o1', { parentId: 'unt_b2', fromOn: today, revision: 1 }, clock.now))
    const paths = async (accountId: string, day: string) =>
      (await reachOf(db, accountId, day)).grants.map(({ path }) => path)
    expect(await paths('acc_1', today)).toEqual(['/HO/B2/O1/'])
    expect(await paths('acc_1', yesterday)).toEqual(['/HO/B1/O1/'])
    expect(await paths('acc_2', today)).toEqual(['/'])
    expect((await roleHolders(db, today)).map(({ id, grants }) => [id, grants.map(({ path }) => path)]).sort()).toEqual(
      [
        ['acc_1', ['/HO/B2/O1/']],
        ['acc_2', ['/']],
      ],
    )
  })
})

describe('the units that somebody heads', () => {
  it('are those whose head they are on the day, where these stand on it', async () => {
    const db = await bank()
    await transact(db, async (tx) => {
      const of = (employeeId: string, unitId: string, fromOn: string, toOn: string | null) => ({
        ...{ id: `hed_${employeeId}_${unitId}`, employeeId, unitId, fromOn, toOn },
      })
      await tx
        .insert(unitHeads)
        .values([
          of('emp_E1', 'unt_o1', today, today),
          of('emp_E1', 'unt_b1', tomorrow, null),
          of('emp_E1', 'unt_ho', '2026-01-01', yesterday),
          of('emp_E2', 'unt_b2', '2026-01-01', null),
        ])
    })
    must(await moveUnit(db, hr, 'unt_o1', { parentId: 'unt_b2', fromOn: today, revision: 1 }, clock.now))
    const heads = async (accountId: string) => (await reachOf(db, accountId, today)).headOf
    expect([await heads('acc_1'), await heads('acc_2')]).toEqual([['/HO/B2/O1/'], ['/HO/B2/']])
  })
})

describe('the people whom somebody leads', () => {
  it('are those under them on the day', async () => {
    const db = await bank()
    await person(db, { number: 'L1', lineManagerId: 'emp_E1', fromOn: today, toOn: today })
    await person(db, { number: 'L2', lineManagerId: 'emp_E1', fromOn: tomorrow })
    await person(db, { number: 'L3', lineManagerId: 'emp_E1', toOn: yesterday })
    await person(db, { number: 'L4', lineManagerId: 'emp_E2' })
    const led = async (accountId: string) => (await reachOf(db, accountId, today)).manages
    expect([await led('acc_1'), await led('acc_2')]).toEqual([['emp_L1'], ['emp_L4']])
  })
})
