import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import identityWords from '#app/i18n/locales/en/identity.json' with { type: 'json' }
import { askReset, changePassword, closeAccount, findAccount, resetPassword } from '#app/identity/accounts.server.ts'
import { handoverPassword, passwordFault } from '#app/identity/password.ts'
import { forgiveGuess, noteGuess } from '#app/identity/password-guesses.server.ts'
import { hashPassword, passwordFits } from '#app/identity/passwords.server.ts'
import { permissionMatrix } from '#app/identity/permission-matrix.ts'
import { findSession, listSessions, openSession, revokeSession } from '#app/identity/sessions.server.ts'
import { signIn } from '#app/identity/sign-ins.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { msPerDay } from '#app/kernel/day.ts'
import { holdFormKey } from '#app/kernel/form-keys.server.ts'
import {
  changeAccountAddress,
  handOverAccount,
  openEmployeeAccount,
} from '#app/organisation/accounts/account-openings.server.ts'
import { reachOf } from '#app/organisation/accounts/reach.server.ts'
import { grantRole, withdrawGrant } from '#app/organisation/accounts/role-grants.server.ts'
import { firstRun } from '#app/organisation/settings/first-run.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { accounts, sessions, signInFailures } from '#db/schema/identity.ts'
import { transact } from '#db/transact.server.ts'
import { account, hr, openBank, person } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'

const admin = { ...hr, id: 'acc_admin', grants: [{ role: 'administrator', path: '/' }] }
const from = { address: '10.0.0.1', agent: 'x', origin: 'http://127.0.0.1' }
const here = { sessionToken: 'x', address: from.address }

describe('an account', () => {
  it('is opened with a password to hand over, which must be changed at the first sign-in', async () => {
    const db = await freshDb()
    await openBank(db)
    const id = await person(db, { number: 'E1' })
    const opened = await openEmployeeAccount(db, admin, id, clock.now)
    if (!opened.ok) throw new Error(opened.error.code)
    const { password } = opened.value
    const entered = await signIn(db, { name: 'e1', password }, from, clock.now)
    expect(entered).toMatchObject({ ok: true, value: { mustChangePassword: true } })
    const own = { ...hr, id: opened.value.id }
    const short = await changePassword(db, own, here, { current: password, password: 'short' }, clock.now)
    expect(short).toMatchObject({ error: { code: 'password-short' } })
    const changed = await changePassword(db, own, here, { current: password, password: 'a longer sentence' }, clock.now)
    expect(changed).toMatchObject({ ok: true })
    expect((await findAccount(db, opened.value.id))?.mustChangePassword).toBe(false)
    // Whoever tries again is shown the way to the account that there is.
    expect(await openEmployeeAccount(db, admin, id, clock.now)).toMatchObject({
      error: { code: 'has-account', detail: { accountId: opened.value.id } },
    })
  })

  it('is written to at another address once an administrator says so, and a link to the old one opens nothing', async () => {
    const db = await freshDb()
    await openBank(db)
    await account(db, 'acc_1', 'one')
    const links = async () =>
      (await db.all<{ body: string }>(sql`select body from mails order by rowid`)).map(
        ({ body }) => /\/reset\/([\w-]+)/.exec(body)?.[1] ?? '',
      )
    const write = (email: string | null, revision: number, actor: Actor = admin) =>
      changeAccountAddress(db, actor, 'acc_1', { email, revision }, clock.now)
    expect(await write('evil@bank.example', 1, hr)).toMatchObject({ error: { code: 'no-such-account' } })
    await askReset(db, 'one', 'Asia/Shanghai', 'en', clock.now)
    expect(await links()).toEqual([])
    expect(await write('one@bank.example', 1)).toMatchObject({ ok: true })
    expect(await write('other@bank.example', 1)).toMatchObject({ error: { code: 'changed-meanwhile' } })
    await askReset(db, 'one', 'Asia/Shanghai', 'en', clock.now)
    expect(await write('new@bank.example', 2)).toMatchObject({ ok: true })
    await askReset(db, 'one', 'Asia/Shanghai', 'en', clock.now)
    const [old = '', current = ''] = await links()
    expect(await resetPassword(db, old, 'a longer sentence', clock.now)).toMatchObject({
      error: { code: 'link-ended' },
    })
    expect(await resetPassword(db, current, 'a longer sentence', clock.now)).toMatchObject({ ok: true })
  })

  it('is nobody’s to hand over but an administrator’s', async () => {
    const db = await freshDb()
    await openBank(db)
    await account(db, 'acc_1', 'one')
    expect(await handOverAccount(db, hr, 'acc_1', clock.now)).toMatchObject({ error: { code: 'no-such-account' } })
  })

  it('gets its password reset by a link that opens once and for an hour', async () => {
    const db = await freshDb()
    await openBank(db)
    await account(db, 'acc_1', 'one')
    await db.engine.transaction(
      (tx) => Promise.resolve(tx.run(sql`update accounts set email = 'one@bank.example' where id = 'acc_1'`)),
      () => true,
    )
    await askReset(db, 'nobody', 'Asia/Shanghai', 'en', clock.now)
    await askReset(db, 'one', 'Asia/Shanghai', 'en', clock.now)
    const mails = await db.all<{ body: string }>(sql`select body from mails`)
    expect(mails).toHaveLength(1)
    const token = /\/reset\/(\S+)/.exec(mails[0]?.body ?? '')?.[1] ?? ''
    const late = await resetPassword(db, token, 'a longer sentence', clock.minutes(61))
    expect(late).toMatchObject({ error: { code: 'link-ended' } })
    expect(await resetPassword(db, token, 'a longer sentence', clock.minutes(59))).toMatchObject({ ok: true })
    expect(await resetPassword(db, token, 'another sentence', clock.minutes(59))).toMatchObject({
      error: { code: 'link-ended' },
    })
    expect(await signIn(db, { name: 'one', password: 'a longer sentence' }, from, clock.now)).toMatchObject({
      ok: true,
    })
  })
})

