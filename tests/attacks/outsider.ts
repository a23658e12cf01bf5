/**
 * Someone who holds every role of the bank, over one outlet: what the scope alone keeps from them. And the person they
 * are after, with everything that belongs to that person.
 */
import { eq } from 'drizzle-orm'
import { grantedRoles } from '#app/identity/roles.ts'
import type { Db } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { statements } from '#db/schema/incentives.ts'
import { assignments, employees, roleGrants } from '#db/schema/organisation.ts'
import { newId, transact } from '#db/transact.server.ts'

/** Opens the account `outsider`, with every role over the outlet where the person with this sign-in name works. */
export const openOutsider = async (db: Db, near: string, now: number): Promise<void> => {
  const [place] = await db
    .select({ unitId: assignments.unitId })
    .from(accounts)
    .innerJoin(employees, eq(employees.accountId, accounts.id))
    .innerJoin(assignments, eq(assignments.employeeId, employees.id))
    .where(eq(accounts.signInName, near))
  if (!place) throw new Error(`${near} works nowhere`)
  await transact(db, async (tx) => {
    const accountId = newId(tx, 'acc', now)
    await tx.insert(accounts).values({ id: accountId, signInName: 'outsider', displayName: 'Outsider', createdAt: now })
    for (const role of grantedRoles) {
      const grant = { id: newId(tx, 'rgr', now), accountId, role, unitId: place.unitId }
      await tx.insert(roleGrants).values({ ...grant, fromOn: '2020-01-01', grantedBy: 'system', grantedAt: now })
    }
  })
}

/** What would tell of a person: name, number, address, and every sum of their pay. */
export const tracesOf = async (db: Db, signInName: string): Promise<string[]> => {
  const [person] = await db
    .select({ id: employees.id, name: employees.name, number: employees.number, email: employees.email })
    .from(employees)
    .innerJoin(accounts, eq(accounts.id, employees.accountId))
    .where(eq(accounts.signInName, signInName))
  if (!person) throw new Error(`nobody is called ${signInName}`)
  const namesakes = await db.$count(employees, eq(employees.name, person.name))
  const pay = await db.select().from(statements).where(eq(statements.employeeId, person.id))
  const sums = pay.flatMap((row) => [row.awardedMinor, row.payableMinor]).filter((sum) => sum >= 100_000)
  const spelled = sums.flatMap((minor) => [
    String(minor),
    (minor / 100).toLocaleString('en', { minimumFractionDigits: 2 }),
  ])
  return [...(namesakes === 1 ? [person.name] : []), person.number, ...(person.email ? [person.email] : []), ...spelled]
}
