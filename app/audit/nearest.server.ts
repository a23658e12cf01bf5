/** Reads may come from a replica, as long as a person finds there what they themselves have written. */
import type { Instant } from '#app/kernel/day.ts'
import type { Db, Reader } from '#db/client.server.ts'
import { lastSeq } from './last-seq.server.ts'
import { certainSeq, type Observation, observed } from './replica-reach.ts'

/** So long a replica may take to say how far it has come, and so long it is not asked again when it took longer. */
const patienceMs = 500
const leftAloneMs = 10_000

type Seen = {
  /** The bank as it is read from the replica: one object, by which what is kept of it is found again. */
  db: Db
  observations: readonly Observation[]
  /** Since when it has not answered. */
  silentSince: Instant | null
}
/** What this process has seen of each replica. */
const seenOf = new WeakMap<Reader, Seen>()

const seen = (db: Db, replica: Reader): Seen => {
  const known = seenOf.get(replica)
  if (known) return known
  const near = Object.assign(Object.create(replica) as typeof replica, { engine: db.engine })
  const first: Seen = { db: near, observations: [], silentSince: null }
  seenOf.set(replica, first)
  return first
}

/**
 * The bank to read from for someone who has seen the audit trail up to `seenUpTo`: its replica when that has certainly
 * come as far, else the primary. Writes go to the primary either way. A transaction and its audit record arrive
 * together, so a replica that has the record has everything that was written with it, and before it.
 */
export const nearest = async (db: Db, seenUpTo: number, now: Instant): Promise<Db> => {
  const { replica } = db.engine
  if (!replica) return db
  const kept = seen(db, replica)
  const isLeftAlone = kept.silentSince !== null && Math.abs(now - kept.silentSince) < leftAloneMs
  // A replica that does not answer is no reason to keep anyone waiting.
  const seq = isLeftAlone ? null : await inTime(lastSeq(replica)).catch(() => null)
  if (seq === null) return db
  kept.silentSince = seq === 'late' ? now : null
  if (seq === 'late') return db
  kept.observations = observed(kept.observations, { seq, at: now })
  const isFarEnough = seenUpTo <= 0 || certainSeq(kept.observations, now) >= seenUpTo
  return isFarEnough ? kept.db : db
}

/** One that refuses says so at once; one that is cut off says nothing for minutes. */
const inTime = async (asked: Promise<number>): Promise<number | 'late'> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patienceMs)
  })
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * What someone who may just have written is to find: the record after the newest. Not every act leaves one of its own,
 * so that only with the next, whosever it is, a replica has certainly come as far as they.
 */
export const seenAfterWriting = async (db: Db): Promise<number> => (await lastSeq(db)) + 1

/** What someone who has written is to find where that cannot be asked: no replica has come so far. */
export const seenBeyondAll = 999_999_999_999_999
