/** Accounts: opened with a password to hand over, closed and opened again, their passwords changed and reset. */
import { createHash, randomBytes } from 'node:crypto'
import { and, asc, count, eq, gt, gte, isNull, like, lt, or, type SQL } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import { translator } from '#app/i18n/words.server.ts'
import { type Actor, systemActor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { queueMail } from '#app/kernel/mail.server.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Locale } from '#app/kernel/words.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { accounts, passwordResets, sessions } from '#db/schema/identity.ts'
import { newId, transact } from '#db/transact.server.ts'
import { handoverPassword, passwordFault } from './password.ts'
import { forgiveGuess, noteGuess } from './password-guesses.server.ts'
import { hashPassword, passwordFits } from './passwords.server.ts'
import { hashOf, revokeOtherSessions } from './sessions.server.ts'

export type Account = typeof accounts.$inferSelect
const subjectOf = (id: string) => ({ kind: 'account', id, unitPath: '/' })

export const findAccount = async (db: Reader, id: string): Promise<Account | null> => {
  const [row] = await db.select().from(accounts).where(eq(accounts.id, id))
  return row ?? null
}

export const isAnyAccount = async (db: Reader): Promise<boolean> =>
  (await db.select({ id: accounts.id }).from(accounts).limit(1)).length > 0

/** A new initial password and its hash; made before the transaction, because hashing takes its time. */
export const newHandover = async () => {
  const password = handoverPassword(randomBytes(16))
  return { password, hash: await hashPassword(password) }
}

export type NewAccount = {
  signInName: string
  displayName: string
  email: string | null
  passwordHash: string
  mustChangePassword: boolean
  language?: Locale
}

/** Opens an account in the transaction of whoever decided that. Refuses a name that is taken. */
export const openAccount = async (tx: Tx, actor: Actor, given: NewAccount, now: Instant) => {
  const signInName = given.signInName.normalize('NFKC').trim().toLowerCase()
  const [taken] = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.signInName, signInName))
  if (taken) return refused('name-taken')
  const id = newId(tx, 'acc', now)
  await tx.insert(accounts).values({ ...given, signInName, id, createdAt: now })
  await record(
    tx,
    actor,
    'account.opened',
    subjectOf(id),
    { after: { signInName, displayName: given.displayName } },
    now,
  )
  return done({ id })
}

/** A new password to hand over: the person must change it when they come, and every session and link ends. */
export const handOver = async (tx: Tx, actor: Actor, id: string, hash: string, now: Instant) => {
  await tx.update(accounts).set({ passwordHash: hash, mustChangePassword: true }).where(eq(accounts.id, id))
  await tx.delete(sessions).where(eq(sessions.accountId, id))
  await endLinks(tx, id)
  await record(tx, actor, 'account.password-handed-over', subjectOf(id), {}, now)
}

/** Where an account is written to from now on; a link that went to the old address opens nothing any more. */
export const changeAddress = async (
  tx: Tx,
  actor: Actor,
  account: Account,
  given: { email: string | null; revision: number },
  now: Instant,
) => {
  if (account.revision !== given.revision) return changedMeanwhile(tx, subjectOf(account.id))
  const { id, email: before } = account
  const { email } = given
  await tx
    .update(accounts)
    .set({ email, revision: account.revision + 1 })
    .where(eq(accounts.id, id))
  if (email !== before) await endLinks(tx, id)
  await record(
    tx,
    actor,
    'account.address-changed',
    subjectOf(id),
    { before: { email: before }, after: { email } },
    now,
  )
  return done({ id })
}

/** Closes an account and ends its sessions and links, or opens it again: what was open then stays ended. */
export const closeAccount = async (tx: Tx, actor: Actor, id: string, isClosed: boolean, now: Instant) => {
  await tx
    .update(accounts)
    .set({ closedAt: isClosed ? now : null })
    .where(eq(accounts.id, id))
  await tx.delete(sessions).where(eq(sessions.accountId, id))
  await endLinks(tx, id)
  await record(tx, actor, isClosed ? 'account.closed' : 'account.reopened', subjectOf(id), {}, now)
}

/**
 * One's own password. Every other session ends: whoever knew the old one is out. The present one may be guessed as often
 * as at sign-in, for a browser that was left open is a door too.
 */
export const changePassword = async (
  db: Db,
  actor: Actor,
  from: { sessionToken: string; address: string },
  given: { current: string; password: string },
  now: Instant,
) => {
  const account = await findAccount(db, actor.id)
  if (!account) return refused('no-such-account')
  const fault =
    given.password === given.current ? 'password-unchanged' : passwordFault(given.password, account.signInName)
  if (fault) return refused(fault)
  const guessed = { signInName: account.signInName, address: from.address }
  const noted = await noteGuess(db, guessed, now)
  if (!noted.ok) return noted
  if (!(await passwordFits(account.passwordHash, given.current))) return refused('current-password-wrong')
  const passwordHash = await hashPassword(given.password)
  return transact(db, async (tx) => {
    await forgiveGuess(tx, guessed, noted.value)
    await revokeOtherSessions(tx, account.id, hashOf(from.sessionToken))
    await endLinks(tx, account.id)
    await tx.update(accounts).set({ passwordHash, mustChangePassword: false }).where(eq(accounts.id, account.id))
    await record(tx, actor, 'account.password-changed', subjectOf(account.id), {}, now)
    return done()
  })
}

