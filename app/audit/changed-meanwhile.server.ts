/** The refusal of a form whose thing has changed since it was opened: it names who changed it. */
import { and, desc, eq } from 'drizzle-orm'
import { refused } from '#app/kernel/result.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import type { Subject } from './records.server.ts'

/** `subject` as the command records it. What nobody recorded has been changed by nobody who could be named. */
export const changedMeanwhile = async (tx: Reader | Tx, { kind, id }: Omit<Subject, 'unitPath'>) => {
  const [last] = await tx
    .select({ by: auditRecords.actorName })
    .from(auditRecords)
    .where(and(eq(auditRecords.subjectKind, kind), eq(auditRecords.subjectId, id)))
    .orderBy(desc(auditRecords.seq))
    .limit(1)
  return refused('changed-meanwhile', last)
}
