/**
 * Writes a previewed roster, whole or not at all. Everything goes in bulk, some thousand rows a statement, so that
 * 20,000 people take seconds on a file and few round trips on a cluster.
 */
import { createHash } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import type { Currency } from '#app/kernel/currency.ts'
import { addDays, type Day, type Instant } from '#app/kernel/day.ts'
import type { Tx } from '#db/client.server.ts'
import { newId } from '#db/transact.server.ts'
import type { RosterDetail, RosterFacts } from './roster-diff.ts'
import { spellingOf } from './spelling.server.ts'

export type RosterWrite = { kind: 'add' | 'change' | 'move' | 'rehire' | 'leave'; number: string; detail: RosterDetail }
type Row = readonly (string | number | null)[]
const rowsAtOnce = 2_000

const inChunks = async (rows: readonly Row[], run: (json: string) => SQL, tx: Tx): Promise<void> => {
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await tx.run(run(JSON.stringify(rows.slice(from, from + rowsAtOnce))))
}

/** The rows that the import writes, and a digest over them, which the audit keeps in place of 20,000 records. */
export const rosterWrites = async (tx: Tx, importId: string): Promise<{ writes: RosterWrite[]; digest: string }> => {
  const rows = await tx.all<{ kind: RosterWrite['kind']; number: string; detail: string }>(sql`
    select kind, employee_number number, detail from roster_import_rows
    where import_id = ${importId} and kind in ('add', 'change', 'move', 'rehire', 'leave') order by row`)
  const hash = createHash('sha256')
  for (const row of rows) hash.update(`${row.kind}\n${row.number}\n${row.detail}\n`)
  const writes = rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as RosterDetail }))
  return { writes, digest: hash.digest('hex') }
}

const assignmentFields = ['unit', 'post', 'manager', 'base', 'fte', 'city']

export const writeRoster = async (
  tx: Tx,
  writes: readonly RosterWrite[],
  { effectiveOn, currency }: { effectiveOn: Day; currency: Currency },
  now: Instant,
): Promise<void> => {
  const joining = writes.filter((write) => write.kind === 'add' || write.kind === 'rehire')
  const changing = writes.filter((write) => write.kind === 'change' || write.kind === 'move')
  await addPeople(
    tx,
    writes.filter((write) => write.kind === 'add'),
    now,
  )
  await correctPeople(tx, [...changing, ...joining.filter((write) => write.kind === 'rehire')])
  await beginEmployments(tx, joining, effectiveOn, now)
  const moved = changing.filter((write) =>
    write.detail.changes?.some((change) => assignmentFields.includes(change.field)),
  )
  const begins = (write: RosterWrite) => write.detail.assignmentFrom !== effectiveOn || !write.detail.assignmentId
  await addAssignments(tx, [...joining, ...moved.filter(begins)], { effectiveOn, currency }, now)
  await closeAssignments(tx, moved.filter(begins), effectiveOn)
  await rewriteAssignments(
    tx,
    moved.filter((write) => !begins(write)),
    currency,
  )
  await letLeave(
    tx,
    writes.filter((write) => write.kind === 'leave'),
    addDays(effectiveOn, -1),
  )
}

const factsOf = (write: RosterWrite): RosterFacts => {
  if (!write.detail.facts) throw new Error(`a roster row of kind ${write.kind} has no facts`)
  return write.detail.facts
}

const addPeople = (tx: Tx, writes: readonly RosterWrite[], now: Instant) => {
  const rows = writes.map((write): Row => {
    const { name, email, gender, bornOn } = factsOf(write)
    const { pinyin, initials } = spellingOf(name)
    return [newId(tx, 'emp', now), write.number, name, pinyin, initials, email, gender, bornOn]
  })
  return inChunks(
    rows,
    (json) => sql`
      insert into employees (id, number, name, pinyin, initials, email, gender, born_on, created_at)
      select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, ${now}
      from json_each(${json})`,
    tx,
  )
}

const correctPeople = (tx: Tx, writes: readonly RosterWrite[]) => {
  const rows = writes.map((write): Row => {
    const { name, email, gender, bornOn } = factsOf(write)
    const { pinyin, initials } = spellingOf(name)
    return [write.number, name, pinyin, initials, email, gender, bornOn]
  })
  return inChunks(
    rows,
    (json) => sql`
      update employees set name = x.value ->> 1, pinyin = x.value ->> 2, initials = x.value ->> 3, email = x.value ->> 4,
        gender = x.value ->> 5, born_on = x.value ->> 6, revision = revision + 1
      from json_each(${json}) x
      where employees.number = x.value ->> 0 and (employees.name <> x.value ->> 1 or employees.email is not x.value ->> 4
        or employees.gender is not x.value ->> 5 or employees.born_on is not x.value ->> 6)`,
    tx,
  )
}

