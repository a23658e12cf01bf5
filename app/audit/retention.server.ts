/** Erases what the trail says was changed, when the bank's retention rule says so; that it was, and who did it, stays. */
import { and, asc, inArray, isNull, lt, sql } from 'drizzle-orm'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { auditContents, auditRecords } from '#db/schema/audit.ts'
import { transact } from '#db/transact.server.ts'
import { record } from './records.server.ts'

export type RetentionRule = {
  /** How the bank calls it: it stands in the record of the erasure and in every erased content. */
  name: string
  /** Kinds of subject whose contents are erased: 'candidate', 'employee' … */
  subjectKinds: readonly string[]
  /** Records before this instant. */
  before: Instant
}

const erasedAtOnce = 1_000

/**
 * Erases up to a thousand contents and their salts, oldest first, and records that it did; gives how many, 0 when
 * nothing is left. The salt goes too: with it, a short content could be guessed from its digest.
 */
export const eraseContents = (
  db: Db | Tx,
  actor: Actor,
  rule: RetentionRule,
  now: Instant,
): Promise<Outcome<number, 'not-allowed' | 'not-yet'>> =>
  transact(db, async (tx) => {
    if (!can(actor, 'audit.erase')) return refused('not-allowed')
    if (rule.before >= now) return refused('not-yet')
    const rows = await tx
      .select({ seq: auditRecords.seq })
      .from(auditRecords)
      .innerJoin(auditContents, sql`${auditContents.seq} = ${auditRecords.seq}`)
      .where(
        and(
          lt(auditRecords.at, rule.before),
          inArray(auditRecords.subjectKind, [...rule.subjectKinds]),
          isNull(auditContents.erasedAt),
        ),
      )
      .orderBy(asc(auditRecords.seq))
      .limit(erasedAtOnce)
    if (rows.length === 0) return done(0)
    const seqs = rows.map(({ seq }) => seq)
    await tx
      .update(auditContents)
      .set({ content: null, salt: '', erasedAt: now, erasedRule: rule.name })
      .where(inArray(auditContents.seq, seqs))
    const after = { rule: rule.name, count: seqs.length, from: seqs[0] ?? 0, to: seqs.at(-1) ?? 0 }
    const subject = { kind: 'audit', id: rule.name, unitPath: '/' }
    await record(tx, actor, 'audit.erased', subject, { after }, now)
    return done(seqs.length)
  })
