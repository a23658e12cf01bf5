import { eq } from 'drizzle-orm'
import type { Reader, Tx } from '#db/client.server.ts'
import { employees } from '#db/schema/organisation.ts'

export const employeeByNumber = async (
  db: Reader | Tx,
  number: string,
): Promise<{ id: string; name: string } | null> => {
  const [row] = await db
    .select({ id: employees.id, name: employees.name })
    .from(employees)
    .where(eq(employees.number, number))
  return row ?? null
}
