/** Signing in, with one answer for a wrong name and a wrong password; and out. */
import { and, eq, isNull } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { type Actor, systemActor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Db } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { transact } from '#db/transact.server.ts'
import { forgiveGuess, noteGuess } from './password-guesses.server.ts'
import { passwordFits } from './passwords.server.ts'
import { closeSession, openSession } from './sessions.server.ts'

type From = { address: string; agent: string; origin: string }

/** Opens a session, or refuses with `wrong-name-or-password` or `too-many-attempts`. */
export const signIn = async (db: Db, given: { name: string; password: string }, from: From, now: Instant) => {
  const guessed = { signInName: given.name, address: from.address }
  const noted = await noteGuess(db, guessed, now)
  if (!noted.ok) return noted
  const [account] = await db
    .select()
    .from(accounts)
    .where(and(eq(accounts.signInName, given.name), isNull(accounts.closedAt)))
  const fits = await passwordFits(account?.passwordHash ?? null, given.password)
  if (!account || !fits) return refused('wrong-name-or-password')
  const cookie = await openSession(db, account.id, from, now)
  await transact(db, async (tx) => {
    await forgiveGuess(tx, guessed, noted.value)
    const actor: Actor = { ...systemActor(''), id: account.id, name: account.displayName }
    await record(tx, actor, 'session.opened', { kind: 'account', id: account.id, unitPath: '/' }, {}, now)
  })
  return done({ cookie, mustChangePassword: account.mustChangePassword })
}

/** Ends the session, and gives the Set-Cookie header that clears the cookie. */
export const signOut = async (db: Db, actor: Actor, token: string, origin: string, now: Instant): Promise<string> => {
  const cookie = await closeSession(db, token, origin)
  await transact(db, async (tx) => {
    await record(tx, actor, 'session.closed', { kind: 'account', id: actor.id, unitPath: '/' }, {}, now)
  })
  return cookie
}
