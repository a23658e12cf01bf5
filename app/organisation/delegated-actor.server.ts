/** Acting for someone else: their reach, only the acts that they lent, both names in the audit. */
import { and, eq, gte, isNull, lte } from 'drizzle-orm'
import type { Actor } from '#app/kernel/actor.ts'
import type { Reader } from '#db/client.server.ts'
import { delegations } from '#db/schema/organisation.ts'
import { reachOf } from './reach.server.ts'

/** Name of the cookie that says for whom its owner acts: the delegation's id. */
export const delegationCookie = 'acting-for'

const cookieValue = (request: Request): string | null =>
  /(?:^|;\s*)acting-for=([a-z0-9_]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? null

export const delegatedActor = async (db: Reader, own: Actor, request: Request): Promise<Actor | null> => {
  const id = cookieValue(request)
  if (!id) return null
  const [row] = await db
    .select()
    .from(delegations)
    .where(
      and(
        eq(delegations.id, id),
        eq(delegations.toAccountId, own.id),
        isNull(delegations.endedAt),
        lte(delegations.fromOn, own.today),
        gte(delegations.toOn, own.today),
      ),
    )
  if (!row) return null
  const reach = await reachOf(db, row.fromAccountId, own.today)
  return {
    ...own,
    onBehalfOf: row.fromAccountId,
    lentActs: row.acts,
    grants: reach.grants,
    headOf: reach.headOf,
    manages: reach.manages,
  }
}
