import { and, desc, eq } from 'drizzle-orm'
import type { Reader, Tx } from '#db/client.server.ts'
import { approvals } from '#db/schema/audit.ts'

/** Who decided what about a subject, newest first: read from the one table of approvals. */
export const decisionsOf = async (db: Reader | Tx, subjectKind: string, subjectId: string) =>
  db
    .select({
      id: approvals.id,
      step: approvals.step,
      byName: approvals.byName,
      at: approvals.at,
      decision: approvals.decision,
      reason: approvals.reason,
    })
    .from(approvals)
    .where(and(eq(approvals.subjectKind, subjectKind), eq(approvals.subjectId, subjectId)))
    .orderBy(desc(approvals.at))
