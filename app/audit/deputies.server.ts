/** Who did something to a thing in another's name: neither of the two checks it. Records stay when contents are erased. */
import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Deputed } from '#app/kernel/actor.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import type { Subject } from './records.server.ts'

type Of = Pick<Subject, 'kind' | 'id'>

export const deputiesOn = async (db: Reader | Tx, { kind, id }: Of): Promise<Deputed[]> =>
  (await deputiesOnEach(db, kind, [id])).get(id) ?? []

/** The same of many things, by their ids; of one act alone where it is named. */
export const deputiesOnEach = async (
  db: Reader | Tx,
  kind: string,
  ids: readonly string[],
  act?: string,
): Promise<Map<string, Deputed[]>> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectDistinct({
      id: auditRecords.subjectId,
      by: auditRecords.actorId,
      inNameOf: sql<string>`${auditRecords.onBehalfOf}`,
    })
    .from(auditRecords)
    .where(
      and(
        eq(auditRecords.subjectKind, kind),
        anyOf(auditRecords.subjectId, [...new Set(ids)]),
        isNotNull(auditRecords.onBehalfOf),
        act === undefined ? undefined : eq(auditRecords.act, act),
      ),
    )
  const each = new Map<string, Deputed[]>()
  for (const { id, ...deputed } of rows) each.set(id, [...(each.get(id) ?? []), deputed])
  return each
}

/** Things as the policy asks for them. */
export const withDeputies = async <Thing extends { id: string }>(
  db: Reader | Tx,
  kind: string,
  things: readonly Thing[],
): Promise<(Thing & { deputies: readonly Deputed[] })[]> => {
  const deputies = await deputiesOnEach(
    db,
    kind,
    things.map(({ id }) => id),
  )
  return things.map((thing) => ({ ...thing, deputies: deputies.get(thing.id) ?? [] }))
}

/** Whether one account, by its column, did something to a thing in the name of any of these. */
export const isDeputyOf = (
  lenders: readonly string[],
  kind: string,
  id: SQLiteColumn,
  by: SQLiteColumn,
): SQL => sql`exists (
    select 1 from audit_records where subject_kind = ${kind} and subject_id = ${id} and actor_id = ${by}
      and on_behalf_of in (select value from json_each(${JSON.stringify(lenders)}))
  )`

/** All who did, in a list of things, by the column of their ids. */
export const deputiesColumn = (kind: string, id: SQLiteColumn): SQL<Deputed[]> => {
  // Keeps its table's name, as a column right in a select from one table would not.
  const ofEach = sql`${id}`
  return sql`(
    select json_group_array(distinct json_object('by', actor_id, 'inNameOf', on_behalf_of)) from audit_records
    where subject_kind = ${kind} and subject_id = ${ofEach} and on_behalf_of is not null
  )`.mapWith((pairs: string): Deputed[] => JSON.parse(pairs))
}
