import { asc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { accountsIn } from '#app/identity/accounts.server.ts'
import { agentOf } from '#app/identity/agent.ts'
import { rememberPreferences } from '#app/identity/preferences.server.ts'
import { findSession, openSession } from '#app/identity/sessions.server.ts'
import { signIn, signOut } from '#app/identity/sign-ins.server.ts'
import {
  openEmployeeAccount,
  openPlainAccount,
  setAccountClosed,
} from '#app/organisation/accounts/account-openings.server.ts'
import {
  employeeOf,
  grantRole,
  grantsOf,
  type NewGrant,
  withdrawGrant,
} from '#app/organisation/accounts/role-grants.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { accounts } from '#db/schema/identity.ts'
import { employees, roleGrants } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { account, hr, openBank, person } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { admin, from } from './sign-in.ts'

const codeOf = (outcome: { ok: boolean; error?: { code: string } }) => (outcome.ok ? 'done' : outcome.error?.code)
const acts = async (db: Db) =>
  (await db.select({ act: auditRecords.act }).from(auditRecords).orderBy(asc(auditRecords.seq))).map(({ act }) => act)
const sessionOf = async (db: Db, id: string) => /session=(\w+)/.exec(await openSession(db, id, from, clock.now))?.[1]
const isOpen = async (db: Db, token = '') =>
  (await findSession(db, `session=${token}`, from.origin, clock.now)) !== null

describe('an account that stands for nobody on the roster', () => {
  const given = { signInName: 'Audit', displayName: 'Outside audit', email: null }

  it('is opened by an administrator alone, with a password to hand over', async () => {
    const db = await freshDb()
    expect(codeOf(await openPlainAccount(db, hr, given, clock.now))).toBe('not-allowed')
    const { password } = must(await openPlainAccount(db, admin, given, clock.now))
    expect(await signIn(db, { name: 'audit', password }, from, clock.now)).toMatchObject({
      value: { mustChangePassword: true },
    })
    expect(codeOf(await openPlainAccount(db, admin, { ...given, signInName: ' AUDIT ' }, clock.now))).toBe('name-taken')
  })
})

describe('an account that is closed', () => {
  const open = async () => {
    const db = await freshDb()
    await account(db, 'acc_1', 'one')
    await account(db, 'acc_admin', 'admin')
    return db
  }
  const closed = async (db: Db, id: string) =>
    (await db.select({ at: accounts.closedAt }).from(accounts).where(eq(accounts.id, id)))[0]?.at

  it('is closed by an administrator, opened again, and the trail keeps both', async () => {
    const db = await open()
    must(await setAccountClosed(db, admin, 'acc_1', true, clock.now))
    expect([await closed(db, 'acc_1'), await closed(db, 'acc_admin')]).toEqual([clock.now, null])
    must(await setAccountClosed(db, admin, 'acc_1', false, clock.now))
    expect(await closed(db, 'acc_1')).toBeNull()
    expect(await acts(db)).toEqual(['account.closed', 'account.reopened'])
  })

  it('is not one’s own, not anybody’s to close but an administrator’s, and is there', async () => {
    const db = await open()
    expect(codeOf(await setAccountClosed(db, admin, 'acc_admin', true, clock.now))).toBe('not-yourself')
    expect(codeOf(await setAccountClosed(db, hr, 'acc_1', true, clock.now))).toBe('no-such-account')
    expect(codeOf(await setAccountClosed(db, admin, 'acc_9', true, clock.now))).toBe('no-such-account')
    expect([await closed(db, 'acc_1'), await closed(db, 'acc_admin')]).toEqual([null, null])
  })
})

describe('accounts', () => {
  it('are found by how their sign-in name or their own begins, in whatever case, a page at a time', async () => {
    const db = await freshDb()
    for (const [id, signInName, displayName] of [
      ['acc_1', 'lin', 'Wei Lin'],
      ['acc_2', 'link', 'Ada'],
      ['acc_3', 'ada', 'Zoe'],
    ] as const)
      await transact(db, (tx) => tx.insert(accounts).values({ id, signInName, displayName, createdAt: 0 }))
    const found = async (q: string, offset = 0, limit = 10) => {
      const { rows, total } = await accountsIn(db, q, { limit, offset })
      return [rows.map(({ signInName }) => signInName), total]
    }
    expect(await found('')).toEqual([['ada', 'lin', 'link'], 3])
    expect(await found('LIN')).toEqual([['lin', 'link'], 2])
    expect(await found('Ada')).toEqual([['ada', 'link'], 2])
    expect(await found('in')).toEqual([[], 0])
    expect(await found('%in')).toEqual([[], 0])
    expect(await found('', 1, 1)).toEqual([['lin'], 3])
  })
})

describe('signing out', () => {
  it('ends the session that it is done in, no other, clears its cookie and stands in the trail', async () => {
    const db = await freshDb()
    await account(db, 'acc_1', 'one')
    const [here, elsewhere] = [await sessionOf(db, 'acc_1'), await sessionOf(db, 'acc_1')]
    const own = { ...hr, id: 'acc_1' }
    expect(await signOut(db, own, here ?? '', from.origin, clock.now)).toMatch(/^session=; .*Max-Age=0/)
    expect([await isOpen(db, here), await isOpen(db, elsewhere)]).toEqual([false, true])
    expect(await acts(db)).toEqual(['session.closed'])
  })
})

describe('the language and the theme of an account', () => {
  it('are kept each on its own, with the account that is signed in', async () => {
    const db = await freshDb()
    for (const id of ['acc_1', 'acc_2']) await account(db, id, id)
    const cookie = `session=${await sessionOf(db, 'acc_1')}`
    const choose = (chosen: Parameters<typeof rememberPreferences>[3], headers: Record<string, string> = { cookie }) =>
      rememberPreferences(db, new Request('http://127.0.0.1/', { headers }), { ...from, now: clock.now }, chosen)
    const kept = async () =>
      db.select({ language: accounts.language, theme: accounts.theme }).from(accounts).orderBy(asc(accounts.id))
    const nothing = { language: null, theme: null }
    await choose({ language: 'en' }, {})
    await choose({})
    expect(await kept()).toEqual([nothing, nothing])
    await choose({ language: 'en' })
    expect(await kept()).toEqual([{ language: 'en', theme: null }, nothing])
    await choose({ theme: 'dark' })
    expect(await kept()).toEqual([{ language: 'en', theme: 'dark' }, nothing])
    await choose({ theme: 'system' })
    expect(await kept()).toEqual([{ language: 'en', theme: null }, nothing])
  })
})

describe('the roles of an account', () => {
  it('are its own, the open ones first, under the name that the unit has on the day', async () => {
    const db = await freshDb()
    await openBank(db)
    for (const id of ['acc_1', 'acc_2']) await account(db, id, id, 'auditor', 'unt_b2')
    const more = { accountId: 'acc_1', unitId: 'unt_b1', grantedBy: 'admin', grantedAt: 0 } as const
    await transact(db, async (tx) => {
      await tx.insert(roleGrants).values([
        { ...more, id: 'rgr_old', role: 'trainer', fromOn: '2019-01-01', toOn: '2019-12-31' },
        { ...more, id: 'rgr_new', role: 'trainer', fromOn: '2026-01-01' },
      ])
    })
    const grants = await grantsOf(db, 'acc_1', clock.today)
    expect(grants.map(({ id, path }) => [id, path])).toEqual([
      ['rgr_new', '/HO/B1/'],
      ['rgr_acc_1', '/HO/B2/'],
      ['rgr_old', '/HO/B1/'],
    ])
    // Before the units were there they had no name.
    expect((await grantsOf(db, 'acc_1', '2019-06-01')).map(({ path }) => path)).toEqual([null, null, null])
  })

  it('are those of the person whom it stands for', async () => {
    const db = await freshDb()
    await openBank(db)
    for (const [n, id] of ['acc_1', 'acc_2'].entries()) {
      await account(db, id, id)
      const employeeId = await person(db, { number: `E${n + 1}` })
      await transact(db, (tx) => tx.update(employees).set({ accountId: id }).where(eq(employees.id, employeeId)))
    }
    expect((await employeeOf(db, 'acc_2'))?.number).toBe('E2')
    expect(await employeeOf(db, 'acc_3')).toBeNull()
  })
})

it('a browser is said in two words, or in one, or in none', () => {
  expect(agentOf('Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537')).toBe('Chrome · Windows')
  expect(agentOf('Mozilla/5.0 (Linux; Android 14) Chrome/120')).toBe('Chrome · Android')
  expect(agentOf('Firefox/120')).toBe('Firefox')
  expect(agentOf('curl/8')).toBe('')
})

describe('a role that is granted and withdrawn', () => {
  const bank = async () => {
    const db = await freshDb()
    await openBank(db)
    for (const id of ['acc_1', 'acc_2']) await account(db, id, id, 'trainer')
    return db
  }
  const grant = (db: Db, more: Partial<NewGrant> = {}, actor = admin) =>
    grantRole(
      db,
      actor,
      'acc_1',
      { role: 'auditor', unitId: 'unt_ho', fromOn: clock.today, toOn: null, ...more },
      clock.now,
    )
  const held = async (db: Db) =>
    db
      .select({ id: roleGrants.id, toOn: roleGrants.toOn, revision: roleGrants.revision })
      .from(roleGrants)
      .orderBy(asc(roleGrants.id))
  const before = [
    { id: 'rgr_acc_1', toOn: null, revision: 1 },
    { id: 'rgr_acc_2', toOn: null, revision: 1 },
  ]

  it('is over a unit that there is, and does not end before it begins', async () => {
    const db = await bank()
    expect(codeOf(await grant(db, { unitId: 'unt_9' }))).toBe('unit-not-open')
    expect(codeOf(await grant(db, { toOn: '2026-09-29' }))).toBe('ends-before-it-begins')
    expect(await held(db)).toEqual(before)
    expect(codeOf(await grant(db, { toOn: clock.today }))).toBe('done')
    expect(await acts(db)).toEqual(['role.granted'])
  })

  it('is taken away altogether where it begins today, and ends yesterday where it stood before', async () => {
    const db = await bank()
    const { id } = must(await grant(db))
    expect(codeOf(await withdrawGrant(db, hr, id, clock.now))).toBe('no-such-grant')
    expect(codeOf(await withdrawGrant(db, admin, 'rgr_9', clock.now))).toBe('no-such-grant')
    must(await withdrawGrant(db, admin, id, clock.now))
    expect(await held(db)).toEqual(before)
    must(await withdrawGrant(db, admin, 'rgr_acc_1', clock.now))
    expect(await held(db)).toEqual([{ id: 'rgr_acc_1', toOn: '2026-09-29', revision: 2 }, before[1]])
  })

  it('ends yesterday too where it was given from yesterday on, or was to end later', async () => {
    const db = await bank()
    const { id } = must(await grant(db, { fromOn: '2026-09-29', toOn: '2026-12-31' }))
    must(await withdrawGrant(db, admin, id, clock.now))
    expect(await held(db)).toContainEqual({ id, toOn: '2026-09-29', revision: 2 })
    // What is over already stays as it ended.
    const { id: over } = must(await grant(db, { fromOn: '2026-01-01', toOn: '2026-06-30' }))
    must(await withdrawGrant(db, admin, over, clock.now))
    expect(await held(db)).toContainEqual({ id: over, toOn: '2026-06-30', revision: 1 })
  })
})

describe('an account of an employee', () => {
  it('is opened by who manages accounts of that part of the bank, for that employee alone', async () => {
    const db = await freshDb()
    await openBank(db)
    const [id, other] = [await person(db, { number: 'E1' }), await person(db, { number: 'E2' })]
    for (const [actor, employeeId] of [
      [hr, id],
      [admin, 'emp_9'],
    ] as const)
      expect(codeOf(await openEmployeeAccount(db, actor, employeeId, clock.now))).toBe('no-such-employee')
    await account(db, 'acc_taken', 'e2')
    expect(codeOf(await openEmployeeAccount(db, admin, other, clock.now))).toBe('name-taken')
    const { id: accountId } = must(await openEmployeeAccount(db, admin, id, clock.now))
    const kept = await db.select({ of: employees.accountId }).from(employees).orderBy(asc(employees.number))
    expect(kept).toEqual([{ of: accountId }, { of: null }])
  })
})
