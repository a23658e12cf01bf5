/** The rows of a preview: kept in bulk by the job that made it, read a page at a time. */
import { and, asc, eq, ne, sql } from 'drizzle-orm'
import { canonical } from '#app/kernel/canonical.ts'
import type { Instant } from '#app/kernel/day.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { rosterImportRows, rosterImports } from '#db/schema/organisation.ts'
import type { NewUnit } from './code-finder.ts'
import type { RosterDetail, RosterPreviewRow } from './roster-diff.ts'
import { type RosterRowKind, rosterRowKinds } from './roster-row.ts'

export type RosterRow = {
  row: number
  kind: RosterRowKind
  employeeNumber: string | null
  name: string | null
  detail: RosterDetail
}

/** Rows of the preview in the file's order; without a kind all but those that change nothing. */
export const rosterRows = async (
  db: Reader,
  importId: string,
  { kind, limit, offset }: { kind?: RosterRowKind; limit: number; offset: number },
): Promise<{ rows: RosterRow[]; total: number }> => {
  const which = and(
    eq(rosterImportRows.importId, importId),
    kind ? eq(rosterImportRows.kind, kind) : ne(rosterImportRows.kind, 'same'),
  )
  const rows = await db
    .select({
      row: rosterImportRows.row,
      kind: rosterImportRows.kind,
      employeeNumber: rosterImportRows.employeeNumber,
      name: rosterImportRows.name,
      detail: rosterImportRows.detail,
    })
    .from(rosterImportRows)
    .where(which)
    .orderBy(asc(rosterImportRows.row))
    .limit(limit)
    .offset(offset)
  const total = await db.$count(rosterImportRows, which)
  return { rows: rows.map((row) => ({ ...row, detail: row.detail as RosterDetail })), total }
}

const emptyCounts = (): Record<RosterRowKind, number> =>
  Object.fromEntries(rosterRowKinds.map((kind) => [kind, 0])) as Record<RosterRowKind, number>

/** Takes away what an earlier preview said. */
export const clearRosterRows = async (tx: Tx, importId: string): Promise<void> => {
  await tx.delete(rosterImportRows).where(eq(rosterImportRows.importId, importId))
}

export const keepRosterRows = async (tx: Tx, importId: string, rows: readonly RosterPreviewRow[]): Promise<void> => {
  const chunk = rows.map((row) => [row.row, row.kind, row.number, row.name, canonical(row.detail)])
  await tx.run(sql`
    insert into roster_import_rows (import_id, row, kind, employee_number, name, detail)
    select ${importId}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
    from json_each(${JSON.stringify(chunk)})`)
}

/** The preview is whole: what it counts, what it would make, and what the bank was when it was made. */
export const finishPreview = async (
  tx: Tx,
  importId: string,
  preview: {
    rows: readonly RosterPreviewRow[]
    digest: string
    newUnits: readonly NewUnit[]
    newPosts: readonly NewUnit[]
  },
  now: Instant,
) => {
  const counts = emptyCounts()
  for (const row of preview.rows) counts[row.kind]++
  const [roster] = await tx
    .select({ mapping: rosterImports.mapping })
    .from(rosterImports)
    .where(eq(rosterImports.id, importId))
  const { newUnits, newPosts } = preview
  const mapping = { ...(roster?.mapping as object), newUnits, newPosts }
  await tx
    .update(rosterImports)
    .set({ counts, mapping, bankDigest: preview.digest, previewedAt: now })
    .where(eq(rosterImports.id, importId))
  return counts
}
