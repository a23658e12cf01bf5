/** Reads a roster file, compares it with the bank and keeps the answer row by row, some thousand at a step. */
import { tidy } from '#app/kernel/cell.ts'
import { cellsOf } from '#app/kernel/column-mapping.ts'
import { defineJob, JobFailure } from '#app/kernel/jobs.server.ts'
import type { Reader } from '#db/client.server.ts'
import { settingsOn } from '../settings/settings.server.ts'
import type { NewUnit } from './code-finder.ts'
import { rosterBankOn } from './roster-bank.server.ts'
import { unitCodeOf } from './roster-codes.server.ts'
import { diffRoster, type RosterPreviewRow } from './roster-diff.ts'
import { importOf, tableOfImport } from './roster-imports.server.ts'
import { type RosterField, readRosterRow } from './roster-mapping.ts'
import { clearRosterRows, finishPreview, keepRosterRows } from './roster-rows.server.ts'

type Input = { importId: string; revision: number }
type Preview = { rows: RosterPreviewRow[]; digest: string; newUnits: NewUnit[]; newPosts: NewUnit[] }
/** How many rows are kept, and of which state of the bank they speak. */
type Kept = { rows: number; digest: string }
const rowsAtOnce = 2_000

/**
 * Kept between the steps of a job; after a crash it is simply worked out again. Of one job alone: whose job another
 * process has taken over never hears of its end.
 */
let worked: { jobId: string; preview: Promise<Preview> } | null = null
const forget = (jobId: string) => {
  if (worked?.jobId === jobId) worked = null
}

const preview = async (db: Reader, importId: string, varDir: string): Promise<Preview> => {
  const roster = await importOf(db, importId)
  if (!roster) throw new JobFailure('no-such-import')
  const table = await tableOfImport(varDir, roster)
  const { currency } = await settingsOn(db, roster.effectiveOn)
  const { columns, makeUnits, makePosts } = roster.settings
  const cell = cellsOf<RosterField>(table, columns)
  const isMapped = (field: RosterField) => columns[field] !== undefined
  const read = table.rows.map((_, index) => {
    const row = table.rowNumbers[index] ?? index + 2
    const answer = readRosterRow(row, (field) => cell(index, field), isMapped, currency)
    if ('line' in answer) return { row, line: answer.line }
    const said = (field: RosterField) => tidy(cell(index, field))
    const [number, name, unit, post] = [said('number'), said('name'), said('unit'), said('post')]
    return { row, said: { number, name, unit, post, manager: said('manager') || null }, faults: answer.faults }
  })
  // Managers are looked up beside the people themselves.
  const numbers = new Set(
    read.flatMap((each) => {
      const { number, manager } = each.line ?? each.said
      return manager ? [number, manager] : [number]
    }),
  )
  const { bank, digest } = await rosterBankOn(db, [...numbers], roster.unitPath, roster.effectiveOn)
  const rules = {
    effectiveOn: roster.effectiveOn,
    scopePath: roster.unitPath,
    absentMeansLeft: roster.absentMeansLeft,
    makeUnits,
    makePosts,
  }
  const diff = diffRoster(read, bank, rules, unitCodeOf)
  return { ...diff, digest }
}

export const rosterPreview = defineJob<Input, Preview>({
  kind: 'roster.preview',
  outside: (db, job) => {
    if (worked?.jobId === job.id) return worked.preview
    const working = preview(db, job.input.importId, job.surroundings.varDir)
    worked = { jobId: job.id, preview: working }
    // What could not be worked out is not remembered: the job may be tried again.
    working.catch(() => forget(job.id))
    return working
  },
  step: async (tx, { id, input, cursor, prepared, now }) => {
    const { rows, digest } = prepared
    const kept = cursor as Kept | null
    // After a crash the bank may be another one: then the rows that are kept are made anew as well.
    const from = kept?.digest === digest ? kept.rows : 0
    const roster = await importOf(tx, input.importId)
    // Another mapping was chosen meanwhile: this preview is nobody's.
    if (roster?.revision !== input.revision) {
      forget(id)
      return { cursor, done: from, total: rows.length, finished: true }
    }
    if (from === 0) await clearRosterRows(tx, input.importId)
    const to = Math.min(rows.length, from + rowsAtOnce)
    await keepRosterRows(tx, input.importId, rows.slice(from, to))
    const reached: Kept = { rows: to, digest }
    if (to < rows.length) return { cursor: reached, done: to, total: rows.length }
    forget(id)
    const counts = await finishPreview(tx, input.importId, prepared, now)
    return { cursor: reached, done: to, total: rows.length, finished: true, result: { counts } }
  },
  ended: async (_tx, { id }) => {
    forget(id)
  },
})
