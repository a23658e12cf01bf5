import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { afterPath } from '#app/kernel/tree-path.ts'

/** Whether a column of paths lies at or below one of the tree: a range of it, which its index finds. */
export const withinPath = (column: SQLiteColumn | SQL, path: string): SQL =>
  sql`(${column} >= ${path} and ${column} < ${afterPath(path)})`
