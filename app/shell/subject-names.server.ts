/** Every domain's names for the things of the audit trail, asked together: the audit itself knows none of them. */
import type { Namer, SubjectName } from '#app/audit/subject-names.server.ts'
import { feedbackNames } from '#app/feedback/subject-names.server.ts'
import { incentiveNames } from '#app/incentives/subject-names.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { learningNames } from '#app/learning/subject-names.server.ts'
import { mentoringNames } from '#app/mentoring/subject-names.server.ts'
import { organisationNames } from '#app/organisation/subject-names.server.ts'
import { performanceNames } from '#app/performance/subject-names.server.ts'
import { talentNames } from '#app/talent/subject-names.server.ts'
import type { Reader } from '#db/client.server.ts'

const namers = new Map<string, Namer>(
  Object.entries({
    ...organisationNames,
    ...learningNames,
    ...mentoringNames,
    ...performanceNames,
    ...talentNames,
    ...incentiveNames,
    ...feedbackNames,
    // Targets of products are set for a cycle.
    'product-target': performanceNames.cycle,
  }),
)

/** The rows with the name of what each is about; null where nobody names it, or the reader may not hear of it. */
export const withSubjectNames = async <Row extends { subjectKind: string; subjectId: string }>(
  db: Reader,
  actor: Actor,
  rows: readonly Row[],
): Promise<(Row & { subject: SubjectName | null })[]> => {
  const known = new Map<string, SubjectName>()
  const key = (kind: string, id: string) => `${kind} ${id}`
  for (const kind of new Set(rows.map((row) => row.subjectKind))) {
    const ids = [...new Set(rows.flatMap((row) => (row.subjectKind === kind ? [row.subjectId] : [])))]
    const found = await namers.get(kind)?.(db, actor, ids)
    for (const [id, name] of found ?? []) known.set(key(kind, id), name)
  }
  return rows.map((row) => ({ ...row, subject: known.get(key(row.subjectKind, row.subjectId)) ?? null }))
}
