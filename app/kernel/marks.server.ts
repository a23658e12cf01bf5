/** Small facts that the machinery keeps under a key: where the last digest stopped, up to where the chain holds. */
import { eq } from 'drizzle-orm'
import type { Reader, Tx } from '#db/client.server.ts'
import { marks } from '#db/schema/kernel.ts'
import type { Json } from './canonical.ts'
import type { Instant } from './day.ts'

/** The value, or null. Its shape is whatever the one writer of the key gave it. */
export const findMark = async (db: Reader | Tx, key: string): Promise<Json> => {
  const [mark] = await db.select({ value: marks.value }).from(marks).where(eq(marks.key, key))
  return mark?.value ?? null
}

export const setMark = async (tx: Tx, key: string, value: Json, now: Instant): Promise<void> => {
  await tx
    .insert(marks)
    .values({ key, value, at: now })
    .onConflictDoUpdate({ target: marks.key, set: { value, at: now } })
}