describe('a guess at a password', () => {
  /** An account whose password is known, with two browsers signed in. */
  const signedInTwice = async () => {
    const db = await freshDb()
    await openBank(db)
    const id = await person(db, { number: 'E1' })
    const opened = await openEmployeeAccount(db, admin, id, clock.now)
    if (!opened.ok) throw new Error(opened.error.code)
    const { id: accountId, password } = opened.value
    const sessionOf = async () => {
      const entered = await signIn(db, { name: 'e1', password }, from, clock.now)
      if (!entered.ok) throw new Error(entered.error.code)
      return /session=(\w+)/.exec(entered.value.cookie)?.[1] ?? ''
    }
    const isOpen = async (token: string) => (await findSession(db, `session=${token}`, from.origin, clock.now)) !== null
    return {
      db,
      own: { ...hr, id: accountId },
      password,
      tokens: [await sessionOf(), await sessionOf()] as const,
      isOpen,
    }
  }
  const next = 'a longer sentence'

  it('is limited where a password is changed as it is at sign-in, by one count', async () => {
    const { db, own, password } = await signedInTwice()
    const guess = (current: string, minutes = 0) =>
      changePassword(db, own, here, { current, password: next }, clock.minutes(minutes))
    const wrong = await Promise.all(Array.from({ length: 12 }, (_, at) => guess(`guess ${at}`)))
    expect(wrong.map((each) => !each.ok && each.error.code).sort()).toEqual([
      ...Array.from({ length: 10 }, () => 'current-password-wrong'),
      ...Array.from({ length: 2 }, () => 'too-many-attempts'),
    ])
    const later = { error: { code: 'too-many-attempts', detail: { minutes: 15 } } }
    expect(await guess(password)).toMatchObject(later)
    expect(await signIn(db, { name: 'e1', password }, from, clock.now)).toMatchObject(later)
    expect(await guess(password, 16)).toMatchObject({ ok: true })
  })

  it('is not what a new password is that does not do, and the right one forgives those before', async () => {
    const { db, own, password } = await signedInTwice()
    for (let times = 0; times < 12; times++)
      expect(await changePassword(db, own, here, { current: 'wrong', password: 'short' }, clock.now)).toMatchObject({
        error: { code: 'password-short' },
      })
    for (let times = 0; times < 9; times++)
      await changePassword(db, own, here, { current: 'wrong', password: next }, clock.now)
    expect(await changePassword(db, own, here, { current: password, password: next }, clock.now)).toMatchObject({
      ok: true,
    })
    expect(await db.all(sql`select * from sign_in_failures where key = 'account:e1'`)).toEqual([])
  })

  it('that was right ends every other session, and a wrong one ends none', async () => {
    const { db, own, password, tokens, isOpen } = await signedInTwice()
    const [sessionToken, other] = tokens
    const by = { sessionToken, address: from.address }
    await changePassword(db, own, by, { current: 'wrong', password: next }, clock.now)
    expect([await isOpen(sessionToken), await isOpen(other)]).toEqual([true, true])
    expect(await changePassword(db, own, by, { current: password, password: next }, clock.now)).toMatchObject({
      ok: true,
    })
    expect([await isOpen(sessionToken), await isOpen(other)]).toEqual([true, false])
  })
})