const beginEmployments = (tx: Tx, writes: readonly RosterWrite[], effectiveOn: Day, now: Instant) => {
  // A rehire begins on the effective day: its date of joining is that of the first time.
  const rows = writes.map((write): Row => {
    const from = write.kind === 'add' ? (factsOf(write).joinedOn ?? effectiveOn) : effectiveOn
    return [newId(tx, 'epl', now), write.number, from]
  })
  return inChunks(
    rows,
    (json) => sql`
      insert into employments (id, employee_id, from_on)
      select x.value ->> 0, e.id, x.value ->> 2 from json_each(${json}) x join employees e on e.number = x.value ->> 1`,
    tx,
  )
}

const termsOf = ({ unit, post, manager, fteBp, baseMinor, city }: RosterFacts): Row => [
  unit,
  post,
  manager,
  fteBp,
  baseMinor,
  city,
]

const addAssignments = (
  tx: Tx,
  writes: readonly RosterWrite[],
  { effectiveOn, currency }: { effectiveOn: Day; currency: Currency },
  now: Instant,
) => {
  const rows = writes.map(
    (write): Row => [
      newId(tx, 'asg', now),
      write.number,
      ...termsOf(factsOf(write)),
      write.detail.assignmentId ?? null,
    ],
  )
  // A term that had an end keeps it.
  return inChunks(
    rows,
    (json) => sql`
      insert into assignments (id, employee_id, post_id, unit_id, line_manager_id, fte_bp, base_minor, currency, city,
        is_primary, from_on, to_on, recorded_at)
      select x.value ->> 0, e.id, p.id, u.id, m.id, x.value ->> 5, x.value ->> 6, ${currency}, x.value ->> 7,
        1, ${effectiveOn}, old.to_on, ${now}
      from json_each(${json}) x
      join employees e on e.number = x.value ->> 1
      join units u on u.code = x.value ->> 2
      join posts p on p.code = x.value ->> 3
      left join employees m on m.number = x.value ->> 4
      left join assignments old on old.id = x.value ->> 8`,
    tx,
  )
}

const closeAssignments = (tx: Tx, writes: readonly RosterWrite[], effectiveOn: Day) =>
  inChunks(
    writes.flatMap((write): Row[] => (write.detail.assignmentId ? [[write.detail.assignmentId]] : [])),
    (json) => sql`
      update assignments set to_on = ${addDays(effectiveOn, -1)}, revision = revision + 1
      where id in (select value ->> 0 from json_each(${json}))`,
    tx,
  )

/** On its own first day an assignment is rewritten: the file corrects what an earlier one said of that very day. */
const rewriteAssignments = (tx: Tx, writes: readonly RosterWrite[], currency: Currency) =>
  inChunks(
    writes.map((write): Row => [write.detail.assignmentId ?? null, ...termsOf(factsOf(write))]),
    (json) => sql`
      update assignments set unit_id = u.id, post_id = p.id, line_manager_id = m.id, fte_bp = x.value ->> 4,
        base_minor = x.value ->> 5, currency = ${currency}, city = x.value ->> 6, revision = assignments.revision + 1
      from json_each(${json}) x
      join units u on u.code = x.value ->> 1
      join posts p on p.code = x.value ->> 2
      left join employees m on m.number = x.value ->> 3
      where assignments.id = x.value ->> 0`,
    tx,
  )

const letLeave = async (tx: Tx, writes: readonly RosterWrite[], lastDay: Day): Promise<void> => {
  const rows = writes.map((write): Row => [write.detail.employeeId ?? null])
  const theirs = (json: string) => sql`employee_id in (select value ->> 0 from json_each(${json}))`
  const open = sql`from_on <= ${lastDay} and (to_on is null or to_on > ${lastDay})`
  await inChunks(rows, (json) => sql`update employments set to_on = ${lastDay} where ${theirs(json)} and ${open}`, tx)
  const assignments = (json: string) =>
    sql`update assignments set to_on = ${lastDay}, revision = revision + 1 where ${theirs(json)} and ${open}`
  await inChunks(rows, assignments, tx)
  await inChunks(rows, (json) => sql`update unit_heads set to_on = ${lastDay} where ${theirs(json)} and ${open}`, tx)
}
