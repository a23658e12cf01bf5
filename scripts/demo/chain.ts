/**
 * The last chapter: the audit trail of the load is sealed anew with salts that follow from the seed, so that the same
 * seed gives the same bytes. Salts are chance everywhere else; what this one hides is printed in the README.
 */
import { createHash } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import { contentDigestOf, digestOf, firstDigest } from '#app/audit/records.server.ts'
import type { Tx } from '#db/client.server.ts'
import { auditContents, auditRecords } from '#db/schema/audit.ts'
import type { DemoBank } from './people.ts'

export const saltChain = async (tx: Tx, bank: DemoBank): Promise<void> => {
  const rows = await tx
    .select({ record: auditRecords, content: auditContents.content })
    .from(auditRecords)
    .innerJoin(auditContents, eq(auditContents.seq, auditRecords.seq))
    .orderBy(asc(auditRecords.seq))
  let previousDigest = firstDigest
  for (const { record, content } of rows) {
    const salt = createHash('sha256').update(`${bank.seed} salt ${record.seq}`).digest('hex').slice(0, 32)
    const chained = { ...record, previousDigest, contentDigest: contentDigestOf(salt, content ?? null) }
    const digest = digestOf(chained)
    const { contentDigest } = chained
    await tx.update(auditContents).set({ salt }).where(eq(auditContents.seq, record.seq))
    await tx.update(auditRecords).set({ previousDigest, contentDigest, digest }).where(eq(auditRecords.seq, record.seq))
    previousDigest = digest
  }
}
