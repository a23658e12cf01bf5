/** Delegations: what one person lends another, between days. Who acts for someone can lend nothing on. */
import { and, desc, eq, or } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { addressesOf } from '#app/identity/account-addresses.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { delegations, employees } from '#db/schema/organisation.ts'
import { newId, transact } from '#db/transact.server.ts'
import { type LendableAct, lendable } from './delegation.ts'

/** What the actor lends and is lent, newest first, with the other's name. */
export const delegationsOf = async (db: Reader, accountId: string, today: Day) => {
  const rows = await db
    .select()
    .from(delegations)
    .where(or(eq(delegations.fromAccountId, accountId), eq(delegations.toAccountId, accountId)))
    .orderBy(desc(delegations.fromOn))
    .limit(100)
  const others = rows.map((row) => (row.fromAccountId === accountId ? row.toAccountId : row.fromAccountId))
  const names = new Map((await addressesOf(db, others)).map(({ id, name }) => [id, name]))
  return rows.map((row) => {
    const lends = row.fromAccountId === accountId
    const other = names.get(lends ? row.toAccountId : row.fromAccountId)
    // With the account of either of the two it has ended as well.
    const isEnded = row.endedAt !== null || row.toOn < today || other === undefined
    return {
      id: row.id,
      lends,
      other: other ?? '—',
      fromOn: row.fromOn,
      toOn: row.toOn,
      reason: row.reason,
      acts: row.acts,
      holds: !isEnded && row.fromOn <= today,
      isEnded,
    }
  })
}

/** The accounts to which any of these has ever lent something. */
export const lentBy = async (db: Reader, accountIds: readonly string[]): Promise<string[]> => {
  const rows = await db
    .selectDistinct({ to: delegations.toAccountId })
    .from(delegations)
    .where(anyOf(delegations.fromAccountId, accountIds))
  return rows.map(({ to }) => to)
}

export type NewDelegation = { employeeId: string; acts: LendableAct[]; fromOn: Day; toOn: Day; reason: string }

export const lend = (db: Db | Tx, actor: Actor, input: NewDelegation, now: Instant) =>
  transact(db, async (tx) => {
    if (!can(actor, 'account.self')) return refused('acting-for-another')
    if (input.toOn < input.fromOn) return refused('ends-before-it-begins')
    if (input.toOn < actor.today) return refused('over-already')
    const [colleague] = await tx.select().from(employees).where(eq(employees.id, input.employeeId))
    if (!colleague) return refused('no-such-employee')
    if (!colleague.accountId) return refused('no-account', { name: colleague.name })
    if (colleague.accountId === actor.id) return refused('to-yourself')
    const acts = input.acts.flatMap((each) => lendable[each])
    const id = newId(tx, 'dlg', now)
    const row = {
      fromAccountId: actor.id,
      toAccountId: colleague.accountId,
      fromOn: input.fromOn,
      toOn: input.toOn,
      reason: input.reason,
      acts,
    }
    await tx.insert(delegations).values({ ...row, id, recordedAt: now })
    await record(
      tx,
      actor,
      'delegation.lent',
      { kind: 'account', id: colleague.accountId, unitPath: '/' },
      { after: row },
      now,
    )
    return done({ id })
  })

/** Ends at once; either of the two may. What has ended stays as it ended. */
export const endDelegation = (db: Db | Tx, actor: Actor, id: string, now: Instant) =>
  transact(db, async (tx) => {
    const [row] = await tx
      .select()
      .from(delegations)
      .where(
        and(eq(delegations.id, id), or(eq(delegations.fromAccountId, actor.id), eq(delegations.toAccountId, actor.id))),
      )
    if (!row) return refused('no-such-delegation')
    if (row.endedAt !== null) return done()
    await tx
      .update(delegations)
      .set({ endedAt: now, revision: row.revision + 1 })
      .where(eq(delegations.id, id))
    await record(
      tx,
      actor,
      'delegation.ended',
      { kind: 'account', id: row.toAccountId, unitPath: '/' },
      { before: row },
      now,
    )
    return done()
  })
