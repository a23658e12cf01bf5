/**
 * The last chapters: mail that is history, and the audit trail of the load sealed anew with salts that follow from the
 * seed, so that the same seed gives the same bytes. Salts are chance everywhere else; what this one hides is printed in
 * the README.
 */
import { createHash } from 'node:crypto'
import { asc, eq, lt, sql } from 'drizzle-orm'
import { contentDigestOf, digestOf, firstDigest } from '#app/audit/records.server.ts'
import { addDays } from '#app/kernel/day.ts'
import { mailJobKind } from '#app/kernel/mail.server.ts'
import type { Tx } from '#db/client.server.ts'
import { auditContents, auditRecords } from '#db/schema/audit.ts'
import { jobs, mails } from '#db/schema/kernel.ts'
import { notices } from '#db/schema/notices.ts'
import type { DemoBank } from './people.ts'

/** The mails of a release long ago were sent long ago: nobody at yunhe.example waits for them. */
export const settleMail = async (tx: Tx, bank: DemoBank): Promise<void> => {
  await tx.update(mails).set({ sentAt: sql`${mails.queuedAt}` })
  await tx.delete(jobs).where(eq(jobs.kind, mailJobKind))
  await tx
    .update(notices)
    .set({ readAt: sql`${notices.at}` })
    .where(lt(notices.at, bank.at(addDays(bank.asOf, -30))))
}

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
