/** Changes to the unit tree, each as of a day. A move rewrites the paths of all below in the same transaction. */
import { isDeepStrictEqual } from 'node:util'
import { and, asc, eq, gt, gte, isNull, ne, or } from 'drizzle-orm'
import type * as z from 'zod/mini'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { addDays, type Day, type Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import { isWithin } from '#app/kernel/tree-path.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { assignments, legalEntities, unitPlacements, units } from '#db/schema/organisation.ts'
import { newId, transact } from '#db/transact.server.ts'
import { withinPath } from '#db/within-path.server.ts'
import { holdsOn } from '../accounts/reach.server.ts'
import type { closeUnitForm, moveUnitForm, openUnitForm, renameUnitForm } from './unit.form.ts'
import { closesBefore, pathBelow } from './unit.ts'
import { endHeads } from './unit-heads.server.ts'
import { unitOn } from './units.server.ts'

type Placement = typeof unitPlacements.$inferSelect

const placementOn = async (tx: Tx, unitId: string, day: Day): Promise<Placement | null> => {
  const [row] = await tx
    .select()
    .from(unitPlacements)
    .where(and(eq(unitPlacements.unitId, unitId), holdsOn(unitPlacements.fromOn, unitPlacements.toOn, day)))
  return row ?? null
}

/** Those that begin after the day, in their order. */
const placementsAfter = (tx: Tx, unitId: string, day: Day): Promise<Placement[]> =>
  tx
    .select()
    .from(unitPlacements)
    .where(and(eq(unitPlacements.unitId, unitId), gt(unitPlacements.fromOn, day)))
    .orderBy(asc(unitPlacements.fromOn))

/** From a day on the placement says something else; on its own first day it is rewritten. */
const placeFrom = async (tx: Tx, row: Placement, day: Day, next: Partial<Placement>, now: Instant): Promise<void> => {
  const mine = eq(unitPlacements.id, row.id)
  if (row.fromOn === day) {
    await tx.update(unitPlacements).set(next).where(mine)
    return
  }
  await tx
    .update(unitPlacements)
    .set({ toOn: addDays(day, -1) })
    .where(mine)
  await tx.insert(unitPlacements).values({ ...row, ...next, id: newId(tx, 'plc', now), fromOn: day })
}

const rise = (tx: Tx, unitId: string, revision: number) =>
  tx
    .update(units)
    .set({ revision: revision + 1 })
    .where(eq(units.id, unitId))

const isEntity = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.$count(legalEntities, eq(legalEntities.id, id))) > 0

export const openUnit = (db: Db | Tx, actor: Actor, input: z.output<typeof openUnitForm>, now: Instant) =>
  transact(db, async (tx) => {
    const parent = await unitOn(tx, input.parentId, input.fromOn)
    if (!parent) return refused('unit-not-open')
    if (!can(actor, 'unit.change', { unitPath: parent.path })) return refused('not-allowed')
    const closing = closesBefore(parent, null)
    if (closing) return refused('parent-closes', { day: closing })
    const [taken] = await tx.select({ id: units.id }).from(units).where(eq(units.code, input.code))
    if (taken) return refused('code-taken')
    const legalEntityId = input.legalEntityId ?? parent.legalEntityId
    if (!(await isEntity(tx, legalEntityId))) return refused('no-such-entity')
    const id = newId(tx, 'unt', now)
    const path = pathBelow(parent.path, input.code)
    await tx.insert(units).values({ id, code: input.code, kind: input.kind, openedOn: input.fromOn })
    // Where the parent is to be moved later, what hangs below it goes along from the first.
    const moves = (await placementsAfter(tx, parent.id, input.fromOn)).map(({ fromOn, path: above }) => ({
      fromOn,
      path: pathBelow(above, input.code),
    }))
    const places = [{ fromOn: input.fromOn, path }, ...moves].filter((each, at, all) => each.path !== all[at - 1]?.path)
    for (const [at, each] of places.entries()) {
      const next = places[at + 1]
      await tx.insert(unitPlacements).values({
        ...each,
        id: newId(tx, 'plc', now),
        unitId: id,
        parentId: parent.id,
        legalEntityId,
        name: input.name,
        toOn: next ? addDays(next.fromOn, -1) : null,
      })
    }
    const after = { code: input.code, kind: input.kind, name: input.name, path, fromOn: input.fromOn }
    await record(tx, actor, 'unit.opened', { kind: 'unit', id, unitPath: path }, { after }, now)
    return done({ id, path })
  })

/** Finds the placement on the day and asks the three questions that every change begins with. */
const toChange = async (tx: Tx, actor: Actor, unitId: string, day: Day, revision: number) => {
  const [unit] = await tx.select().from(units).where(eq(units.id, unitId))
  const row = unit && (await placementOn(tx, unitId, day))
  if (!unit || !row) return refused('unit-not-open')
  if (!can(actor, 'unit.change', { unitPath: row.path })) return refused('not-allowed')
  if (unit.revision !== revision) return changedMeanwhile(tx, { kind: 'unit', id: unit.id })
  return done({ unit, row })
}

