/** How often an act on something stands in the trail. It only grows: contents are erased by rule, records never. */
import { and, eq } from 'drizzle-orm'
import type { Reader, Tx } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import type { Subject } from './records.server.ts'

/** `subject` and `act` as the command records them. */
export const timesRecorded = (tx: Reader | Tx, { kind, id }: Omit<Subject, 'unitPath'>, act: string): Promise<number> =>
  Promise.resolve(
    tx.$count(
      auditRecords,
      and(eq(auditRecords.subjectKind, kind), eq(auditRecords.subjectId, id), eq(auditRecords.act, act)),
    ),
  )