/** The links that were sent open nothing any more. */
const endLinks = (tx: Tx, accountId: string) =>
  tx.delete(passwordResets).where(and(eq(passwordResets.accountId, accountId), isNull(passwordResets.usedAt)))

const linkMs = 60 * 60_000
const mostLinks = 3

/**
 * Sends a link to whoever has this name or address. Says nothing of whether there is such an account, and writes the
 * same number of rows to the eye of a clock: the mail itself goes later, by a job.
 */
export const askReset = async (db: Db, name: string, timeZone: string, bank: Locale, now: Instant): Promise<void> => {
  const [account] = await db
    .select()
    .from(accounts)
    .where(and(or(eq(accounts.signInName, name), eq(accounts.email, name)), isNull(accounts.closedAt)))
    .limit(1)
  const token = randomBytes(24).toString('base64url')
  await transact(db, async (tx) => {
    await tx.delete(passwordResets).where(lt(passwordResets.expiresAt, now - linkMs))
    if (!account?.email) return
    const asked = await tx.$count(
      passwordResets,
      and(eq(passwordResets.accountId, account.id), gt(passwordResets.askedAt, now - linkMs)),
    )
    if (asked >= mostLinks) return
    const id = digest(token)
    await tx.insert(passwordResets).values({ id, accountId: account.id, askedAt: now, expiresAt: now + linkMs })
    const language = account.language ?? bank
    const t = translator(language, 'identity', timeZone)
    const body = `${t('mail.reset-body', { name: account.displayName })}\n\n/reset/${token}\n\n${t('mail.reset-end')}\n`
    await queueMail(tx, { to: account.email, language, subject: t('mail.reset-subject'), body }, now)
    const actor: Actor = { ...systemActor(''), id: account.id, name: account.displayName }
    await record(tx, actor, 'account.reset-asked', subjectOf(account.id), {}, now)
  })
}

const digest = (token: string) => createHash('sha256').update(token).digest('hex')

const openReset = async (db: Reader, token: string, now: Instant) => {
  const [row] = await db
    .select({ reset: passwordResets, account: accounts })
    .from(passwordResets)
    .innerJoin(accounts, eq(accounts.id, passwordResets.accountId))
    .where(
      and(
        eq(passwordResets.id, digest(token)),
        isNull(passwordResets.usedAt),
        gte(passwordResets.expiresAt, now),
        isNull(accounts.closedAt),
      ),
    )
  return row ?? null
}

/** Whether a link still opens. */
export const resetHolds = async (db: Reader, token: string, now: Instant): Promise<boolean> =>
  (await openReset(db, token, now)) !== null

/** A new password by the link from the mail; once, and every session of the account ends. */
export const resetPassword = async (db: Db, token: string, password: string, now: Instant) => {
  const found = await openReset(db, token, now)
  if (!found) return refused('link-ended')
  const fault = passwordFault(password, found.account.signInName)
  if (fault) return refused(fault)
  const passwordHash = await hashPassword(password)
  return transact(db, async (tx) => {
    const again = await openReset(tx, token, now)
    if (!again) return refused('link-ended')
    const { id, displayName } = again.account
    await tx.update(passwordResets).set({ usedAt: now }).where(eq(passwordResets.accountId, id))
    await tx.update(accounts).set({ passwordHash, mustChangePassword: false }).where(eq(accounts.id, id))
    await tx.delete(sessions).where(eq(sessions.accountId, id))
    const actor: Actor = { ...systemActor(''), id, name: displayName }
    await record(tx, actor, 'account.password-reset', subjectOf(id), {}, now)
    return done()
  })
}

/** Accounts whose sign-in or own name begins so, by sign-in name. */
export const accountsIn = async (db: Reader, q: string, page: { limit: number; offset: number }) => {
  const begins = (text: string) => `${text.replace(/[%_\\]/g, '')}%`
  const which: SQL | undefined = q
    ? or(like(accounts.signInName, begins(q.toLowerCase())), like(accounts.displayName, begins(q)))
    : undefined
  const rows = await db
    .select({
      id: accounts.id,
      signInName: accounts.signInName,
      displayName: accounts.displayName,
      email: accounts.email,
      mustChangePassword: accounts.mustChangePassword,
      createdAt: accounts.createdAt,
      closedAt: accounts.closedAt,
    })
    .from(accounts)
    .where(which)
    .orderBy(asc(accounts.signInName))
    .limit(page.limit)
    .offset(page.offset)
  const [all] = await db.select({ n: count() }).from(accounts).where(which)
  return { rows, total: all?.n ?? 0 }
}
