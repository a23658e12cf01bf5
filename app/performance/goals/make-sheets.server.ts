/** Makes the goal sheets of a cycle: one for each assignment part whose post has an active template. */
import { sql } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { earlier, type Instant, later } from '#app/kernel/day.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { isWithin } from '#app/kernel/tree-path.ts'
import { type AssignmentPart, assignmentParts } from '#app/organisation/assignments/assignments.server.ts'
import { populationAfter } from '#app/organisation/employees/population.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import type { goalSheets } from '#db/schema/performance.ts'
import { newId, transact } from '#db/transact.server.ts'
import { type Cycle, findCycle } from '../cycles.server.ts'
import { activeByPost } from '../templates/templates.server.ts'

export type SheetCounts = { people: number; sheets: number; without: number }
type Templates = Awaited<ReturnType<typeof activeByPost>>
type Sheet = Pick<
  typeof goalSheets.$inferInsert,
  | 'id'
  | 'cycleId'
  | 'employeeId'
  | 'assignmentId'
  | 'templateVersionId'
  | 'managerId'
  | 'unitId'
  | 'unitPath'
  | 'fromOn'
  | 'toOn'
>

/** People at a time; what a chunk writes is one short transaction. */
const chunk = 50

/** The next people after an employee number with the parts of theirs that the cycle appraises; `after` is null at the end. */
export type NextParts = { people: number; parts: AssignmentPart[]; after: string | null }

export const partsAfter = async (db: Reader | Tx, cycle: Cycle, after: string): Promise<NextParts> => {
  const period = { unitPath: cycle.unitPath, from: cycle.fromOn, to: cycle.toOn }
  const people = await populationAfter(db, { ...period, after, count: chunk })
  const ids = people.map((person) => person.id)
  const parts = ids.length === 0 ? [] : await assignmentParts(db, ids, cycle.fromOn, cycle.toOn)
  return {
    people: people.length,
    parts: parts.filter((part) => isWithin(part.unitPath, cycle.unitPath)),
    after: people.at(-1)?.number ?? null,
  }
}

/**
 * Makes the sheets of some people's parts. Those that exist keep what was agreed and follow the roster: a transfer known
 * late shortens the first part and adds a second.
 */
export const makeSheetsOf = async (
  tx: Tx,
  cycle: Cycle,
  templates: Templates,
  { people, parts }: NextParts,
  now: Instant,
): Promise<SheetCounts> => {
  const made: Sheet[] = []
  for (const part of parts) {
    const template = templates.get(part.postCode)
    if (template) made.push(sheetOf(tx, cycle, part, template.id, now))
  }
  if (made.length > 0) {
    await writeSheets(tx, made)
    await writeLines(tx, cycle, made, templates, parts, now)
    await writeAppraisals(tx, made, now)
  }
  return { people, sheets: made.length, without: parts.length - made.length }
}

const sheetOf = (tx: Tx, cycle: Cycle, part: AssignmentPart, templateVersionId: string, now: Instant): Sheet => ({
  id: newId(tx, 'gsh', now),
  cycleId: cycle.id,
  employeeId: part.employeeId,
  assignmentId: part.id,
  templateVersionId,
  managerId: part.lineManagerId,
  unitId: part.unitId,
  unitPath: part.unitPath,
  fromOn: later(part.from, cycle.fromOn),
  toOn: part.to === null ? cycle.toOn : earlier(part.to, cycle.toOn),
})

/** As one JSON text: built row by row, the statement took longer than the writing. */
const writeSheets = (tx: Tx, made: readonly Sheet[]) =>
  tx.run(sql`
    insert into goal_sheets
      (id, cycle_id, employee_id, assignment_id, template_version_id, manager_id, unit_id, unit_path, from_on, to_on)
    select value ->> 'id', value ->> 'cycleId', value ->> 'employeeId', value ->> 'assignmentId',
      value ->> 'templateVersionId', value ->> 'managerId', value ->> 'unitId', value ->> 'unitPath', value ->> 'fromOn',
      value ->> 'toOn'
    from json_each(${JSON.stringify(made)}) where true
    on conflict (cycle_id, assignment_id) do update set from_on = excluded.from_on, to_on = excluded.to_on,
      unit_id = excluded.unit_id, unit_path = excluded.unit_path, manager_id = excluded.manager_id`)

