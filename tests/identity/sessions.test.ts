import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { askReset, closeAccount, resetPassword } from '#app/identity/accounts.server.ts'
import { findSession, listSessions, openSession, revokeSession } from '#app/identity/sessions.server.ts'
import { msPerDay } from '#app/kernel/day.ts'
import { holdFormKey } from '#app/kernel/form-keys.server.ts'
import { handOverAccount } from '#app/organisation/accounts/account-openings.server.ts'
import type { Db } from '#db/client.server.ts'
import { accounts, sessions } from '#db/schema/identity.ts'
import { transact } from '#db/transact.server.ts'
import { account, openBank } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { admin, from } from './sign-in.ts'

describe('a session', () => {
  const sessionOf = async (db: Db) => /session=(\w+)/.exec(await openSession(db, 'acc_1', from, clock.now))?.[1] ?? ''
  const isOpen = async (db: Db, token: string, now = clock.now) =>
    (await findSession(db, `session=${token}`, from.origin, now)) !== null

  it('ends after fourteen days, however much it is used', async () => {
    const db = await freshDb()
    await account(db, 'acc_1', 'one')
    const token = await sessionOf(db)
    const days = [clock.days(14) - 1, clock.days(14)]
    expect(await Promise.all(days.map((at) => isOpen(db, token, at)))).toEqual([true, false])
  })

  it('ends after eight hours without use, and with use has eight hours again', async () => {
    const db = await freshDb()
    await account(db, 'acc_1', 'one')
    const token = await sessionOf(db)
    // Lucia goes by the clock on the wall.
    const hoursLeft = async () => {
      const [row] = await db.select({ until: sessions.expiresAt, seen: sessions.lastSeenAt }).from(sessions)
      return [(row?.until ?? 0) - Date.now(), (row?.seen ?? 0) - Date.now()].map((ms) => Math.round(ms / 3_600_000) + 0)
    }
    const endIn = (ms: number) =>
      transact(db, (tx) => tx.update(sessions).set({ expiresAt: Date.now() + ms, lastSeenAt: 0 }))
    expect((await hoursLeft())[0]).toBe(8)
    await endIn(3_600_000)
    expect(await isOpen(db, token)).toBe(true)
    expect(await hoursLeft()).toEqual([8, 0])
    await endIn(-1)
    expect(await isOpen(db, token)).toBe(false)
  })

  it('is open where it cannot be prolonged because others write, and a fault of the database is no such thing', async () => {
    const db = await freshDb()
    await account(db, 'acc_1', 'one')
    const token = await sessionOf(db)
    await transact(db, (tx) => tx.update(sessions).set({ expiresAt: Date.now() + 3_600_000 }))
    const fails = (message: string) =>
      db.engine.file?.exec(
        `drop trigger if exists failing;
        create trigger failing before update on sessions begin select raise(abort, '${message}'); end`,
      )
    fails('database is locked')
    expect(await isOpen(db, token)).toBe(true)
    fails('malformed')
    await expect(isOpen(db, token)).rejects.toThrow()
  })

  it('opens nothing once the account is closed, were it there still', async () => {
    const db = await freshDb()
    await account(db, 'acc_1', 'one')
    const token = await sessionOf(db)
    await transact(db, (tx) => tx.update(accounts).set({ closedAt: clock.now }))
    expect(await isOpen(db, token)).toBe(false)
  })

  it('is found by its own cookie among others, and by no row’s id', async () => {
    const db = await freshDb()
    await account(db, 'acc_1', 'one')
    const token = await sessionOf(db)
    const found = async (cookies: string, origin = from.origin) =>
      (await findSession(db, cookies, origin, clock.now))?.token ?? null
    expect(await found(`session-old=x; theme=dark; session=${token}`)).toBe(token)
    const [row] = await db.select({ id: sessions.id }).from(sessions)
    for (const cookies of ['', 'session=', `session=sha256:${row?.id}`, `session=${row?.id}`, `other=${token}`])
      expect(await found(cookies)).toBeNull()
    // Over TLS the cookie has a name that no other host can set.
    expect(await found(`session=${token}`, 'https://echelon.example')).toBeNull()
    expect(await found(`__Host-session=${token}`, 'https://echelon.example')).toBe(token)
  })

  it('is listed to its account alone, the last used first, and ended by it alone', async () => {
    const db = await freshDb()
    await account(db, 'acc_1', 'one')
    await account(db, 'acc_2', 'two')
    await openSession(db, 'acc_1', { ...from, agent: 'x'.repeat(400) }, clock.now)
    await openSession(db, 'acc_1', { ...from, agent: 'later' }, clock.minutes(1))
    await openSession(db, 'acc_2', from, clock.now)
    const agents = async (accountId: string, at = clock.now) =>
      (await listSessions(db, accountId, at)).map(({ agent }) => agent)
    expect(await agents('acc_1')).toEqual(['later', 'x'.repeat(300)])
    expect(await agents('acc_1', Date.now() + msPerDay)).toEqual([])
    const [other] = await listSessions(db, 'acc_2', clock.now)
    await revokeSession(db, 'acc_1', other?.id ?? '')
    expect(await agents('acc_2')).toHaveLength(1)
    await revokeSession(db, 'acc_2', other?.id ?? '')
    expect(await agents('acc_2')).toEqual([])
  })

  it.each<[string, (db: Db) => Promise<unknown>]>([
    ['the password is handed over anew', (db) => handOverAccount(db, admin, 'acc_1', clock.now)],
    ['the account is closed', (db) => transact(db, (tx) => closeAccount(tx, admin, 'acc_1', true, clock.now))],
    [
      'the password is reset by a link',
      async (db) => {
        await transact(db, async (tx) => tx.run(sql`update accounts set email = 'one@bank.example'`))
        await askReset(db, 'one', 'Asia/Shanghai', 'en', clock.now)
        const [mail] = await db.all<{ body: string }>(sql`select body from mails`)
        const token = /\/reset\/(\S+)/.exec(mail?.body ?? '')?.[1] ?? ''
        return resetPassword(db, token, 'a longer sentence', clock.now)
      },
    ],
  ])('ends with every other of the account when %s', async (_, act) => {
    const db = await freshDb()
    await openBank(db)
    await account(db, 'acc_1', 'one')
    const tokens = [await sessionOf(db), await sessionOf(db)]
    expect(await Promise.all(tokens.map((token) => isOpen(db, token)))).toEqual([true, true])
    await act(db)
    expect(await Promise.all(tokens.map((token) => isOpen(db, token)))).toEqual([false, false])
  })

  it('that has ended is swept out by the next that is opened', async () => {
    const db = await freshDb()
    await account(db, 'acc_1', 'one')
    await openSession(db, 'acc_1', from, clock.now)
    await openSession(db, 'acc_1', from, clock.now)
    await db.engine.transaction(
      (tx) => Promise.resolve(tx.run(sql`update sessions set expires_at = 1`)),
      () => true,
    )
    await openSession(db, 'acc_1', from, clock.now)
    expect(await db.all(sql`select count(*) n from sessions`)).toEqual([{ n: 1 }])
  })

  it('that is opened sweeps out the keys of forms that nobody comes back to', async () => {
    const db = await freshDb()
    await account(db, 'acc_1', 'one')
    // Sessions end by the clock on the wall, and so do the keys that are swept with them.
    const [old, recent] = [Date.now() - 3 * msPerDay, Date.now() - msPerDay]
    await holdFormKey(db, '', 'old', old)
    await holdFormKey(db, '', 'recent', recent)
    await openSession(db, 'acc_1', from, clock.now)
    expect(await db.all(sql`select key from form_keys`)).toEqual([{ key: 'recent' }])
  })
})
