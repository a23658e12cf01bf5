/** Reads may come from a replica, as long as a person finds there what they themselves have written. */
import type { Instant } from '#app/kernel/day.ts'
import type { Db, Reader } from '#db/client.server.ts'
import { lastSeq } from './last-seq.server.ts'
import { certainSeq, type Observation, observed } from './replica-reach.ts'

/** What this process has seen of each replica. */
const observations = new WeakMap<Reader, readonly Observation[]>()

/**
 * The bank to read from for someone who has seen the audit trail up to `seenUpTo`: its replica when that has certainly
 * come as far, else the primary. Writes go to the primary either way. A transaction and its audit record arrive
 * together, so a replica that has the record has everything that was written with it.
 */
export const nearest = async (db: Db, seenUpTo: number, now: Instant): Promise<Db> => {
  const { replica } = db.engine
  if (!replica) return db
  // A replica that does not answer is no reason to keep anyone waiting.
  const seq = await lastSeq(replica).catch(() => null)
  if (seq === null) return db
  const kept = observed(observations.get(replica) ?? [], { seq, at: now })
  observations.set(replica, kept)
  const isFarEnough = seenUpTo <= 0 || certainSeq(kept, now) >= seenUpTo
  return isFarEnough ? Object.assign(Object.create(replica) as typeof replica, { engine: db.engine }) : db
}
