/** Verifies the chain: every record is bound to the one before it, and every content to its record. */
import { asc, eq, gt, sql } from 'drizzle-orm'
import type { Db, Reader } from '#db/client.server.ts'
import { auditContents, auditRecords } from '#db/schema/audit.ts'
import { type Break, type ChainCheck, unread } from './chain-check.ts'
import { lastSeq } from './last-seq.server.ts'
import { contentDigestOf, digestOf, firstDigest } from './records.server.ts'
import { isSealWhole, sealAct } from './seals.server.ts'

/** Where a walk stands: what was found, and the digest that the next record must name. */
export type ChainWalk = { check: ChainCheck; digest: string }
export const atTheStart: ChainWalk = { check: unread, digest: firstDigest }

const recordsAtOnce = 2_000

/** The whole chain, however long: records stream through, a few thousand at a time. */
export const verifyChain = async (db: Db, onProgress?: (check: ChainCheck) => void): Promise<ChainCheck> => {
  for (let walk = atTheStart; ; ) {
    const next = await walkOn(db, walk)
    if (next === null) return walk.check
    if (next.check.broken) return next.check
    onProgress?.(next.check)
    walk = next
  }
}

/** The next stretch; null at the end. A broken end is found in the stretch that reaches it. */
export const walkOn = async (db: Reader, from: ChainWalk): Promise<ChainWalk | null> => {
  const rows = await db
    .select({ record: auditRecords, content: auditContents })
    .from(auditRecords)
    .leftJoin(auditContents, eq(auditContents.seq, auditRecords.seq))
    .where(gt(auditRecords.seq, from.check.upTo))
    .orderBy(asc(auditRecords.seq))
    .limit(recordsAtOnce)
  let { check, digest } = from
  for (const { record, content } of rows) {
    const broken = await breakOf(db, record, content, digest)
    const erased = check.erased + (content?.erasedAt != null ? 1 : 0)
    check = { checked: check.checked + 1, upTo: record.seq, erased, broken }
    if (broken) return { check, digest }
    digest = record.digest
  }
  if (rows.length === recordsAtOnce) return { check, digest }
  const missing = await missingEnd(db, check.upTo)
  if (missing) return { check: { ...check, broken: { seq: check.upTo + 1, kind: 'end' } }, digest }
  return rows.length > 0 ? { check, digest } : null
}

type RecordRow = typeof auditRecords.$inferSelect
type ContentRow = typeof auditContents.$inferSelect

const breakOf = async (
  db: Reader,
  record: RecordRow,
  content: ContentRow | null,
  before: string,
): Promise<Break | null> => {
  if (record.previousDigest !== before) return { seq: record.seq, kind: 'link' }
  if (digestOf(record) !== record.digest) return { seq: record.seq, kind: 'record' }
  if (!content) return { seq: record.seq, kind: 'content' }
  if (content.erasedAt !== null) return null
  if (content.content === null || contentDigestOf(content.salt, content.content) !== record.contentDigest)
    return { seq: record.seq, kind: 'content' }
  if (record.act === sealAct && !(await isSealWhole(db, record.seq, content.content)))
    return { seq: record.seq, kind: 'sightings' }
  return null
}

/** SQLite remembers the highest key that an AUTOINCREMENT table ever gave, also after its row is gone. */
const missingEnd = async (db: Reader, upTo: number): Promise<boolean> => {
  const [row] = await db.all<{ seq: number }>(sql`select seq from sqlite_sequence where name = 'audit_records'`)
  return (row?.seq ?? 0) > upTo && (await lastSeq(db)) <= upTo
}
