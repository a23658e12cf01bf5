/** A password handed over or reset, an address and a session: each of one account alone, and in the trail. */
import { asc, eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import {
  askReset,
  changePassword,
  closeAccount,
  findAccount,
  resetHolds,
  resetPassword,
} from '#app/identity/accounts.server.ts'
import { hashPassword } from '#app/identity/passwords.server.ts'
import { findSession, listSessions, openSession, revokeSession } from '#app/identity/sessions.server.ts'
import { changeAccountAddress, handOverAccount } from '#app/organisation/accounts/account-openings.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { accounts, passwordResets } from '#db/schema/identity.ts'
import { transact } from '#db/transact.server.ts'
import { hr } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { admin, from } from './sign-in.ts'

const { now } = clock
const next = 'a longer sentence'
const codeOf = (outcome: { ok: boolean; error?: { code: string } }) => (outcome.ok ? 'done' : outcome.error?.code)
const acts = async (db: Db) =>
  (await db.select({ act: auditRecords.act }).from(auditRecords).orderBy(asc(auditRecords.seq))).map(({ act }) => act)
const sessionOf = async (db: Db, id: string) => /session=(\w+)/.exec(await openSession(db, id, from, now))?.[1] ?? ''
const isOpen = async (db: Db, token: string) => (await findSession(db, `session=${token}`, from.origin, now)) !== null
const ask = (db: Db, name: string, at = now) => askReset(db, name, 'Asia/Shanghai', 'en', at)
/** The links of the mails, in the order in which they were asked for. */
const links = async (db: Db) =>
  (await db.all<{ body: string }>(sql`select body from mails order by rowid`)).map(
    ({ body }) => /\/reset\/([\w-]+)/.exec(body)?.[1] ?? '',
  )

/** Two accounts that can be written to, each with the password `old` and a session. */
const two = async () => {
  const db = await freshDb()
  const passwordHash = await hashPassword('old')
  for (const name of ['one', 'two'])
    await transact(db, (tx) =>
      tx.insert(accounts).values({
        ...{ id: `acc_${name}`, signInName: name, displayName: name, email: `${name}@bank.example` },
        ...{ passwordHash, createdAt: 0 },
      }),
    )
  const [token, other] = [await sessionOf(db, 'acc_one'), await sessionOf(db, 'acc_two')]
  const theirs = await findAccount(db, 'acc_two')
  /** The second account and its session are as they were. */
  const isUntouched = async () => {
    expect(await findAccount(db, 'acc_two')).toEqual(theirs)
    expect(await isOpen(db, other)).toBe(true)
  }
  return { db, token, other, isUntouched }
}

describe('a password', () => {
  it('is handed over anew to one account, which must change it', async () => {
    const { db, token, isUntouched } = await two()
    const before = await findAccount(db, 'acc_one')
    must(await handOverAccount(db, admin, 'acc_one', now))
    const after = await findAccount(db, 'acc_one')
    expect(after?.mustChangePassword).toBe(true)
    expect(after?.passwordHash).not.toBe(before?.passwordHash)
    expect(await isOpen(db, token)).toBe(false)
    await isUntouched()
    expect(await acts(db)).toEqual(['account.password-handed-over'])
    expect(codeOf(await handOverAccount(db, admin, 'acc_9', now))).toBe('no-such-account')
  })

  it('is changed by one account, and ends the sessions of no other', async () => {
    const { db, token, isUntouched } = await two()
    const change = (id: string) =>
      changePassword(db, { ...hr, id }, { sessionToken: token, ...from }, { current: 'old', password: next }, now)
    expect(codeOf(await change('acc_9'))).toBe('no-such-account')
    must(await change('acc_one'))
    await isUntouched()
    expect(await acts(db)).toEqual(['account.password-changed'])
  })

  it('is reset by the link of one account, and ends every session of that one', async () => {
    const { db, token, isUntouched } = await two()
    await ask(db, 'one')
    await ask(db, 'two')
    const [link = '', theirs = ''] = await links(db)
    expect(codeOf(await resetPassword(db, link, 'short', now))).toBe('password-short')
    must(await resetPassword(db, link, next, now))
    expect(await isOpen(db, token)).toBe(false)
    await isUntouched()
    expect(await resetHolds(db, theirs, now)).toBe(true)
    expect(await acts(db)).toEqual(['account.reset-asked', 'account.reset-asked', 'account.password-reset'])
  })
})

describe('a link that resets a password', () => {
  it('is asked for by sign-in name or by address, and by none of a closed account', async () => {
    const { db } = await two()
    await ask(db, 'one@bank.example')
    await ask(db, 'two')
    expect(await db.select({ of: passwordResets.accountId }).from(passwordResets)).toEqual([
      { of: 'acc_one' },
      { of: 'acc_two' },
    ])
    const [link = ''] = await links(db)
    await transact(db, (tx) => closeAccount(tx, admin, 'acc_one', true, now))
    expect(await resetHolds(db, link, now)).toBe(false)
    await ask(db, 'one')
    expect(await links(db)).toHaveLength(2)
  })

  it('is sent three times within an hour, to each account by itself, and again after it', async () => {
    const { db } = await two()
    for (let times = 0; times < 4; times++) await ask(db, 'one')
    expect(await links(db)).toHaveLength(3)
    await ask(db, 'two')
    expect(await links(db)).toHaveLength(4)
    await ask(db, 'one', clock.minutes(60) - 1)
    expect(await links(db)).toHaveLength(4)
    await ask(db, 'one', clock.minutes(60))
    expect(await links(db)).toHaveLength(5)
  })

  it('opens to the last instant of its hour, and is forgotten an hour after that', async () => {
    const { db } = await two()
    await ask(db, 'one')
    const [link = ''] = await links(db)
    expect(await resetHolds(db, link, clock.minutes(60))).toBe(true)
    expect(await resetHolds(db, link, clock.minutes(60) + 1)).toBe(false)
    const kept = () => db.$count(passwordResets, eq(passwordResets.accountId, 'acc_one'))
    await ask(db, 'nobody', clock.minutes(120))
    expect(await kept()).toBe(1)
    await ask(db, 'nobody', clock.minutes(120) + 1)
    expect(await kept()).toBe(0)
  })

  it.each<[string, (db: Db, token: string) => Promise<unknown>]>([
    [
      'its account is closed, though it is opened again',
      async (db) => {
        await transact(db, (tx) => closeAccount(tx, admin, 'acc_one', true, now))
        await transact(db, (tx) => closeAccount(tx, admin, 'acc_one', false, now))
      },
    ],
    ['a password is handed over', (db) => handOverAccount(db, admin, 'acc_one', now)],
    [
      'the password is changed',
      (db, sessionToken) =>
        changePassword(
          db,
          { ...hr, id: 'acc_one' },
          { sessionToken, ...from },
          { current: 'old', password: next },
          now,
        ),
    ],
  ])('opens nothing once %s, and another account’s still does', async (_, done) => {
    const { db, token, isUntouched } = await two()
    await ask(db, 'one')
    await ask(db, 'two')
    const [mine = '', theirs = ''] = await links(db)
    await done(db, token)
    expect([await resetHolds(db, mine, now), await resetHolds(db, theirs, now)]).toEqual([false, true])
    await isUntouched()
  })

  it('goes with the address to which it was sent, and takes no other account’s along', async () => {
    const { db, isUntouched } = await two()
    await ask(db, 'one')
    await ask(db, 'two')
    const [mine = '', theirs = ''] = await links(db)
    must(await changeAccountAddress(db, admin, 'acc_one', { email: 'new@bank.example', revision: 1 }, now))
    expect([await resetHolds(db, mine, now), await resetHolds(db, theirs, now)]).toEqual([false, true])
    await isUntouched()
    expect((await acts(db)).at(-1)).toBe('account.address-changed')
    expect(codeOf(await changeAccountAddress(db, admin, 'acc_9', { email: null, revision: 1 }, now))).toBe(
      'no-such-account',
    )
  })
})

describe('a session', () => {
  it('is not there any more when its account is opened again, and those of others stay', async () => {
    const { db, token, isUntouched } = await two()
    await transact(db, (tx) => closeAccount(tx, admin, 'acc_one', true, now))
    await transact(db, (tx) => closeAccount(tx, admin, 'acc_one', false, now))
    expect(await isOpen(db, token)).toBe(false)
    await isUntouched()
  })

  it('is ended by itself, not with the others of its account', async () => {
    const { db, token } = await two()
    const kept = await sessionOf(db, 'acc_one')
    const ids = async () => (await listSessions(db, 'acc_one', now)).map(({ id }) => id)
    const [first = ''] = await ids()
    await revokeSession(db, 'acc_one', first)
    expect(await ids()).toHaveLength(1)
    expect([await isOpen(db, token), await isOpen(db, kept)].filter(Boolean)).toHaveLength(1)
  })
})
