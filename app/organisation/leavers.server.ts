/** Accounts of those who have left: closed once the last day is over, so that nobody need remember. */
import { sql } from 'drizzle-orm'
import { closeAccount } from '#app/identity/accounts.server.ts'
import { systemActor } from '#app/kernel/actor.ts'
import { dayOf, type Instant } from '#app/kernel/day.ts'
import type { Tx } from '#db/client.server.ts'
import { settingsOn } from './settings.server.ts'

const atOnce = 50

/** Closes some, and says how many; whoever is to come back keeps an account that is opened again. */
export const closeLeavers = async (tx: Tx, now: Instant): Promise<number> => {
  const today = dayOf(now, (await settingsOn(tx, dayOf(now, 'UTC'))).timeZone)
  const rows = await tx.all<{ accountId: string }>(sql`
    select e.account_id "accountId" from employees e join accounts a on a.id = e.account_id
    where a.closed_at is null
      and exists (select 1 from employments m where m.employee_id = e.id and m.to_on < ${today})
      and not exists (select 1 from employments m where m.employee_id = e.id and (m.to_on is null or m.to_on >= ${today}))
    limit ${atOnce}`)
  for (const { accountId } of rows) await closeAccount(tx, systemActor(today), accountId, true, now)
  return rows.length
}
