import { and, asc, gt } from 'drizzle-orm'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { employees } from '#db/schema/organisation.ts'

/** Some of the named people, those after an employee number, in its order. */
export const employeeNumbers = async (
  db: Reader,
  employeeIds: readonly string[],
  after: string,
  count: number,
): Promise<{ id: string; number: string }[]> =>
  employeeIds.length === 0
    ? []
    : db
        .select({ id: employees.id, number: employees.number })
        .from(employees)
        .where(and(anyOf(employees.id, employeeIds), gt(employees.number, after)))
        .orderBy(asc(employees.number))
        .limit(count)
