import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { reachOf } from '#app/organisation/accounts/reach.server.ts'
import { grantRole, withdrawGrant } from '#app/organisation/accounts/role-grants.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { account, hr, openBank } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { admin } from './sign-in.ts'

const rolesHeld = async (db: Db, accountId: string) =>
  (await reachOf(db, accountId, clock.today)).grants.map(({ role }) => role)

describe('a role', () => {
  it('is granted by an administrator, to anyone but themselves', async () => {
    const db = await freshDb()
    await openBank(db)
    await account(db, 'acc_admin', 'admin', 'administrator')
    await account(db, 'acc_1', 'one')
    const grant = { role: 'auditor' as const, unitId: 'unt_ho', fromOn: clock.today, toOn: null }
    expect(await grantRole(db, admin, 'acc_1', grant, clock.now)).toMatchObject({ ok: true })
    expect(await grantRole(db, admin, 'acc_admin', grant, clock.now)).toMatchObject({
      error: { code: 'not-to-yourself' },
    })
    expect(await grantRole(db, hr, 'acc_1', grant, clock.now)).toMatchObject({ error: { code: 'not-allowed' } })
  })

  it('is gone the moment it is withdrawn, whether it was given today or long before', async () => {
    const db = await freshDb()
    await openBank(db)
    await account(db, 'acc_1', 'one')
    for (const fromOn of [clock.today, '2026-01-01']) {
      const grant = { role: 'auditor' as const, unitId: 'unt_ho', fromOn, toOn: null }
      const given = await grantRole(db, admin, 'acc_1', grant, clock.now)
      if (!given.ok) throw new Error(given.error.code)
      expect(await rolesHeld(db, 'acc_1')).toEqual(['auditor'])
      // Pressed twice, it is withdrawn once.
      for (const minutes of [1, 2]) await withdrawGrant(db, admin, given.value.id, clock.minutes(minutes))
      expect(await rolesHeld(db, 'acc_1')).toEqual([])
    }
    expect(await db.$count(auditRecords, eq(auditRecords.act, 'role.ended'))).toBe(2)
  })
})
