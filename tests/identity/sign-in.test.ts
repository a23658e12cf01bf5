/** Signing in: to one's own account, with its own password, by a session of its own; and the trail says so. */
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { addressesOf } from '#app/identity/account-addresses.server.ts'
import { accountsIn } from '#app/identity/accounts.server.ts'
import { hashPassword, passwordFits } from '#app/identity/passwords.server.ts'
import { findSession, listSessions, openSession } from '#app/identity/sessions.server.ts'
import { signIn } from '#app/identity/sign-ins.server.ts'
import { openPlainAccount } from '#app/organisation/accounts/account-openings.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { accounts, sessions } from '#db/schema/identity.ts'
import { transact } from '#db/transact.server.ts'
import { account } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { admin, from } from './sign-in.ts'

const { now } = clock
const codeOf = (outcome: { ok: boolean; error?: { code: string } }) => (outcome.ok ? 'done' : outcome.error?.code)
const tokenOf = (cookie: string) => /session=(\w+)/.exec(cookie)?.[1] ?? ''

/** Two accounts, each with a password of its own. */
const two = async () => {
  const db = await freshDb()
  for (const [id, name] of [
    ['acc_1', 'one'],
    ['acc_2', 'two'],
  ] as const) {
    await account(db, id, name)
    const passwordHash = await hashPassword(`the password of ${name}`)
    await transact(db, (tx) => tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, id)))
  }
  return db
}

describe('whoever signs in', () => {
  it('comes into the account of that name with its own password, and with no other', async () => {
    const db = await two()
    const enter = async (name: string, password: string) => signIn(db, { name, password }, from, now)
    for (const [name, password] of [
      ['one', 'the password of two'],
      ['two', 'the password of one'],
      ['nobody', 'the password of one'],
      ['one', ''],
    ] as const)
      expect(codeOf(await enter(name, password))).toBe('wrong-name-or-password')
    expect(await db.$count(sessions)).toBe(0)
    const opened = () => db.$count(auditRecords, eq(auditRecords.act, 'session.opened'))
    expect(await opened()).toBe(0)
    const { cookie } = must(await enter('two', 'the password of two'))
    expect((await findSession(db, `session=${tokenOf(cookie)}`, from.origin, now))?.account.id).toBe('acc_2')
    expect(await opened()).toBe(1)
    expect(await db.select({ by: auditRecords.actorId }).from(auditRecords)).toEqual([{ by: 'acc_2' }])
  })

  it('may type full-width letters, as an input method makes them, in a name and in a password', async () => {
    const db = await freshDb()
    const given = { signInName: ' ＡＵＤＩＴ ', displayName: 'Outside audit', email: null }
    const { password } = must(await openPlainAccount(db, admin, given, now))
    expect(codeOf(await signIn(db, { name: 'audit', password }, from, now))).toBe('done')
    expect(await db.$count(auditRecords, eq(auditRecords.act, 'account.opened'))).toBe(1)
    expect(await passwordFits(await hashPassword('ｐａｓｓ　ｗｏｒｄ'), 'pass word')).toBe(true)
    expect(await passwordFits(await hashPassword('pass word'), 'ｐａｓｓ　ｗｏｒｄ')).toBe(true)
    const { rows, total } = await accountsIn(db, 'AUD', { limit: 9, offset: 0 })
    expect([rows.map(({ signInName }) => signInName), total]).toEqual([['audit'], 1])
  })

  it('has no address any more once the account is closed', async () => {
    const db = await two()
    await transact(db, (tx) => tx.update(accounts).set({ closedAt: now }).where(eq(accounts.id, 'acc_1')))
    expect((await addressesOf(db, ['acc_1', 'acc_2'])).map(({ id }) => id)).toEqual(['acc_2'])
  })
})

describe('the use of a session', () => {
  it('prolongs that one alone', async () => {
    const db = await two()
    const [used] = [await openSession(db, 'acc_1', from, now), await openSession(db, 'acc_1', from, now)].map(tokenOf)
    const soon = Date.now() + 3_600_000
    await transact(db, (tx) => tx.update(sessions).set({ expiresAt: soon }))
    expect(await findSession(db, `session=${used}`, from.origin, now)).not.toBeNull()
    const ends = (await db.select({ at: sessions.expiresAt }).from(sessions)).map(({ at }) => at > soon)
    expect(ends.sort()).toEqual([false, true])
  })

  it('is listed until the moment at which it ends', async () => {
    const db = await two()
    await openSession(db, 'acc_1', from, now)
    await transact(db, (tx) => tx.update(sessions).set({ expiresAt: now }))
    expect(
      [await listSessions(db, 'acc_1', now - 1), await listSessions(db, 'acc_1', now)].map((each) => each.length),
    ).toEqual([1, 0])
  })
})
