import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Json } from '#app/kernel/canonical.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { auditContents, auditRecords } from '#db/schema/audit.ts'

/** What subjects were before each recorded act of a kind, newest first; what a retention rule has erased is not among it. */
export const earlierOf = async (
  db: Reader | Tx,
  { kind, ids }: { kind: string; ids: readonly string[] },
  act: string,
): Promise<{ subjectId: string; before: Json }[]> => {
  const rows = await db
    .select({ subjectId: auditRecords.subjectId, content: auditContents.content })
    .from(auditRecords)
    .innerJoin(auditContents, eq(auditContents.seq, auditRecords.seq))
    .where(
      and(
        eq(auditRecords.subjectKind, kind),
        inArray(auditRecords.subjectId, [...ids]),
        eq(auditRecords.act, act),
        isNotNull(auditContents.content),
      ),
    )
    .orderBy(desc(auditRecords.seq))
  return rows.flatMap(({ subjectId, content }) =>
    content !== null && typeof content === 'object' && 'before' in content && content.before
      ? [{ subjectId, before: content.before }]
      : [],
  )
}
