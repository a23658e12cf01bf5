import { desc } from 'drizzle-orm'
import type { Reader, Tx } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'

/** Sequence number of the newest audit record; 0 in an empty bank. */
export const lastSeq = async (db: Reader | Tx): Promise<number> => {
  const [row] = await db.select({ seq: auditRecords.seq }).from(auditRecords).orderBy(desc(auditRecords.seq)).limit(1)
  return row?.seq ?? 0
}
