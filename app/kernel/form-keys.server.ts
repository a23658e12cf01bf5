/** A form key, unique per browser session, makes a double submit one act: the second goes where the first went. */
import { createHash } from 'node:crypto'
import { and, eq, gt, isNull, lt, or } from 'drizzle-orm'
import type { Db } from '#db/client.server.ts'
import { formKeys } from '#db/schema/kernel.ts'
import { transact } from '#db/transact.server.ts'
import type { Instant } from './day.ts'

/** After this long without an answer the first submit is taken for dead. */
const abandonedAfterMs = 15_000

export type HeldKey = { actorId: string; key: string; answer: string | null }

/** Holds the key, or waits for the one who holds it and gives their answer. */
export const holdFormKey = async (db: Db, cookie: string, key: string, now: Instant): Promise<HeldKey> => {
  const actorId = createHash('sha256').update(cookie).digest('hex').slice(0, 32)
  const mine = and(eq(formKeys.actorId, actorId), eq(formKeys.key, key.slice(0, 80)))
  for (let waited = 0; ; waited += 50) {
    const taken = await transact(db, async (tx) => {
      // One from the future was taken before the clock was set back: nobody knows how long ago.
      const abandoned = or(
        lt(formKeys.at, now + waited - abandonedAfterMs),
        gt(formKeys.at, now + waited + abandonedAfterMs),
      )
      await tx.delete(formKeys).where(and(mine, isNull(formKeys.answer), abandoned))
      const rows = await tx
        .insert(formKeys)
        .values({ actorId, key: key.slice(0, 80), at: now })
        .onConflictDoNothing()
        .returning({ key: formKeys.key })
      return rows.length > 0
    })
    if (taken) return { actorId, key: key.slice(0, 80), answer: null }
    const [row] = await db.select({ answer: formKeys.answer }).from(formKeys).where(mine)
    if (typeof row?.answer === 'string') return { actorId, key, answer: row.answer }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Remembers where the act led. */
export const keepFormAnswer = async (db: Db, held: HeldKey, answer: Response): Promise<void> => {
  const location = answer.headers.get('location')
  if (!location) return forgetFormKey(db, held)
  await transact(db, async (tx) => {
    await tx
      .update(formKeys)
      .set({ answer: location })
      .where(and(eq(formKeys.actorId, held.actorId), eq(formKeys.key, held.key)))
  })
}

/** A refused act may be tried again with the same form. */
export const forgetFormKey = async (db: Db, held: HeldKey): Promise<void> => {
  await transact(db, async (tx) => {
    await tx.delete(formKeys).where(and(eq(formKeys.actorId, held.actorId), eq(formKeys.key, held.key)))
  })
}
