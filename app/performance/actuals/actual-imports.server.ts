/** A file with actuals: uploaded, mapped, previewed, and written in one transaction. A correction supersedes. */

import { createHash } from 'node:crypto'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Json } from '#app/kernel/canonical.ts'
import { recallMapping, rememberMapping } from '#app/kernel/column-memory.server.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import type { Table, TableReason } from '#app/kernel/table.ts'
import { readTable } from '#app/kernel/table-reader.server.ts'
import { isWithin } from '#app/kernel/tree-path.ts'
import { employeesByNumber } from '#app/organisation/employees/employees.server.ts'
import { unitsOn } from '#app/organisation/units/units.server.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { actualImports, actuals, appraisals } from '#db/schema/performance.ts'
import { newId, transact } from '#db/transact.server.ts'
import { type Cycle, findCycle } from '../cycles.server.ts'
import { allKpis } from '../kpis/kpis.server.ts'
import { unitScoresOf } from '../unit-scores.server.ts'
import {
  type ActualFault,
  type ActualMapping,
  type ActualValue,
  kpisKnown,
  proposeMapping,
  readActuals,
  subjectsIn,
  unitScoreCode,
} from './actual-row.ts'
import { writeActuals } from './actuals.server.ts'

export type ActualImport = typeof actualImports.$inferSelect
export type ImportRefusal =
  | TableReason
  | 'no-such-cycle'
  | 'no-such-import'
  | 'not-allowed'
  | 'closed-already'
  | 'changed-meanwhile'
  | 'written-already'
  | 'nothing-to-write'
type KeptTable = Pick<Table, 'header' | 'rows' | 'rowNumbers' | 'firstRow' | 'sheet' | 'encoding'>

const subjectOf = (id: string, cycle: Cycle) => ({ kind: 'actual-import', id, unitPath: cycle.unitPath })
const remembered = (actor: Actor) => ({ kind: 'actuals', accountId: actor.id })

/** Reads the file and proposes how its columns are to be taken. Nothing is an actual yet. */
export const uploadActuals = async (
  db: Db,
  actor: Actor,
  given: { cycleId: string; fileName: string; bytes: Uint8Array },
  now: Instant,
): Promise<Outcome<{ id: string }, ImportRefusal>> => {
  const read = await readTable(given.bytes)
  if (!read.ok) return read
  const { header, rows, rowNumbers, firstRow, sheet, encoding } = read.value
  const kept: KeptTable = { header, rows, rowNumbers, firstRow, sheet, encoding }
  return transact(db, async (tx) => {
    const cycle = await findCycle(tx, given.cycleId)
    if (!cycle) return refused('no-such-cycle')
    if (!can(actor, 'actual.import', cycle)) return refused('not-allowed')
    if (cycle.closedAt) return refused('closed-already')
    const known = await recallMapping<string>(tx, remembered(actor), header)
    const mapping = proposeMapping(header, await allKpis(tx), known)
    const id = newId(tx, 'aim', now)
    const fileDigest = createHash('sha256').update(given.bytes).digest('hex')
    const fields = { id, cycleId: cycle.id, fileDigest, fileName: given.fileName, mapping: mapping as Json }
    await tx.insert(actualImports).values({ ...fields, preview: kept as Json, uploadedBy: actor.id, uploadedAt: now })
    await record(tx, actor, 'actuals.uploaded', subjectOf(id, cycle), { after: { fileDigest, rows: rows.length } }, now)
    return done({ id })
  })
}

export const importsOf = async (db: Reader | Tx, cycleId: string) =>
  db
    .select({
      id: actualImports.id,
      fileName: actualImports.fileName,
      counts: actualImports.counts,
      uploadedAt: actualImports.uploadedAt,
      committedAt: actualImports.committedAt,
      discardedAt: actualImports.discardedAt,
    })
    .from(actualImports)
    .where(eq(actualImports.cycleId, cycleId))
    .orderBy(desc(actualImports.uploadedAt))

export type PreviewedValue = ActualValue & {
  subjectId: string
  before: string | null
  kind: 'add' | 'correct' | 'same'
}
export type ImportPreview = { values: PreviewedValue[]; faults: ActualFault[]; counts: Record<string, number> }

export const findImport = async (db: Reader | Tx, actor: Actor, id: string) => {
  const [row] = await db.select().from(actualImports).where(eq(actualImports.id, id))
  if (!row) return null
  const cycle = await findCycle(db, row.cycleId)
  if (!cycle || !can(actor, 'actual.import', cycle)) return null
  const table = row.preview === null ? null : (row.preview as KeptTable)
  return { ...row, mapping: row.mapping as ActualMapping, table, cycle }
}
export type FoundImport = NonNullable<Awaited<ReturnType<typeof findImport>>>

/** What writing the file would do: values added, corrected, already there, and cells that cannot be read. */
export const previewOf = async (db: Reader | Tx, found: FoundImport): Promise<ImportPreview> => {
  const { table, mapping, cycle } = found
  if (!table) return { values: [], faults: [], counts: {} }
  const { subjects, elsewhere } = await subjectsOf(db, cycle, mapping, subjectsIn(table, mapping))
  const { values, faults } = readActuals(table, mapping, {
    subjects: new Set(subjects.keys()),
    elsewhere,
    ...kpisKnown((await allKpis(db)).map(({ definition }) => definition)),
  })
  const before = await valuesBefore(db, cycle, mapping, [...subjects.values()])
  const listed = values.map((value): PreviewedValue => {
    const subjectId = subjects.get(value.subject) ?? ''
    const old = before.get(`${subjectId} ${value.kpi}`) ?? null
    return { ...value, subjectId, before: old, kind: old === null ? 'add' : old === value.value ? 'same' : 'correct' }
  })
  const count = (kind: PreviewedValue['kind']) => listed.filter((value) => value.kind === kind).length
  const counts = {
    rows: table.rows.length,
    add: count('add'),
    correct: count('correct'),
    same: count('same'),
    faults: faults.length,
  }
  return { values: listed, faults, counts }
}

