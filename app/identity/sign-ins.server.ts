/** Signing in: one answer for a wrong name and a wrong password, and a limit for each account and address. */
import { and, count, desc, eq, gt, isNull, lt } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { type Actor, systemActor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { accounts, signInFailures } from '#db/schema/identity.ts'
import { newId, transact } from '#db/transact.server.ts'
import { passwordFits } from './passwords.server.ts'
import { closeSession, openSession } from './sessions.server.ts'

const windowMs = 15 * 60_000
const mostPerAccount = 10
const mostPerAddress = 60

type From = { address: string; agent: string; origin: string }

const failuresOf = async (tx: Tx, key: string, now: Instant): Promise<number> => {
  const [row] = await tx
    .select({ n: count() })
    .from(signInFailures)
    .where(and(eq(signInFailures.key, key), gt(signInFailures.at, now - windowMs)))
  return row?.n ?? 0
}

/**
 * Counts an attempt as failed before its password is looked at, so that a hundred at once are not all the first one.
 * False when there were too many.
 */
const mayTry = (db: Db, keys: { account: string; address: string }, now: Instant): Promise<boolean> =>
  transact(db, async (tx) => {
    if ((await failuresOf(tx, keys.account, now)) >= mostPerAccount) return false
    if ((await failuresOf(tx, keys.address, now)) >= mostPerAddress) return false
    await tx.delete(signInFailures).where(lt(signInFailures.at, now - windowMs))
    for (const key of Object.values(keys))
      await tx.insert(signInFailures).values({ id: newId(tx, 'sif', now), key, at: now })
    return true
  })

/** Opens a session, or refuses with `wrong-name-or-password` or `too-many-attempts`. */
export const signIn = async (db: Db, given: { name: string; password: string }, from: From, now: Instant) => {
  const keys = { account: `account:${given.name}`, address: `address:${from.address}` }
  if (!(await mayTry(db, keys, now))) return refused('too-many-attempts', { minutes: windowMs / 60_000 })
  const [account] = await db
    .select()
    .from(accounts)
    .where(and(eq(accounts.signInName, given.name), isNull(accounts.closedAt)))
  const fits = await passwordFits(account?.passwordHash ?? null, given.password)
  if (!account || !fits) return refused('wrong-name-or-password')
  const cookie = await openSession(db, account.id, from, now)
  await transact(db, async (tx) => {
    await tx.delete(signInFailures).where(eq(signInFailures.key, keys.account))
    await forgetOne(tx, keys.address)
    const actor: Actor = { ...systemActor(''), id: account.id, name: account.displayName }
    await record(tx, actor, 'session.opened', { kind: 'account', id: account.id, unitPath: '/' }, {}, now)
  })
  return done({ cookie, mustChangePassword: account.mustChangePassword })
}

/** Takes back the attempt that a good password was counted as before anyone knew; others of the address stand. */
const forgetOne = async (tx: Tx, key: string): Promise<void> => {
  const [last] = await tx
    .select({ id: signInFailures.id })
    .from(signInFailures)
    .where(eq(signInFailures.key, key))
    .orderBy(desc(signInFailures.at), desc(signInFailures.id))
    .limit(1)
  if (last) await tx.delete(signInFailures).where(eq(signInFailures.id, last.id))
}

export const signOut = async (db: Db, actor: Actor, token: string, origin: string, now: Instant): Promise<string> => {
  const cookie = await closeSession(db, token, origin)
  await transact(db, async (tx) => {
    await record(tx, actor, 'session.closed', { kind: 'account', id: actor.id, unitPath: '/' }, {}, now)
  })
  return cookie
}
