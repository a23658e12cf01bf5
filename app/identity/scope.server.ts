/** A policy's scope as a condition on a list's columns: what is outside is in no row, count, sum or export. */
import { or, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { anyOf } from '#db/any-of.server.ts'
import { withinPath } from '#db/within-path.server.ts'
import type { Scope } from './policy.ts'

/** Rows whose unit path lies below one of the scope's paths, or whose employee is named. */
export const withinScope = (scope: Scope, path: SQLiteColumn | SQL, employeeId?: SQLiteColumn | SQL): SQL => {
  if (scope.paths.includes('/')) return sql`1`
  const ranges = scope.paths.map((above) => withinPath(path, above))
  const people =
    employeeId && scope.employeeIds.length > 0 ? [anyOf(employeeId as SQLiteColumn, scope.employeeIds)] : []
  return or(...ranges, ...people) ?? sql`0`
}
