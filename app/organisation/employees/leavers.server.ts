/** Accounts of those who have left: closed once the last day is over, so that nobody need remember. */
import { sql } from 'drizzle-orm'
import { closeAccount } from '#app/identity/accounts.server.ts'
import { systemActor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { todayAt } from '../settings/settings.server.ts'

const atOnce = 50

/** Accounts of some who have left and can still sign in; `among` asks about those alone. */
export const leavers = async (db: Reader, now: Instant, among?: readonly string[]): Promise<string[]> => {
  const today = await todayAt(db, now)
  const named = among ? sql`e.account_id in (select value from json_each(${JSON.stringify(among)}))` : sql`1`
  const rows = await db.all<{ accountId: string }>(sql`
    select e.account_id "accountId" from employees e join accounts a on a.id = e.account_id
    where ${named} and a.closed_at is null
      and exists (select 1 from employments m where m.employee_id = e.id and m.to_on < ${today})
      and not exists (select 1 from employments m where m.employee_id = e.id and (m.to_on is null or m.to_on >= ${today}))
    limit ${atOnce}`)
  return rows.map(({ accountId }) => accountId)
}

/**
 * Closes some, and says how many; whoever is to come back keeps an account that is opened again. `found` are those whom
 * somebody has looked up before: going through everybody takes longer than a transaction may.
 */
export const closeLeavers = async (tx: Tx, now: Instant, found?: readonly string[]): Promise<number> => {
  const today = await todayAt(tx, now)
  const accountIds = await leavers(tx, now, found)
  for (const accountId of accountIds) await closeAccount(tx, systemActor(today), accountId, true, now)
  return accountIds.length
}
