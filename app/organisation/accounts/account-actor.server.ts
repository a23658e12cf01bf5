/** The actor behind an account on a day: for jobs that finish what a person began, with that person's reach. */
import { accountNames } from '#app/identity/account-names.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day } from '#app/kernel/day.ts'
import type { Reader } from '#db/client.server.ts'
import { reachOf } from './reach.server.ts'

export const accountActor = async (db: Reader, accountId: string, today: Day): Promise<Actor> => {
  const reach = await reachOf(db, accountId, today)
  return {
    id: accountId,
    employeeId: reach.employeeId,
    name: reach.employeeName ?? (await accountNames(db, [accountId])).get(accountId) ?? accountId,
    onBehalfOf: null,
    lenderId: null,
    lentActs: null,
    grants: reach.grants,
    headOf: reach.headOf,
    manages: reach.manages,
    mentors: [],
    today,
  }
}
