/** A roster from the command line: the same preview and the same writing as on the screen. */
import { asc, eq } from 'drizzle-orm'
import { systemActor } from '#app/kernel/actor.ts'
import { mapColumns } from '#app/kernel/column-mapping.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import type { JobSurroundings } from '#app/kernel/jobs.server.ts'
import { readTable } from '#app/kernel/table-reader.server.ts'
import { rosterCommit } from '#app/organisation/roster/roster-commit.job.ts'
import { askCommit, askPreview, findImport } from '#app/organisation/roster/roster-imports.server.ts'
import { type RosterMapping, rosterColumns } from '#app/organisation/roster/roster-mapping.ts'
import { rosterPreview } from '#app/organisation/roster/roster-preview.job.ts'
import { uploadRoster } from '#app/organisation/roster/roster-uploads.server.ts'
import { firstSettings } from '#app/organisation/settings/settings.server.ts'
import type { Db } from '#db/client.server.ts'
import { bankSettings, legalEntities, rosterImportRows, unitPlacements, units } from '#db/schema/organisation.ts'
import { newId, transact } from '#db/transact.server.ts'
import { finish } from '../in-process.ts'
import { Stopped } from '../terminal.ts'

export type Given = {
  db: Db
  file: { name: string; bytes: Uint8Array }
  surroundings: JobSurroundings
  /** The unit under which the file is imported. */
  unitId: string
  on: Day
  now: Instant
}

/** The root of the tree; an empty bank gets a head office that opened long ago. */
export const groundFor = (db: Db, on: Day, now: Instant): Promise<string> =>
  transact(db, async (tx) => {
    const [root] = await tx
      .select({ id: units.id })
      .from(units)
      .where(eq(units.kind, 'head-office'))
      .orderBy(asc(units.code))
      .limit(1)
    if (root) return root.id
    const openedOn = `${Number(on.slice(0, 4)) - 10}-01-01`
    const entity = newId(tx, 'len', now)
    const id = newId(tx, 'unt', now)
    const name = { 'zh-CN': '总行', en: 'Head office' }
    await tx.insert(bankSettings).values({ ...firstSettings, fromOn: openedOn, changedAt: now })
    await tx.insert(legalEntities).values({ id: entity, code: 'BANK', name: firstSettings.name })
    await tx.insert(units).values({ id, code: 'HO', kind: 'head-office', openedOn })
    const place = { unitId: id, legalEntityId: entity, name, path: '/HO/', fromOn: openedOn }
    await tx.insert(unitPlacements).values({ id: newId(tx, 'upl', now), ...place })
    return id
  })

/** A refusal becomes the sentence with which the script ends. */
export const must = <T>(
  step: string,
  outcome: { ok: true; value: T } | { ok: false; error: { code: string; detail?: unknown } },
): T => {
  if (outcome.ok) return outcome.value
  const { code, detail } = outcome.error
  throw new Stopped(
    `${step}: ${code}${detail === undefined ? '' : ` ${JSON.stringify(detail)}`}. Nothing more was written.`,
  )
}

/** `chosen` goes before what the headings suggest. Gives the lines to print. */
export const importRoster = async (given: Given, chosen: RosterMapping): Promise<string[]> => {
  const { db, file, surroundings, unitId, on, now } = given
  const actor = systemActor(on)
  const table = must('The file cannot be read', await readTable(file.bytes))
  const columns = { ...mapColumns(table.header, rosterColumns).mapping, ...chosen }
  const { id } = must('The file cannot be taken', await uploadRoster(db, actor, surroundings.varDir, file, now))
  const choices = { columns, effectiveOn: on, unitId, absentMeansLeft: false, makeUnits: true, makePosts: true }
  must('No preview can be made', await askPreview(db, actor, id, surroundings.varDir, choices, now))
  await finish(db, rosterPreview, now, surroundings)
  const previewed = await findImport(db, actor, id)
  const counts = previewed?.counts
  if ((counts?.error ?? 0) > 0) {
    const rows = await db.select().from(rosterImportRows).where(eq(rosterImportRows.importId, id))
    const wrong = rows.filter((row) => row.kind === 'error').slice(0, 5)
    throw new Stopped(
      [
        `${counts?.error} rows cannot be read; nothing was written.`,
        ...wrong.map((row) => `Row ${row.row}: ${JSON.stringify(row.detail)}`),
      ].join('\n'),
    )
  }
  must('The roster cannot be written', await askCommit(db, actor, id, now))
  await finish(db, rosterCommit, now, surroundings)
  const told = Object.entries(counts ?? {}).filter(([, count]) => count > 0)
  return [`${file.name}: ${told.map(([kind, count]) => `${count} ${kind}`).join(', ') || 'nothing to change'}.`]
}
