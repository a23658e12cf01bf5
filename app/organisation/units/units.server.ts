/** Reads of the unit tree as of a day. Everyone may know the tree; only counts of people are scoped. */
import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Scope } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Day } from '#app/kernel/day.ts'
import type { Words } from '#app/kernel/words.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { assignments, legalEntities, unitPlacements, units } from '#db/schema/organisation.ts'
import { withinPath } from '#db/within-path.server.ts'
import { holdsOn } from '../accounts/reach.server.ts'
import { reachPath, type UnitKind } from './unit.ts'

/** A unit as it stands on a day. */
export type UnitOn = {
  id: string
  code: string
  kind: UnitKind
  name: Words
  path: string
  parentId: string | null
  legalEntityId: string
  openedOn: Day
  closedOn: Day | null
  revision: number
}

const columns = {
  id: units.id,
  code: units.code,
  kind: units.kind,
  name: unitPlacements.name,
  path: unitPlacements.path,
  parentId: unitPlacements.parentId,
  legalEntityId: unitPlacements.legalEntityId,
  openedOn: units.openedOn,
  closedOn: units.closedOn,
  revision: units.revision,
}

const standing = (db: Reader | Tx) =>
  db.select(columns).from(unitPlacements).innerJoin(units, eq(units.id, unitPlacements.unitId)).$dynamic()

/** Every unit of the bank on a day, parents before children (in order of path); `below` keeps to one part of the tree. */
export const unitsOn = async (db: Reader, day: Day, below = '/'): Promise<UnitOn[]> =>
  standing(db)
    .where(
      and(
        holdsOn(unitPlacements.fromOn, unitPlacements.toOn, day),
        below === '/' ? undefined : withinPath(unitPlacements.path, below),
      ),
    )
    .orderBy(asc(unitPlacements.path))

const one = (which: SQL) => {
  const onDay = holdsOn(unitPlacements.fromOn, unitPlacements.toOn, sql`${sql.placeholder('day')}`)
  const asked = prepared((db) => standing(db).where(and(which, onDay)).limit(1).prepare())
  return async (db: Reader | Tx, values: { day: Day; id?: string; code?: string }): Promise<UnitOn | null> =>
    (await asked(db).get(values)) ?? null
}
const oneById = one(eq(units.id, sql.placeholder('id')))
const oneByCode = one(eq(units.code, sql.placeholder('code')))
const head = one(isNull(unitPlacements.parentId))

/** A unit on a day, or null when it was not open then. */
export const unitOn = (db: Reader | Tx, unitId: string, day: Day) => oneById(db, { id: unitId, day })
export const unitByCode = (db: Reader | Tx, code: string, day: Day) => oneByCode(db, { code, day })
/** The head of the tree: the whole bank. */
export const rootUnit = (db: Reader | Tx, day: Day) => head(db, { day })

/** '/HO/B1/' of a unit on a day; null when it was not open then. */
export const pathOfUnit = async (db: Reader, unitId: string, day: Day): Promise<string | null> =>
  (await unitOn(db, unitId, day))?.path ?? null

/** The path that a unit reaches on a day; null when it was not open then. */
export const reachOfUnit = async (db: Reader, unitId: string, day: Day): Promise<string | null> => {
  const unit = await unitOn(db, unitId, day)
  return unit && reachPath(unit)
}

/** The units right below one, in order of code. */
export const unitsBelow = async (db: Reader, parentId: string, day: Day): Promise<UnitOn[]> =>
  standing(db)
    .where(and(eq(unitPlacements.parentId, parentId), holdsOn(unitPlacements.fromOn, unitPlacements.toOn, day)))
    .orderBy(asc(units.code))

/** The units above a path and its own, outermost first. */
export const unitsAlong = async (db: Reader, path: string, day: Day): Promise<UnitOn[]> => {
  const codes = path.split('/').filter(Boolean)
  const above = codes.map((_, place) => `/${codes.slice(0, place + 1).join('/')}/`)
  return standing(db)
    .where(and(anyOf(unitPlacements.path, above), holdsOn(unitPlacements.fromOn, unitPlacements.toOn, day)))
    .orderBy(asc(unitPlacements.path))
}

/** Where a unit has hung and what it was called, newest first. */
export const placementsOf = (db: Reader, unitId: string) =>
  db
    .select({
      id: unitPlacements.id,
      name: unitPlacements.name,
      path: unitPlacements.path,
      parentId: unitPlacements.parentId,
      fromOn: unitPlacements.fromOn,
      toOn: unitPlacements.toOn,
      entity: legalEntities.name,
    })
    .from(unitPlacements)
    .innerJoin(legalEntities, eq(legalEntities.id, unitPlacements.legalEntityId))
    .where(eq(unitPlacements.unitId, unitId))
    .orderBy(sql`${unitPlacements.fromOn} desc`)

/** How many people stand in each unit on a day, by path and without those below; only within the scope. */
export const headcountByPath = async (db: Reader, scope: Scope, day: Day): Promise<Map<string, number>> => {
  const rows = await db
    .select({ path: unitPlacements.path, n: sql<number>`count(distinct ${assignments.employeeId})` })
    .from(unitPlacements)
    .innerJoin(assignments, eq(assignments.unitId, unitPlacements.unitId))
    .where(
      and(
        holdsOn(unitPlacements.fromOn, unitPlacements.toOn, day),
        holdsOn(assignments.fromOn, assignments.toOn, day),
        withinScope({ paths: scope.paths, employeeIds: [] }, unitPlacements.path),
      ),
    )
    .groupBy(unitPlacements.path)
  return new Map(rows.map(({ path, n }) => [path, n]))
}

export const entitiesOf = (db: Reader) => db.select().from(legalEntities).orderBy(asc(legalEntities.code))
