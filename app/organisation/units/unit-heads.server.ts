/** Who heads a unit, from a day to a day. */
import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type * as z from 'zod/mini'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { addDays, type Day, type Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { unitHeads } from '#db/schema/organisation.ts'
import { newId, transact } from '#db/transact.server.ts'
import { holdsOn } from '../accounts/reach.server.ts'
import { findPerson } from '../employees/people.server.ts'
import type { headForm } from './unit.form.ts'
import { unitOn } from './units.server.ts'

/** Names the head from a day on, or nobody, to the unit's last day; the one before is head until the day before. */
export const appointHead = (
  db: Db | Tx,
  actor: Actor,
  unitId: string,
  input: z.output<typeof headForm>,
  now: Instant,
) =>
  transact(db, async (tx) => {
    const unit = await unitOn(tx, unitId, input.fromOn)
    if (!unit) return refused('unit-not-open')
    if (!can(actor, 'unit.change', { unitPath: unit.path })) return refused('not-allowed')
    if (input.employeeId && !(await findPerson(tx, actor, input.employeeId))) return refused('no-such-employee')
    const [later] = await tx
      .select({ fromOn: unitHeads.fromOn })
      .from(unitHeads)
      .where(and(eq(unitHeads.unitId, unitId), gt(unitHeads.fromOn, input.fromOn)))
    if (later) return refused('head-later', { day: later.fromOn })
    const [before] = await tx
      .select()
      .from(unitHeads)
      .where(and(eq(unitHeads.unitId, unitId), holdsOn(unitHeads.fromOn, unitHeads.toOn, input.fromOn)))
    if (before?.fromOn === input.fromOn) await tx.delete(unitHeads).where(eq(unitHeads.id, before.id))
    else if (before)
      await tx
        .update(unitHeads)
        .set({ toOn: addDays(input.fromOn, -1) })
        .where(eq(unitHeads.id, before.id))
    if (input.employeeId)
      await tx.insert(unitHeads).values({
        id: newId(tx, 'hed', now),
        unitId,
        employeeId: input.employeeId,
        fromOn: input.fromOn,
        toOn: unit.closedOn,
      })
    const subject = { kind: 'unit', id: unitId, unitPath: unit.path }
    const change = {
      before: { employeeId: before?.employeeId ?? null },
      after: { employeeId: input.employeeId, fromOn: input.fromOn },
    }
    await record(tx, actor, 'unit.head-appointed', subject, change, now)
    return done({ id: unitId })
  })

/** The head of a unit on a day. */
export const headOn = async (db: Tx | Pick<Db, 'get'>, unitId: string, day: Day) =>
  (await db.get<{ id: string; name: string; fromOn: Day }>(
    sql`select e.id id, e.name name, h.from_on "fromOn" from unit_heads h join employees e on e.id = h.employee_id
      where h.unit_id = ${unitId} and h.from_on <= ${day} and (h.to_on is null or h.to_on >= ${day}) limit 1`,
  )) ?? null

/**
 * Nobody heads a unit beyond its last day: who does ends then, and who was named for a later day is not head at all.
 * Gives those whom it concerns before and after, for the audit to keep.
 */
export const endHeads = async (tx: Tx, unitId: string, lastDay: Day) => {
  const beyond = and(eq(unitHeads.unitId, unitId), or(isNull(unitHeads.toOn), gt(unitHeads.toOn, lastDay)))
  const heads = await tx
    .select({ employeeId: unitHeads.employeeId, fromOn: unitHeads.fromOn, toOn: unitHeads.toOn })
    .from(unitHeads)
    .where(beyond)
    .orderBy(unitHeads.fromOn)
  await tx.delete(unitHeads).where(and(beyond, gt(unitHeads.fromOn, lastDay)))
  await tx.update(unitHeads).set({ toOn: lastDay }).where(beyond)
  const kept = heads.filter(({ fromOn }) => fromOn <= lastDay).map((head) => ({ ...head, toOn: lastDay }))
  return { before: { heads }, after: { heads: kept } }
}
