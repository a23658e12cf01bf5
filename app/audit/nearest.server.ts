/** Reads may come from a replica, as long as a person finds there what they themselves have written. */
import type { Db } from '#db/client.server.ts'
import { lastSeq } from './last-seq.server.ts'

/**
 * The bank to read from for someone who has seen the audit trail up to `seenUpTo`: its replica when that has come as
 * far, else the primary. Writes go to the primary either way. A transaction and its audit record arrive together, so
 * a replica that has the record has everything that was written with it.
 */
export const nearest = async (db: Db, seenUpTo: number): Promise<Db> => {
  const { replica } = db.engine
  if (!replica) return db
  // A replica that does not answer is no reason to keep anyone waiting.
  const reached = await lastSeq(replica).catch(() => -1)
  return reached < seenUpTo ? db : Object.assign(Object.create(replica) as typeof replica, { engine: db.engine })
}
