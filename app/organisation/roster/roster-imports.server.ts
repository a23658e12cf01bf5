/** Roster imports: uploaded, mapped, previewed by a job, looked through, written by a job or discarded. */
import { and, desc, eq } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Json } from '#app/kernel/canonical.ts'
import { absentHeadings } from '#app/kernel/column-mapping.ts'
import { rememberMapping } from '#app/kernel/column-memory.server.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { bytesOf } from '#app/kernel/files.server.ts'
import { enqueue, stopJob } from '#app/kernel/jobs.server.ts'
import { done, refused } from '#app/kernel/result.ts'
import { readTable } from '#app/kernel/table-reader.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { rosterImportRows, rosterImports, unitPlacements } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { holdsOn } from '../accounts/reach.server.ts'
import { closesBefore, reachPath } from '../units/unit.ts'
import { reachOfUnit, unitOn } from '../units/units.server.ts'
import type { NewUnit } from './code-finder.ts'
import { type RosterMapping, rosterColumns } from './roster-mapping.ts'

/** What the `mapping` column holds: where each field comes from, and what may be made on the way. */
export type RosterSettings = {
  columns: RosterMapping
  makeUnits: boolean
  makePosts: boolean
  /** What the preview found that the bank does not have yet, and the commit makes. */
  newUnits?: readonly NewUnit[]
  newPosts?: readonly NewUnit[]
}
export type RosterImport = typeof rosterImports.$inferSelect & { unitPath: string; settings: RosterSettings }

const settingsOf = (mapping: Json): RosterSettings => mapping as RosterSettings

export const importOf = async (db: Reader, id: string): Promise<RosterImport | null> => {
  const [row] = await db.select().from(rosterImports).where(eq(rosterImports.id, id))
  if (!row) return null
  const unitPath = (await reachOfUnit(db, row.unitId, row.effectiveOn)) ?? '/'
  return { ...row, unitPath, settings: settingsOf(row.mapping) }
}

export const findImport = async (db: Reader, actor: Actor, id: string): Promise<RosterImport | null> => {
  const row = await importOf(db, id)
  return row && can(actor, 'roster.import', row) ? row : null
}

/** Imports into the parts of the bank that the actor may import into, newest first. */
export const importsFor = (db: Reader, actor: Actor, today: Day) =>
  db
    .select({ import: rosterImports, unitName: unitPlacements.name })
    .from(rosterImports)
    .innerJoin(
      unitPlacements,
      and(eq(unitPlacements.unitId, rosterImports.unitId), holdsOn(unitPlacements.fromOn, unitPlacements.toOn, today)),
    )
    .where(withinScope(scopeOf(actor, 'rosters'), unitPlacements.path))
    .orderBy(desc(rosterImports.uploadedAt))
    .limit(100)

/** The table of an import's file; it was read once already, when it was uploaded. */
export const tableOfImport = async (varDir: string, row: Pick<RosterImport, 'fileDigest'>) => {
  const table = await readTable(await bytesOf(varDir, row.fileDigest))
  if (!table.ok) throw new Error(`a roster file that was read once is ${table.error.code} now`)
  return table.value
}

export type RosterChoices = {
  columns: RosterMapping
  effectiveOn: Day
  unitId: string
  absentMeansLeft: boolean
  makeUnits: boolean
  makePosts: boolean
}

