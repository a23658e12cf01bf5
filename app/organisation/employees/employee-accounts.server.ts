import { and, isNotNull } from 'drizzle-orm'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { employees } from '#db/schema/organisation.ts'

/** Accounts by employee, of those who have one. */
export const accountsOfEmployees = async (
  db: Reader | Tx,
  employeeIds: readonly string[],
): Promise<Map<string, string>> => {
  if (employeeIds.length === 0) return new Map()
  const rows = await db
    .select({ id: employees.id, accountId: employees.accountId })
    .from(employees)
    .where(and(anyOf(employees.id, employeeIds), isNotNull(employees.accountId)))
  return new Map(rows.flatMap(({ id, accountId }) => (accountId ? [[id, accountId] as const] : [])))
}
