/** Roles granted over a part of the bank, between days. Nobody grants one to themselves. */
import { and, asc, desc, eq } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { GrantedRole } from '#app/identity/roles.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { addDays, type Day, type Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { employees, roleGrants, unitPlacements } from '#db/schema/organisation.ts'
import { newId, transact } from '#db/transact.server.ts'
import { reachOfUnit } from '../units/units.server.ts'
import { holdsOn } from './reach.server.ts'

/** Every grant of an account, the open ones first. */
export const grantsOf = (db: Reader, accountId: string, day: Day) =>
  db
    .select({
      id: roleGrants.id,
      role: roleGrants.role,
      unitName: unitPlacements.name,
      path: unitPlacements.path,
      fromOn: roleGrants.fromOn,
      toOn: roleGrants.toOn,
      grantedBy: roleGrants.grantedBy,
      revision: roleGrants.revision,
    })
    .from(roleGrants)
    .leftJoin(unitPlacements, and(eq(unitPlacements.unitId, roleGrants.unitId), holds(day)))
    .where(eq(roleGrants.accountId, accountId))
    .orderBy(asc(roleGrants.toOn), desc(roleGrants.fromOn))

const holds = (day: Day) => holdsOn(unitPlacements.fromOn, unitPlacements.toOn, day)

export type NewGrant = { role: GrantedRole; unitId: string; fromOn: Day; toOn: Day | null }

export const grantRole = (db: Db | Tx, actor: Actor, accountId: string, input: NewGrant, now: Instant) =>
  transact(db, async (tx) => {
    const unitPath = await reachOfUnit(tx, input.unitId, actor.today)
    if (!unitPath) return refused('unit-not-open')
    if (accountId === actor.id) return refused('not-to-yourself')
    if (!can(actor, 'role.grant', { unitPath, accountId })) return refused('not-allowed')
    if (input.toOn !== null && input.toOn < input.fromOn) return refused('ends-before-it-begins')
    const id = newId(tx, 'rgr', now)
    await tx.insert(roleGrants).values({ id, accountId, ...input, grantedBy: actor.name, grantedAt: now })
    await record(tx, actor, 'role.granted', { kind: 'account', id: accountId, unitPath }, { after: input }, now)
    return done({ id })
  })

/**
 * Withdraws a role at once: what is taken from someone must not work on until midnight, so yesterday is its last day.
 * One that was given today or later is taken away altogether; the trail keeps both.
 */
export const withdrawGrant = (db: Db | Tx, actor: Actor, grantId: string, now: Instant) =>
  transact(db, async (tx) => {
    const [grant] = await tx.select().from(roleGrants).where(eq(roleGrants.id, grantId))
    const unitPath = grant ? ((await reachOfUnit(tx, grant.unitId, actor.today)) ?? '/') : '/'
    if (!grant || !can(actor, 'role.end', { unitPath })) return refused('no-such-grant')
    const lastDay = addDays(actor.today, -1)
    // Pressed twice, or over before: it stays as it ended.
    if (grant.toOn !== null && grant.toOn <= lastDay) return done({ accountId: grant.accountId })
    if (lastDay < grant.fromOn) await tx.delete(roleGrants).where(eq(roleGrants.id, grantId))
    else
      await tx
        .update(roleGrants)
        .set({ toOn: lastDay, revision: grant.revision + 1 })
        .where(eq(roleGrants.id, grantId))
    const subject = { kind: 'account', id: grant.accountId, unitPath }
    const change = { before: { role: grant.role, toOn: grant.toOn }, after: { lastDay } }
    await record(tx, actor, 'role.ended', subject, change, now)
    return done({ accountId: grant.accountId })
  })

/** The employee behind an account. */
export const employeeOf = async (db: Reader, accountId: string) => {
  const [row] = await db
    .select({ id: employees.id, name: employees.name, number: employees.number, email: employees.email })
    .from(employees)
    .where(eq(employees.accountId, accountId))
  return row ?? null
}
