/** A roster file taken in, with a proposal of where each field comes from. */
import { and, asc } from 'drizzle-orm'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { mapColumns } from '#app/kernel/column-mapping.ts'
import { recallMapping } from '#app/kernel/column-memory.server.ts'
import type { Instant } from '#app/kernel/day.ts'
import { keepBytes, noteFile } from '#app/kernel/files.server.ts'
import { done, refused } from '#app/kernel/result.ts'
import { readTable } from '#app/kernel/table-reader.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { rosterImports, unitPlacements } from '#db/schema/organisation.ts'
import { newId, transact } from '#db/transact.server.ts'
import { holdsOn } from '../accounts/reach.server.ts'
import { rootUnit } from '../units/units.server.ts'
import type { RosterSettings } from './roster-imports.server.ts'
import { type RosterField, rosterColumns } from './roster-mapping.ts'

/** Takes a file in and proposes a mapping: what this person last chose for such a file, else by the headings. */
export const uploadRoster = async (
  db: Db,
  actor: Actor,
  varDir: string,
  file: { name: string; bytes: Uint8Array },
  now: Instant,
) => {
  if (!can(actor, 'roster.list')) return refused('not-allowed')
  const table = await readTable(file.bytes, { isHeadOnly: true })
  if (!table.ok) return table
  const digest = await keepBytes(varDir, file.bytes)
  const remembered = await recallMapping<RosterField>(db, { kind: 'roster', accountId: actor.id }, table.value.header)
  const { mapping } = mapColumns(table.value.header, rosterColumns, remembered)
  return transact(db, async (tx) => {
    const unitId = await firstUnit(tx, actor)
    if (!unitId) return refused('no-unit')
    const id = newId(tx, 'rim', now)
    const addedBy = actor.id
    const mediaType =
      table.value.encoding === 'xlsx' ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv'
    await noteFile(tx, { digest, name: file.name, mediaType, size: file.bytes.length, addedBy }, now)
    const settings: RosterSettings = { columns: mapping, makeUnits: false, makePosts: false }
    await tx.insert(rosterImports).values({
      id,
      fileDigest: digest,
      fileName: file.name,
      mapping: settings,
      effectiveOn: actor.today,
      absentMeansLeft: false,
      unitId,
      uploadedBy: actor.id,
      uploadedAt: now,
    })
    return done({ id })
  })
}

/** The highest unit over which the actor may import. */
export const firstUnit = async (db: Reader | Tx, actor: Actor): Promise<string | null> => {
  const root = await rootUnit(db, actor.today)
  if (root && can(actor, 'roster.import', { unitPath: '/' })) return root.id
  const [row] = await db
    .select({ id: unitPlacements.unitId })
    .from(unitPlacements)
    .where(
      and(
        withinScope(scopeOf(actor, 'rosters'), unitPlacements.path),
        holdsOn(unitPlacements.fromOn, unitPlacements.toOn, actor.today),
      ),
    )
    .orderBy(asc(unitPlacements.path))
    .limit(1)
  return row?.id ?? null
}
