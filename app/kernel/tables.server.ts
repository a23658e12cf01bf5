/** Reads whatever table a person uploads, and remembers how they last mapped its columns. */
import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Reader, Tx } from '#db/client.server.ts'
import { importMappings } from '#db/schema/kernel.ts'
import type { ColumnMapping } from './column-mapping.ts'
import { readCsv } from './csv.server.ts'
import type { Instant } from './day.ts'
import { type Outcome, refused } from './result.ts'
import { type Table, type TableLimits, type TablePlace, type TableReason, tableLimits } from './table.ts'
import { readXlsx } from './xlsx.server.ts'

const startsWith = (bytes: Uint8Array, ...mark: number[]) => mark.every((byte, at) => bytes[at] === byte)

/** CSV or XLSX, told by the content and not by the name. Codes of a refusal are under `table` of notices' words. */
export const readTable = async (
  bytes: Uint8Array,
  options: { sheet?: string; limits?: TableLimits } = {},
): Promise<Outcome<Table, TableReason, TablePlace>> => {
  const limits = options.limits ?? tableLimits
  if (bytes.length === 0) return refused('file-empty')
  if (bytes.length > limits.bytes) return refused('file-too-large', { limit: limits.bytes })
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return readXlsx(bytes, { ...options, limits })
  // The container of Excel 97–2003, and of workbooks behind a password.
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refused('old-excel')
  return readCsv(bytes, limits)
}

/** Files with the same headings, in whatever order, are the same kind of file. */
const headerKey = (header: readonly string[]): string =>
  createHash('sha256')
    .update([...header].sort().join('\n'))
    .digest('hex')

export const rememberMapping = async (
  tx: Tx,
  to: { kind: string; accountId: string },
  header: readonly string[],
  mapping: ColumnMapping,
  now: Instant,
): Promise<void> => {
  await tx
    .insert(importMappings)
    .values({ ...to, header: headerKey(header), mapping, at: now })
    .onConflictDoUpdate({
      target: [importMappings.kind, importMappings.accountId, importMappings.header],
      set: { mapping, at: now },
    })
}

/** The mapping that this person last used for such a file, to hand to `mapColumns`. */
export const recallMapping = async <K extends string>(
  db: Reader | Tx,
  of: { kind: string; accountId: string },
  header: readonly string[],
): Promise<ColumnMapping<K>> => {
  const [row] = await db
    .select({ mapping: importMappings.mapping })
    .from(importMappings)
    .where(
      and(
        eq(importMappings.kind, of.kind),
        eq(importMappings.accountId, of.accountId),
        eq(importMappings.header, headerKey(header)),
      ),
    )
  return (row?.mapping ?? {}) as ColumnMapping<K>
}
