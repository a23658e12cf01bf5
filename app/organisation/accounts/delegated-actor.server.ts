/** Acting for someone else: their reach, only the acts that they lent, both names in the audit. */
import { and, eq, gte, isNull, lte } from 'drizzle-orm'
import { addressesOf } from '#app/identity/account-addresses.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Reader } from '#db/client.server.ts'
import { delegations } from '#db/schema/organisation.ts'
import { reachOf } from './reach.server.ts'

/** Name of the cookie that says for whom its owner acts: the delegation's id. */
export const delegationCookie = 'acting-for'

const cookieValue = (request: Request): string | null =>
  /(?:^|;\s*)acting-for=([a-z0-9_]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? null

/** The delegation, if it lets the actor act today. Nobody acts for an account that is closed: what it could do has ended with it. */
export const findLent = async (db: Reader, { id: accountId, today }: Actor, id: string) => {
  const [row] = await db
    .select()
    .from(delegations)
    .where(
      and(
        eq(delegations.id, id),
        eq(delegations.toAccountId, accountId),
        isNull(delegations.endedAt),
        lte(delegations.fromOn, today),
        gte(delegations.toOn, today),
      ),
    )
  const [lender] = row ? await addressesOf(db, [row.fromAccountId]) : []
  return row && lender ? row : null
}

export const delegatedActor = async (db: Reader, own: Actor, request: Request): Promise<Actor | null> => {
  const id = cookieValue(request)
  const row = id ? await findLent(db, own, id) : null
  return row ? inNameOf(db, own, row.fromAccountId, row.acts) : null
}

/** The actor with the reach of another account, as far as these acts were lent. */
export const inNameOf = async (db: Reader, own: Actor, lender: string, lentActs: readonly string[]): Promise<Actor> => {
  const { employeeId, grants, headOf, manages } = await reachOf(db, lender, own.today)
  return { ...own, onBehalfOf: lender, lenderId: employeeId, lentActs, grants, headOf, manages }
}