export const renameUnit = (
  db: Db | Tx,
  actor: Actor,
  unitId: string,
  input: z.output<typeof renameUnitForm>,
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await toChange(tx, actor, unitId, input.fromOn, input.revision)
    if (!found.ok) return found
    const { unit, row } = found.value
    if (!(await isEntity(tx, input.legalEntityId))) return refused('no-such-entity')
    const next = { name: input.name, legalEntityId: input.legalEntityId }
    await placeFrom(tx, row, input.fromOn, next, now)
    // Where it is to move later, it keeps what it is called by then, unless it is called otherwise there already.
    for (const later of await placementsAfter(tx, unitId, input.fromOn)) {
      const name = isDeepStrictEqual(later.name, row.name) ? input.name : later.name
      const legalEntityId = later.legalEntityId === row.legalEntityId ? input.legalEntityId : later.legalEntityId
      await tx.update(unitPlacements).set({ name, legalEntityId }).where(eq(unitPlacements.id, later.id))
    }
    await rise(tx, unitId, unit.revision)
    const before = { name: row.name, legalEntityId: row.legalEntityId }
    const subject = { kind: 'unit', id: unitId, unitPath: row.path }
    await record(tx, actor, 'unit.renamed', subject, { before, after: { ...next, fromOn: input.fromOn } }, now)
    return done({ id: unitId })
  })

/** Hangs a unit elsewhere as of a day; everything below keeps its place under it, on that day and on later ones. */
export const moveUnit = (
  db: Db | Tx,
  actor: Actor,
  unitId: string,
  input: z.output<typeof moveUnitForm>,
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await toChange(tx, actor, unitId, input.fromOn, input.revision)
    if (!found.ok) return found
    const { unit, row } = found.value
    const parent = await unitOn(tx, input.parentId, input.fromOn)
    if (!parent) return refused('unit-not-open')
    if (!can(actor, 'unit.change', { unitPath: parent.path })) return refused('not-allowed')
    if (row.parentId === null) return refused('root-stays')
    if (isWithin(parent.path, row.path)) return refused('below-itself')
    const [above] = (await placementsAfter(tx, parent.id, input.fromOn)).filter((each) => each.path !== parent.path)
    if (above) return refused('parent-moves-later', { day: above.fromOn })
    const closing = closesBefore(parent, unit.closedOn)
    if (closing) return refused('parent-closes', { day: closing })
    const [elsewhere] = await tx
      .select({ fromOn: unitPlacements.fromOn })
      .from(unitPlacements)
      .where(
        and(
          eq(unitPlacements.unitId, unitId),
          gt(unitPlacements.fromOn, input.fromOn),
          ne(unitPlacements.parentId, row.parentId),
        ),
      )
    if (elsewhere) return refused('moves-later', { day: elsewhere.fromOn })
    const path = pathBelow(parent.path, unit.code)
    const moved = (old: string) => path + old.slice(row.path.length)
    const affected = await tx
      .select()
      .from(unitPlacements)
      .where(
        and(
          withinPath(unitPlacements.path, row.path),
          or(isNull(unitPlacements.toOn), gte(unitPlacements.toOn, input.fromOn)),
        ),
      )
      .orderBy(asc(unitPlacements.path))
    for (const each of affected) {
      const parentId = each.unitId === unitId ? parent.id : each.parentId
      const next = { path: moved(each.path), parentId }
      if (each.fromOn > input.fromOn) await tx.update(unitPlacements).set(next).where(eq(unitPlacements.id, each.id))
      else await placeFrom(tx, each, input.fromOn, next, now)
    }
    await rise(tx, unitId, unit.revision)
    const subject = { kind: 'unit', id: unitId, unitPath: path }
    const change = { before: { path: row.path }, after: { path, fromOn: input.fromOn, units: affected.length } }
    await record(tx, actor, 'unit.moved', subject, change, now)
    return done({ id: unitId, path })
  })

/** The last day of a unit: nobody may be assigned to it after, and nothing may hang below it. */
export const closeUnit = (
  db: Db | Tx,
  actor: Actor,
  unitId: string,
  input: z.output<typeof closeUnitForm>,
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await toChange(tx, actor, unitId, input.lastDay, input.revision)
    if (!found.ok) return found
    const { unit, row } = found.value
    if (row.parentId === null) return refused('root-stays')
    const after = (column: typeof assignments.toOn | typeof unitPlacements.toOn) =>
      or(isNull(column), gt(column, input.lastDay))
    const below = await tx.$count(unitPlacements, and(eq(unitPlacements.parentId, unitId), after(unitPlacements.toOn)))
    if (below > 0) return refused('has-units', { count: below })
    const people = await tx.$count(assignments, and(eq(assignments.unitId, unitId), after(assignments.toOn)))
    if (people > 0) return refused('has-people', { count: people })
    await tx
      .delete(unitPlacements)
      .where(and(eq(unitPlacements.unitId, unitId), gt(unitPlacements.fromOn, input.lastDay)))
    await tx.update(unitPlacements).set({ toOn: input.lastDay }).where(eq(unitPlacements.id, row.id))
    const heads = await endHeads(tx, unitId, input.lastDay)
    await tx
      .update(units)
      .set({ closedOn: input.lastDay, revision: unit.revision + 1 })
      .where(eq(units.id, unitId))
    const subject = { kind: 'unit', id: unitId, unitPath: row.path }
    const change = { before: heads.before, after: { lastDay: input.lastDay, ...heads.after } }
    await record(tx, actor, 'unit.closed', subject, change, now)
    return done({ id: unitId })
  })
