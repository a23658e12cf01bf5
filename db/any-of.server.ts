import { Placeholder, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'

/**
 * Whether a column holds one of many values, handed over as one: the statement's text stays the same for any number of
 * them, so that it is prepared once, and SQLite takes the column's own index instead of the one that suits the order.
 */
export const anyOf = (column: SQLiteColumn, values: readonly string[] | Placeholder): SQL =>
  sql`${column} in (select value from json_each(${values instanceof Placeholder ? values : JSON.stringify(values)}))`