describe('guesses', () => {
  const guess = (db: Db, signInName: string, address: string, at = clock.now) =>
    noteGuess(db, { signInName, address }, at)

  it('are sixty from one address, whosever names they are at, and others are not kept from trying', async () => {
    const db = await freshDb()
    for (let at = 0; at < 60; at++) must(await guess(db, `name-${at}`, '10.0.0.1'))
    expect(await guess(db, 'another', '10.0.0.1')).toMatchObject({ error: { code: 'too-many-attempts' } })
    must(await guess(db, 'another', '10.0.0.2'))
  })

  it('count for a quarter of an hour, and are forgotten after it', async () => {
    const db = await freshDb()
    for (let at = 0; at < 10; at++) must(await guess(db, 'e1', '10.0.0.1'))
    const after = clock.minutes(15)
    expect(await guess(db, 'e1', '10.0.0.1', after - 1)).toMatchObject({ ok: false })
    must(await guess(db, 'e1', '10.0.0.1', after))
    must(await guess(db, 'e2', '10.0.0.3', after + 1))
    expect(await db.$count(signInFailures)).toBe(4)
  })

  it('that were right are none: those before at the account are forgiven, those at others stand', async () => {
    const db = await freshDb()
    const guessed = { signInName: 'e1', address: '10.0.0.1' }
    for (const name of ['e1', 'e2']) must(await guess(db, name, guessed.address))
    const noted = must(await noteGuess(db, guessed, clock.now))
    await transact(db, (tx) => forgiveGuess(tx, guessed, noted))
    const keys = (await db.select({ key: signInFailures.key }).from(signInFailures)).map(({ key }) => key)
    expect(keys.sort()).toEqual(['account:e2', 'address:10.0.0.1', 'address:10.0.0.1'])
  })

  it('at a closed account are wrong, be the password right', async () => {
    const db = await freshDb()
    await account(db, 'acc_1', 'one')
    const passwordHash = await hashPassword('a longer sentence')
    await transact(db, (tx) => tx.update(accounts).set({ passwordHash, closedAt: clock.now }))
    expect(await signIn(db, { name: 'one', password: 'a longer sentence' }, from, clock.now)).toMatchObject({
      error: { code: 'wrong-name-or-password' },
    })
  })

  it('before a sign-in no longer count after it', async () => {
    const db = await freshDb()
    await account(db, 'acc_1', 'one')
    const passwordHash = await hashPassword('a longer sentence')
    await transact(db, (tx) => tx.update(accounts).set({ passwordHash }))
    for (let at = 0; at < 9; at++) must(await guess(db, 'one', from.address))
    must(await signIn(db, { name: 'one', password: 'a longer sentence' }, from, clock.now))
    expect(await db.$count(signInFailures, eq(signInFailures.key, 'account:one'))).toBe(0)
  })
})

