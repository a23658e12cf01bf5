/** Many rows in few statements: the values travel as one JSON text, so that no limit of parameters is met. */
import { getTableColumns, getTableName, type InferInsertModel, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Tx } from '#db/client.server.ts'

const rowsAtOnce = 5_000
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Inserts as the table's own columns would encode them; a default that drizzle knows is filled in. */
export const insertRows = async <T extends SQLiteTable>(
  tx: Tx,
  table: T,
  rows: readonly InferInsertModel<T>[],
): Promise<void> => {
  const first = rows[0]
  if (!first) return
  const columns = Object.entries(getTableColumns(table)).filter(([key, column]) => key in first || column.hasDefault)
  const names = sql.raw(columns.map(([key]) => `"${snake(key)}"`).join(', '))
  const picked = sql.raw(columns.map((_, index) => `value ->> ${index}`).join(', '))
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const values = rows.slice(from, from + rowsAtOnce).map((row) =>
      columns.map(([key, column]) => {
        const value = (row as Record<string, unknown>)[key]
        if (value === undefined) return column.default ?? null
        return value === null ? null : column.mapToDriverValue(value)
      }),
    )
    await tx.run(
      sql`insert into ${sql.raw(getTableName(table))} (${names}) select ${picked} from json_each(${JSON.stringify(values)})`,
    )
  }
}