/** Only sheets that are new have the ids that were just made: their lines are written, the others keep theirs. */
const writeLines = async (
  tx: Tx,
  cycle: Cycle,
  made: readonly Sheet[],
  templates: Templates,
  parts: readonly AssignmentPart[],
  now: Instant,
) => {
  const postOf = new Map(parts.map((part) => [part.id, part.postCode]))
  const rows = made.flatMap((sheet) => {
    const lines = templates.get(postOf.get(sheet.assignmentId) ?? '')?.definition.lines ?? []
    return lines.map((line, position) => [
      newId(tx, 'gln', now),
      sheet.id,
      position,
      line.kpi,
      line.weightBp,
      line.target ?? null,
    ])
  })
  await tx.run(sql`
    insert into goal_lines (id, sheet_id, position, kpi_code, weight_bp, target)
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
    from json_each(${JSON.stringify(rows)})
    where exists (select 1 from goal_sheets s where s.id = value ->> 1 and s.cycle_id = ${cycle.id})`)
}

/** One appraisal a person; unit and manager are those of the last part, until a manager has reviewed it. */
const writeAppraisals = async (tx: Tx, made: readonly Sheet[], now: Instant) => {
  const last = new Map<string, Sheet>()
  for (const sheet of made) {
    const known = last.get(sheet.employeeId)
    if (!known || known.toOn <= sheet.toOn) last.set(sheet.employeeId, sheet)
  }
  const rows = [...last.values()].map(({ cycleId, employeeId, unitPath, managerId }) => ({
    id: newId(tx, 'apr', now),
    cycleId,
    employeeId,
    unitPath,
    managerId,
  }))
  await tx.run(sql`
    insert into appraisals (id, cycle_id, employee_id, unit_path, manager_id)
    select value ->> 'id', value ->> 'cycleId', value ->> 'employeeId', value ->> 'unitPath', value ->> 'managerId'
    from json_each(${JSON.stringify(rows)}) where true
    on conflict (employee_id, cycle_id) do update set unit_path = excluded.unit_path, manager_id = excluded.manager_id
      where manager_reviewed_at is null`)
}

export type SheetsRefusal = 'no-such-cycle' | 'not-allowed' | 'closed-already'

/** All of them, chunk by chunk. The screen asks for the job instead; scripts and tests call this. */
export const makeSheets = async (
  db: Db,
  actor: Actor,
  cycleId: string,
  now: Instant,
): Promise<Outcome<SheetCounts, SheetsRefusal>> => {
  const cycle = await findCycle(db, cycleId)
  if (!cycle) return refused('no-such-cycle')
  if (!can(actor, 'cycle.open', cycle)) return refused('not-allowed')
  if (cycle.closedAt) return refused('closed-already')
  const templates = await activeByPost(db)
  const counts = noSheets()
  for (let after: string | null = ''; after !== null; ) {
    const from: string = after
    const next: NextParts = await partsAfter(db, cycle, from)
    addSheets(counts, await transact(db, (tx) => makeSheetsOf(tx, cycle, templates, next, now)))
    after = next.after
  }
  await transact(db, async (tx) => {
    await recordSheetsMade(tx, actor, cycle, counts, now)
  })
  return done(counts)
}

export const noSheets = (): SheetCounts => ({ people: 0, sheets: 0, without: 0 })
export const addSheets = (counts: SheetCounts, more: SheetCounts): void => {
  counts.people += more.people
  counts.sheets += more.sheets
  counts.without += more.without
}

export const recordSheetsMade = (tx: Tx, actor: Actor, cycle: Cycle, counts: SheetCounts, now: Instant) =>
  record(
    tx,
    actor,
    'cycle.sheets-made',
    { kind: 'cycle', id: cycle.id, unitPath: cycle.unitPath },
    { after: counts },
    now,
  )