/** Fixes the mapping and the day, remembers the mapping, and asks for the preview. */
export const askPreview = async (
  db: Db,
  actor: Actor,
  id: string,
  varDir: string,
  choices: RosterChoices,
  now: Instant,
) => {
  const row = await findImport(db, actor, id)
  if (!row) return refused('no-such-import')
  const { header } = await tableOfImport(varDir, row)
  const absent = absentHeadings(choices.columns, header)
  if (absent.length > 0) return refused('heading-absent', { heading: absent.join(', ') })
  const missing = rosterColumns.find(({ key, required }) => required && !choices.columns[key])
  if (missing) return refused('field-unmapped', { field: missing.key })
  return transact(db, async (tx) => {
    const unit = await unitOn(tx, choices.unitId, choices.effectiveOn)
    if (!unit) return refused('unit-not-open')
    if (!can(actor, 'roster.import', { unitPath: reachPath(unit) })) return refused('unit-out-of-reach')
    const closing = choices.makeUnits ? closesBefore(unit, null) : null
    if (closing) return refused('parent-closes', { day: closing })
    const again = await importOf(tx, id)
    if (again?.committedAt || again?.commitJobId) return refused('committed-already')
    if (again?.discardedAt) return refused('discarded-already')
    if (again?.previewJobId && !again.previewedAt) await stopJob(tx, again.previewJobId, now)
    const settings: RosterSettings = {
      columns: choices.columns,
      makeUnits: choices.makeUnits,
      makePosts: choices.makePosts,
    }
    const revision = (again?.revision ?? 1) + 1
    const jobId = await enqueue(
      tx,
      { kind: 'roster.preview', input: { importId: id, revision }, requestedBy: actor.id },
      now,
    )
    await tx
      .update(rosterImports)
      .set({
        mapping: settings as Json,
        effectiveOn: choices.effectiveOn,
        absentMeansLeft: choices.absentMeansLeft,
        unitId: choices.unitId,
        previewJobId: jobId,
        previewedAt: null,
        bankDigest: null,
        counts: null,
        revision,
      })
      .where(eq(rosterImports.id, id))
    await rememberMapping(tx, { kind: 'roster', accountId: actor.id }, header, choices.columns, now)
    return done({ jobId })
  })
}

/** Asks for the writing. What was previewed is what is written; the job refuses a bank that has changed since. */
export const askCommit = (db: Db | Tx, actor: Actor, id: string, now: Instant) =>
  transact(db, async (tx) => {
    const row = await importOf(tx, id)
    if (!row || !can(actor, 'roster.import', row)) return refused('no-such-import')
    if (row.committedAt) return refused('committed-already')
    if (row.discardedAt) return refused('discarded-already')
    if (!row.previewedAt) return refused('not-previewed')
    if ((row.counts?.error ?? 0) > 0) return refused('has-errors', { count: row.counts?.error ?? 0 })
    const input = {
      importId: id,
      revision: row.revision,
      actorId: actor.id,
      actorName: actor.name,
      onBehalfOf: actor.onBehalfOf,
    }
    // A failed attempt may be asked again: the key holds per attempt, not for ever.
    const jobId = await enqueue(
      tx,
      { kind: 'roster.commit', input, requestedBy: actor.id, onceKey: `roster.commit ${id} ${row.revision}` },
      now,
    )
    await tx.update(rosterImports).set({ commitJobId: jobId }).where(eq(rosterImports.id, id))
    return done({ jobId })
  })

export const discardImport = (db: Db | Tx, actor: Actor, id: string, now: Instant) =>
  transact(db, async (tx) => {
    const row = await importOf(tx, id)
    if (!row || !can(actor, 'roster.import', row)) return refused('no-such-import')
    if (row.committedAt) return refused('committed-already')
    await tx.update(rosterImports).set({ discardedAt: now }).where(eq(rosterImports.id, id))
    await tx.delete(rosterImportRows).where(eq(rosterImportRows.importId, id))
    await record(tx, actor, 'roster.discarded', { kind: 'roster-import', id, unitPath: row.unitPath }, {}, now)
    return done({ id })
  })

/** How far an import has come. */
export const rosterState = (
  row: Pick<RosterImport, 'committedAt' | 'discardedAt' | 'previewedAt'>,
): 'committed' | 'discarded' | 'previewed' | 'uploaded' =>
  row.committedAt ? 'committed' : row.discardedAt ? 'discarded' : row.previewedAt ? 'previewed' : 'uploaded'
