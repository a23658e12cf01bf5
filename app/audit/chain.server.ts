/** Reads the chain from its first record to its last and says where it does not hold. */
import { asc, count, eq, gt, sql } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { auditContents, auditRecords } from '#db/schema/audit.ts'
import { contentDigestOf, digestOf, firstDigest } from './records.server.ts'

export type ChainFault = {
  seq: number
  fault:
    | 'does-not-follow'
    | 'was-changed'
    | 'content-was-changed'
    | 'content-is-missing'
    /** Records at the end are gone: more were numbered than there are. */
    | 'end-is-missing'
}
export type ChainReading = { records: number; faults: ChainFault[] }

const recordsAtOnce = 1_000
/** One tampered record may leave many faults behind it; the first ones say enough. */
const faultsEnough = 20

export const verifyChain = async (db: Reader): Promise<ChainReading> => {
  const faults: ChainFault[] = []
  let previous = firstDigest
  let last = 0
  while (faults.length < faultsEnough) {
    const page = await db
      .select({ record: auditRecords, content: auditContents })
      .from(auditRecords)
      .leftJoin(auditContents, eq(auditContents.seq, auditRecords.seq))
      .where(gt(auditRecords.seq, last))
      .orderBy(asc(auditRecords.seq))
      .limit(recordsAtOnce)
    for (const { record, content } of page) {
      if (record.previousDigest !== previous) faults.push({ seq: record.seq, fault: 'does-not-follow' })
      if (digestOf(record) !== record.digest) faults.push({ seq: record.seq, fault: 'was-changed' })
      if (!content) faults.push({ seq: record.seq, fault: 'content-is-missing' })
      // What a retention rule has erased keeps its digest in the record, so the chain still holds.
      else if (
        content.erasedAt === null &&
        contentDigestOf(content.salt, content.content ?? null) !== record.contentDigest
      )
        faults.push({ seq: record.seq, fault: 'content-was-changed' })
      previous = record.digest
      last = record.seq
    }
    if (page.length < recordsAtOnce) break
  }
  const [numbered] = await db
    .select({ seq: sql<number>`seq` })
    .from(sql`sqlite_sequence`)
    .where(sql`name = 'audit_records'`)
  if (faults.length < faultsEnough && (numbered?.seq ?? 0) > last) faults.push({ seq: last, fault: 'end-is-missing' })
  const [size] = await db.select({ records: count() }).from(auditRecords)
  return { records: size?.records ?? 0, faults }
}
