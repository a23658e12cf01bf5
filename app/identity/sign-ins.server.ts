/** Signing in: one answer for a wrong name and a wrong password, and a limit for each account and address. */
import { and, eq, gt, inArray, isNull, lt, or } from 'drizzle-orm'
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

const failuresOf = (tx: Tx, key: string, now: Instant): Promise<number> =>
  tx.$count(signInFailures, and(eq(signInFailures.key, key), gt(signInFailures.at, now - windowMs)))

/**
 * Notes an attempt as failed before the password is looked at, unless there were too many: guesses that come all at
 * once would otherwise each find the count as it was. Gives the ids of what was noted.
 */
const noteAttempt = (db: Db, keys: { account: string; address: string }, now: Instant) =>
  transact(db, async (tx) => {
    await tx.delete(signInFailures).where(lt(signInFailures.at, now - windowMs))
    const tooMany =
      (await failuresOf(tx, keys.account, now)) >= mostPerAccount ||
      (await failuresOf(tx, keys.address, now)) >= mostPerAddress
    if (tooMany) return refused('too-many-attempts', { minutes: windowMs / 60_000 })
    const rows = Object.values(keys).map((key) => ({ id: newId(tx, 'sif', now), key, at: now }))
    await tx.insert(signInFailures).values(rows)
    return done(rows.map(({ id }) => id))
  })

/** Opens a session, or refuses with `wrong-name-or-password` or `too-many-attempts`. */
export const signIn = async (db: Db, given: { name: string; password: string }, from: From, now: Instant) => {
  const keys = { account: `account:${given.name}`, address: `address:${from.address}` }
  const noted = await noteAttempt(db, keys, now)
  if (!noted.ok) return noted
  const [account] = await db
    .select()
    .from(accounts)
    .where(and(eq(accounts.signInName, given.name), isNull(accounts.closedAt)))
  const fits = await passwordFits(account?.passwordHash ?? null, given.password)
  if (!account || !fits) return refused('wrong-name-or-password')
  const cookie = await openSession(db, account.id, from, now)
  await transact(db, async (tx) => {
    await tx
      .delete(signInFailures)
      .where(or(eq(signInFailures.key, keys.account), inArray(signInFailures.id, noted.value)))
    const actor: Actor = { ...systemActor(''), id: account.id, name: account.displayName }
    await record(tx, actor, 'session.opened', { kind: 'account', id: account.id, unitPath: '/' }, {}, now)
  })
  return done({ cookie, mustChangePassword: account.mustChangePassword })
}

export const signOut = async (db: Db, actor: Actor, token: string, origin: string, now: Instant): Promise<string> => {
  const cookie = await closeSession(db, token, origin)
  await transact(db, async (tx) => {
    await record(tx, actor, 'session.closed', { kind: 'account', id: actor.id, unitPath: '/' }, {}, now)
  })
  return cookie
}
