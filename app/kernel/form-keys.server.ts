/**
 * A form key, unique per browser session, makes a double submit one act: the second goes where the first went. The act's
 * own transactions note the key, so that a server that dies between the act and its answer does not do it twice.
 */
import { createHash } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.server.ts'
import { formKeys } from '#db/schema/kernel.ts'
import { transact, writingAlongside } from '#db/transact.server.ts'
import { type Instant, msPerDay } from './day.ts'

/** After this long without an answer the first submit is taken for dead. */
const abandonedAfterMs = 15_000
/** For so long a form that is sent again finds where it led: a day, and the night after it. */
const keptMs = 2 * msPerDay
const sweptAtOnce = 500

/** The answer of an act that is done, while nobody has noted where it led. */
const done = ''

/** One submit's hold on a key; `at` tells it from the submit that takes the key over. */
export type Claim = { actorId: string; key: string; at: Instant }
export type Submit =
  | { isFirst: true; claim: Claim }
  /** Null where the first was done and cut off before it could say where it led. */
  | { isFirst: false; wentTo: string | null }

/** Another submit of the same form has taken this one for dead: it, not this one, does the act. */
export class FormTakenOver extends Error {}

const rowOf = ({ actorId, key }: Omit<Claim, 'at'>) => and(eq(formKeys.actorId, actorId), eq(formKeys.key, key))
const claimed = (claim: Claim) => and(rowOf(claim), eq(formKeys.at, claim.at))

/** Holds the key, or waits for the one who holds it and says where they went. `session` is '' for a stranger. */
export const holdFormKey = async (db: Db, session: string, text: string, now: Instant): Promise<Submit> => {
  const actorId = createHash('sha256').update(session).digest('hex').slice(0, 32)
  const key = text.slice(0, 80)
  for (let waited = 0; ; waited += 50) {
    const at = now + waited
    const seen = await transact(db, async (tx): Promise<Submit | null> => {
      const [held] = await tx.select().from(formKeys).where(rowOf({ actorId, key }))
      // One from the future was taken before the clock was set back: nobody knows how long ago.
      const isAbandoned = held !== undefined && Math.abs(at - held.at) > abandonedAfterMs
      if (typeof held?.answer === 'string' && (held.answer !== done || isAbandoned))
        return { isFirst: false, wentTo: held.answer === done ? null : held.answer }
      if (held && !isAbandoned) return null
      if (held) await tx.delete(formKeys).where(and(claimed(held), isNull(formKeys.answer)))
      await tx.insert(formKeys).values({ actorId, key, at })
      return { isFirst: true, claim: { actorId, key, at } }
    })
    if (seen) return seen
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Does the act; each of its transactions notes that it is done. Throws FormTakenOver where another submit has the key. */
export const actUnder = <T>(claim: Claim, act: () => Promise<T>): Promise<T> => writingAlongside(noteDone(claim), act)

const noteDone = (claim: Claim) => async (tx: Tx) => {
  const noted = await tx.update(formKeys).set({ answer: done }).where(claimed(claim)).returning({ key: formKeys.key })
  if (noted.length === 0) throw new FormTakenOver('another submit of this form does the act')
}

/** Remembers where the act led. */
export const keepFormAnswer = async (db: Db, claim: Claim, answer: Response): Promise<void> => {
  const location = answer.headers.get('location')
  if (!location) return forgetFormKey(db, claim)
  await transact(db, (tx) => tx.update(formKeys).set({ answer: location }).where(claimed(claim)))
}

/** A refused act may be tried again with the same form. */
export const forgetFormKey = async (db: Db, claim: Claim): Promise<void> => {
  await transact(db, (tx) => tx.delete(formKeys).where(claimed(claim)))
}

/** Clears away some of the keys that nobody comes back to. */
export const sweepFormKeys = async (tx: Tx, now: Instant): Promise<void> => {
  const old = sql`select rowid from ${formKeys} where ${formKeys.at} < ${now - keptMs} limit ${sweptAtOnce}`
  await tx.delete(formKeys).where(sql`rowid in (${old})`)
}
