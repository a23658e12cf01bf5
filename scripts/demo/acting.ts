/** Who acts in the chapters: the story's person, with the reach that they had on the day. */
import type { Actor } from '#app/kernel/actor.ts'
import { addDays, type Day } from '#app/kernel/day.ts'
import { accountActor } from '#app/organisation/accounts/account-actor.server.ts'
import type { Db, Tx } from '#db/client.server.ts'
import type { DemoBank, DemoPerson } from './people.ts'
import type { StoryKey } from './stories.ts'

export const actorOn = (db: Db | Tx, bank: DemoBank, who: StoryKey | DemoPerson, day: Day): Promise<Actor> =>
  accountActor(db, (typeof who === 'string' ? bank.who(who) : who).accountId, day)

/** The value of a command that the load counts on; a refusal is a fault of the load. */
export const must = <T>(outcome: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!outcome.ok) throw new Error(`the demo bank was refused: ${JSON.stringify(outcome.error)}`)
  return outcome.value
}

/** So many days after a quarter's last day. */
export const after = (quarter: { toOn: Day }, days: number): Day => addDays(quarter.toOn, days)
