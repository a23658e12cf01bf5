/** How often a password may be guessed: a limit for each account and each address, wherever one is asked for. */
import { and, eq, gt, inArray, lt, or } from 'drizzle-orm'
import type { Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { signInFailures } from '#db/schema/identity.ts'
import { newId, transact } from '#db/transact.server.ts'

const windowMs = 15 * 60_000
const mostPerAccount = 10
const mostPerAddress = 60

/** Whose password is guessed, by the name typed at sign-in, and the address from which it is. */
type Guessed = { signInName: string; address: string }
const accountKey = ({ signInName }: Guessed) => `account:${signInName}`
const addressKey = ({ address }: Guessed) => `address:${address}`

/** One from the far future was noted before the clock was set back: it would count until then. */
const failuresOf = (tx: Tx, key: string, now: Instant): Promise<number> =>
  tx.$count(
    signInFailures,
    and(eq(signInFailures.key, key), gt(signInFailures.at, now - windowMs), lt(signInFailures.at, now + windowMs)),
  )

/**
 * Notes a guess as failed before the password is looked at, unless there were too many: guesses that come all at once
 * would otherwise each find the count as it was. Gives the ids of what was noted, for `forgiveGuess`; refuses with
 * `too-many-attempts`.
 */
export const noteGuess = (db: Db, guessed: Guessed, now: Instant) =>
  transact(db, async (tx) => {
    await tx.delete(signInFailures).where(lt(signInFailures.at, now - windowMs))
    const tooMany =
      (await failuresOf(tx, accountKey(guessed), now)) >= mostPerAccount ||
      (await failuresOf(tx, addressKey(guessed), now)) >= mostPerAddress
    if (tooMany) return refused('too-many-attempts', { minutes: windowMs / 60_000 })
    const rows = [accountKey(guessed), addressKey(guessed)].map((key) => ({ id: newId(tx, 'sif', now), key, at: now }))
    await tx.insert(signInFailures).values(rows)
    return done(rows.map(({ id }) => id))
  })

/** It was the password: the guess was none, and those at the account before it no longer count. */
export const forgiveGuess = async (tx: Tx, guessed: Guessed, noted: readonly string[]): Promise<void> => {
  const these = inArray(signInFailures.id, [...noted])
  await tx.delete(signInFailures).where(or(eq(signInFailures.key, accountKey(guessed)), these))
}
