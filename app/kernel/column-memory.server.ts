/** How people last mapped the columns of such a file. */
import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Reader, Tx } from '#db/client.server.ts'
import { importMappings } from '#db/schema/kernel.ts'
import type { ColumnMapping } from './column-mapping.ts'
import type { Instant } from './day.ts'

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