describe('a guess at a name', () => {
  it('costs as long against nobody as against somebody, so that time tells nothing', async () => {
    const stored = await hashPassword('a longer sentence')
    const timeOf = async (against: string | null) => {
      const began = performance.now()
      expect(await passwordFits(against, 'a wrong password')).toBe(false)
      return performance.now() - began
    }
    await timeOf(null)
    const [nobody, somebody]: [number[], number[]] = [[], []]
    const ratio = () => Math.min(...nobody) / Math.min(...somebody)
    // The quickest of each, and more of them where others use this machine too; without the decoy the first is next to
    // nothing, however often it is asked.
    for (let times = 0; times < 60 && !(times >= 7 && ratio() > 0.5); times++) {
      nobody.push(await timeOf(null))
      somebody.push(await timeOf(stored))
    }
    expect(ratio()).toBeGreaterThan(0.5)
  })
})

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

  it('has an answer for every act of the policy', () => {
    const matrix = permissionMatrix()
    expect(matrix.find((row) => row.act === 'role.grant')?.allowed).toEqual(['administrator'])
    expect(matrix.find((row) => row.act === 'employee.read')?.allowed).toEqual([
      'manager',
      'hr-officer',
      'administrator',
    ])
  })

  it('says every act and every subject of the policy in words', () => {
    const { acts, subjects } = identityWords.permission
    const said = Object.entries(acts).flatMap(([noun, verbs]) => Object.keys(verbs).map((verb) => `${noun}.${verb}`))
    const rows = permissionMatrix()
    expect(said.sort()).toEqual(rows.map((row) => row.act).sort())
    expect(Object.keys(subjects).sort()).toEqual([...new Set(rows.map((row) => row.domain))].sort())
  })
})

describe('the first run', () => {
  const given = {
    bankName: { 'zh-CN': '澜川银行' },
    entityName: { 'zh-CN': '澜川银行' },
    entityCode: 'LAN',
    unitName: { 'zh-CN': '总行' },
    unitCode: 'HO',
    openedOn: '2026-01-01',
    signInName: 'first',
    displayName: '首任',
    email: null,
    password: 'a longer sentence',
    language: 'zh-CN' as const,
  }
  it('makes the bank and its administrator once', async () => {
    const db = await freshDb()
    expect(await firstRun(db, given, clock.today, clock.now)).toMatchObject({ ok: true })
    expect(await signIn(db, { name: 'first', password: given.password }, from, clock.now)).toMatchObject({ ok: true })
    expect(await firstRun(db, { ...given, signInName: 'second' }, clock.today, clock.now)).toMatchObject({
      error: { code: 'begun-already' },
    })
  })
})

describe('a password', () => {
  it('is long, not the name, not everybody’s', () => {
    expect(passwordFault('short', 'e1')).toBe('password-short')
    expect(passwordFault('wangxiaoming1', 'wangxiaoming')).toBe('password-is-name')
    expect(passwordFault('1234567890', 'e1')).toBe('password-common')
    expect(passwordFault('aaaaaaaaaaaa', 'e1')).toBe('password-same-letter')
    expect(passwordFault('柜台前的第三盏灯很亮', 'e1')).toBeNull()
  })
  it.each([
    ['ten characters are enough', 'abcdefghi1', 'e1', null],
    ['nine are not, however many bytes they are', '😀😁😂🤣😃😄😅😆😉', 'e1', 'password-short'],
    ['two hundred are not too many', `${'ab1-'.repeat(50)}`, 'e1', null],
    ['one more is', `${'ab1-'.repeat(50)}x`, 'e1', 'password-long'],
    ['the name with five more is the name, in capitals too', 'WANGXIAOMING12345', 'wangxiaoming', 'password-is-name'],
    ['the name with six more is not', 'wangxiaoming123456', 'wangxiaoming', null],
    ['without a name nothing is it', 'abc1d', '', 'password-short'],
    ['nor is anything long enough', 'abcde fghi', '', null],
    ['what everybody takes is that in capitals and full width', 'ＰＡＳＳＷＯＲＤ１２３', 'e1', 'password-common'],
    ['three letters over and over are one', 'abcabcabcabc', 'e1', 'password-same-letter'],
    ['four are not', 'abcdabcdabcd', 'e1', null],
  ])('%s', (_, password, name, fault) => {
    expect(passwordFault(password, name)).toBe(fault)
  })
  it('to hand over is four groups of four, from letters that nobody mistakes', () => {
    expect(handoverPassword(Uint8Array.from({ length: 16 }, (_, at) => at))).toBe('abcd-efgh-jkmn-pqrs')
    expect(handoverPassword(Uint8Array.from({ length: 16 }, (_, at) => at + 16))).toBe('tuvw-xyz2-3456-789a')
  })
})
