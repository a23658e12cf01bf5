/** Writes to the chain: one record per act, inside the act's own transaction. */
import { createHash, randomBytes } from 'node:crypto'
import { desc } from 'drizzle-orm'
import type { Actor } from '#app/kernel/actor.ts'
import { canonical, type Json } from '#app/kernel/canonical.ts'
import type { Instant } from '#app/kernel/day.ts'
import type { Tx } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { approvals, auditContents, auditRecords } from '#db/schema/audit.ts'
import { newId } from '#db/transact.server.ts'

/** What an act was done to. `unitPath` is the reach of who may read the record; '/' is the bank itself. */
export type Subject = { kind: string; id: string; unitPath: string }
export type Change = { before?: Json; after?: Json }

export const firstDigest = '0'.repeat(64)
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Digest of a record: everything that the row says, bound to the row before it. */
export const digestOf = (row: Omit<typeof auditRecords.$inferSelect, 'digest' | 'seq'>): string =>
  sha256(
    canonical([
      row.previousDigest,
      row.at,
      row.actorId,
      row.actorName,
      row.onBehalfOf,
      row.act,
      row.subjectKind,
      row.subjectId,
      row.unitPath,
      row.contentDigest,
    ]),
  )

export const contentDigestOf = (salt: string, content: Json): string => sha256(`${salt}\n${canonical(content)}`)

/** Records an act such as 'run.approved' with what it changed. Returns the record's sequence number. */
export const record = async (
  tx: Tx,
  actor: Actor,
  act: string,
  subject: Subject,
  change: Change,
  now: Instant,
): Promise<number> => {
  const [last] = await tx
    .select({ digest: auditRecords.digest })
    .from(auditRecords)
    .orderBy(desc(auditRecords.seq))
    .limit(1)
  const salt = randomBytes(16).toString('hex')
  const content: Json = { before: change.before ?? null, after: change.after ?? null }
  const row = {
    at: now,
    actorId: actor.id,
    actorName: actor.name,
    onBehalfOf: actor.onBehalfOf,
    act,
    subjectKind: subject.kind,
    subjectId: subject.id,
    unitPath: subject.unitPath,
    contentDigest: contentDigestOf(salt, content),
    previousDigest: last?.digest ?? firstDigest,
  }
  const [written] = await tx
    .insert(auditRecords)
    .values({ ...row, digest: digestOf(row) })
    .returning({ seq: auditRecords.seq })
  if (!written) throw new Error('an audit record was not written')
  await tx.insert(auditContents).values({ seq: written.seq, salt, content })
  return written.seq
}

export type Decision = (typeof approvals.$inferSelect)['decision']

/** One row of the table of every approval of the bank. */
export const recordDecision = (
  tx: Tx,
  actor: Actor,
  subject: Subject,
  step: string,
  decision: Decision,
  reason: string | null,
  now: Instant,
): Promise<void> => recordDecisions(tx, actor, [{ subject, reason }], step, decision, now)

/** A row for each of many who are decided about at once. */
export const recordDecisions = (
  tx: Tx,
  actor: Actor,
  decided: readonly { subject: Subject; reason: string | null }[],
  step: string,
  decision: Decision,
  now: Instant,
): Promise<void> =>
  insertRows(
    tx,
    approvals,
    decided.map(({ subject, reason }) => ({
      id: newId(tx, 'apv', now),
      subjectKind: subject.kind,
      subjectId: subject.id,
      step,
      by: actor.id,
      byName: actor.name,
      at: now,
      decision,
      reason,
    })),
  )
