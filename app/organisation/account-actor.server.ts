/** The actor behind an account on a day: for jobs that finish what a person began, with that person's reach. */
import { eq } from 'drizzle-orm'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day } from '#app/kernel/day.ts'
import type { Reader } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { reachOf } from './reach.server.ts'

export const accountActor = async (db: Reader, accountId: string, today: Day): Promise<Actor> => {
  const [account] = await db.select({ name: accounts.displayName }).from(accounts).where(eq(accounts.id, accountId))
  const reach = await reachOf(db, accountId, today)
  return {
    id: accountId,
    employeeId: reach.employeeId,
    name: reach.employeeName ?? account?.name ?? accountId,
    onBehalfOf: null,
    lentActs: null,
    grants: reach.grants,
    headOf: reach.headOf,
    manages: reach.manages,
    mentors: [],
    today,
  }
}