/** Names in the file by id, of what belongs to the cycle; the rest of what exists, only to say so. */
const subjectsOf = async (db: Reader | Tx, cycle: Cycle, mapping: ActualMapping, names: readonly string[]) => {
  if (mapping.subject === 'unit') {
    const units = await unitsOn(db, cycle.toOn)
    const inside = units.filter((unit) => isWithin(unit.path, cycle.unitPath))
    return {
      subjects: new Map(inside.map((unit) => [unit.code, unit.id])),
      elsewhere: new Set(units.map((unit) => unit.code)),
    }
  }
  const people = await employeesByNumber(db, names)
  const ids = [...people.values()].map((person) => person.id)
  const inCycle = await db
    .select({ id: appraisals.employeeId })
    .from(appraisals)
    .where(and(eq(appraisals.cycleId, cycle.id), anyOf(appraisals.employeeId, ids)))
  const kept = new Set(inCycle.map((row) => row.id))
  return {
    subjects: new Map([...people].flatMap(([number, { id }]) => (kept.has(id) ? [[number, id] as const] : []))),
    elsewhere: new Set(people.keys()),
  }
}

const valuesBefore = async (
  db: Reader | Tx,
  cycle: Cycle,
  mapping: ActualMapping,
  subjectIds: readonly string[],
): Promise<Map<string, string>> => {
  const column = mapping.subject === 'unit' ? actuals.unitId : actuals.employeeId
  const rows = await db
    .select({ subjectId: column, kpi: actuals.kpiCode, value: actuals.value })
    .from(actuals)
    .where(
      and(
        eq(actuals.cycleId, cycle.id),
        isNull(actuals.supersededAt),
        sql`${column} is not null`,
        anyOf(column, subjectIds),
      ),
    )
  const scores = mapping.subject === 'unit' ? await unitScoresOf(db, cycle.id) : new Map<string, string>()
  return new Map([
    ...rows.map((row) => [`${row.subjectId} ${row.kpi}`, row.value] as const),
    ...[...scores].map(([unitId, score]) => [`${unitId} ${unitScoreCode}`, score] as const),
  ])
}

type Ref = { id: string; revision: number }
const openImport = async (tx: Tx, actor: Actor, ref: Ref): Promise<Outcome<FoundImport, ImportRefusal>> => {
  const found = await findImport(tx, actor, ref.id)
  if (!found) return refused('no-such-import')
  if (found.committedAt || found.discardedAt) return refused('written-already')
  if (found.cycle.closedAt) return refused('closed-already')
  if (found.revision !== ref.revision) return changedMeanwhile(tx, subjectOf(ref.id, found.cycle))
  return done(found)
}

export const remapImport = (db: Db | Tx, actor: Actor, ref: Ref, mapping: ActualMapping, now: Instant) =>
  transact(db, async (tx) => {
    const found = await openImport(tx, actor, ref)
    if (!found.ok) return found
    await tx
      .update(actualImports)
      .set({ mapping: mapping as Json, revision: ref.revision + 1 })
      .where(eq(actualImports.id, ref.id))
    if (found.value.table) await rememberMapping(tx, remembered(actor), found.value.table.header, mapping.columns, now)
    return done({ id: ref.id })
  })

export const discardImport = (db: Db | Tx, actor: Actor, ref: Ref, now: Instant) =>
  transact(db, async (tx) => {
    const found = await openImport(tx, actor, ref)
    if (!found.ok) return found
    await tx.update(actualImports).set({ discardedAt: now, preview: null }).where(eq(actualImports.id, ref.id))
    await record(tx, actor, 'actuals.discarded', subjectOf(ref.id, found.value.cycle), {}, now)
    return done({ cycleId: found.value.cycleId })
  })

/** Writes what can be read; cells with faults are left out, as the preview said. */
export const commitImport = (db: Db | Tx, actor: Actor, ref: Ref, now: Instant) =>
  transact(db, async (tx) => {
    const opened = await openImport(tx, actor, ref)
    if (!opened.ok) return opened
    const found = opened.value
    const { values, counts } = await previewOf(tx, found)
    const changed = values.filter((value) => value.kind !== 'same')
    if (changed.length === 0) return refused('nothing-to-write')
    await writeActuals(
      tx,
      actor,
      { cycleId: found.cycleId, subject: found.mapping.subject, importId: ref.id },
      changed,
      now,
    )
    await tx
      .update(actualImports)
      .set({ committedAt: now, counts, preview: null, revision: ref.revision + 1 })
      .where(eq(actualImports.id, ref.id))
    const { fileDigest } = found
    await record(
      tx,
      actor,
      'actuals.written',
      subjectOf(ref.id, found.cycle),
      { after: { fileDigest, ...counts } },
      now,
    )
    return done({ cycleId: found.cycleId, counts })
  })
