/** Every domain's names for the things of the audit trail, asked together: the audit itself knows none of them. */
import type { NamedRow, Namer, SubjectName } from '#app/audit/subject-names.server.ts'
import { feedbackNames } from '#app/feedback/subject-names.server.ts'
import { incentiveNames } from '#app/incentives/subject-names.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { learningNames, learningSubjectsOf } from '#app/learning/subject-names.server.ts'
import { mentoringNames, mentoringSubjectsOf } from '#app/mentoring/subject-names.server.ts'
import { organisationNames, peopleNamed, unitNamesByPath } from '#app/organisation/subject-names.server.ts'
import { performanceNames, performanceSubjectsOf } from '#app/performance/subject-names.server.ts'
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

type Thing = { kind: string; id: string }
const keyOf = ({ kind, id }: Thing) => `${kind} ${id}`

const namesOf = async (db: Reader, actor: Actor, things: readonly Thing[]): Promise<Map<string, SubjectName>> => {
  const names = new Map<string, SubjectName>()
  for (const kind of new Set(things.map((thing) => thing.kind))) {
    const ids = new Set(things.flatMap((thing) => (thing.kind === kind ? [thing.id] : [])))
    const found = await namers.get(kind)?.(db, actor, [...ids])
    for (const [id, name] of found ?? []) names.set(keyOf({ kind, id }), name)
  }
  return names
}

type Unnamed = { subjectKind: string; subjectId: string; unitPath: string; onBehalfOf: string | null }
const subjectOf = ({ subjectKind, subjectId }: Unnamed): Thing => ({ kind: subjectKind, id: subjectId })
const principalOf = ({ onBehalfOf }: Unnamed): Thing | null =>
  onBehalfOf === null ? null : { kind: 'account', id: onBehalfOf }

/** The rows with their names; null where nobody names it, or the reader may not hear of it. */
export const withNames = async <Row extends Unnamed>(
  db: Reader,
  actor: Actor,
  rows: readonly Row[],
): Promise<NamedRow<Row>[]> => {
  const names = await namesOf(
    db,
    actor,
    rows.flatMap((row) => [subjectOf(row), principalOf(row)]).filter((thing) => thing !== null),
  )
  const units = await unitNamesByPath(db, actor, [...new Set(rows.map((row) => row.unitPath))])
  const nameOf = (thing: Thing | null) => (thing && names.get(keyOf(thing))) ?? null
  return rows.map((row) => ({
    ...row,
    subject: nameOf(subjectOf(row)),
    unit: units.get(row.unitPath) ?? null,
    principal: nameOf(principalOf(row)),
  }))
}

/** What is looked for by a person's name or number: the person, their account, and what the domains keep of them. */
export const subjectsNamed = async (db: Reader, actor: Actor, search: string | undefined): Promise<string[]> => {
  const people = search ? await peopleNamed(db, actor, search) : []
  if (people.length === 0) return []
  const ids = people.map(({ id }) => id)
  return [
    ...people.flatMap(({ id, accountId }) => (accountId ? [id, accountId] : [id])),
    ...(await performanceSubjectsOf(db, ids)),
    ...(await learningSubjectsOf(db, ids)),
    ...(await mentoringSubjectsOf(db, ids)),
  ]
}

/** The same for rows that are read a stretch at a time. */
export async function* eachWithNames<Row extends Unnamed>(
  db: Reader,
  actor: Actor,
  stretches: AsyncIterable<readonly Row[]>,
): AsyncGenerator<NamedRow<Row>> {
  for await (const rows of stretches) yield* await withNames(db, actor, rows)
}
