/** What the guard asks of the organisation: who stands behind an account today, and how far they reach. */
import { and, eq, gte, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Grant } from '#app/kernel/actor.ts'
import type { Day } from '#app/kernel/day.ts'
import type { Reader } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { assignments, employees, roleGrants, unitHeads, unitPlacements } from '#db/schema/organisation.ts'
import { reachPath } from '../units/unit.ts'

/** Holds on the day: from ≤ day and (to is open or to ≥ day). `day` may be a value or a placeholder. */
export const holdsOn = (fromOn: SQLiteColumn, toOn: SQLiteColumn, day: Day | SQL): SQL =>
  sql`(${fromOn} <= ${day} and (${toOn} is null or ${toOn} >= ${day}))`

const day = sql.placeholder('day')
const onDay = (fromOn: SQLiteColumn, toOn: SQLiteColumn) => and(lte(fromOn, day), or(isNull(toOn), gte(toOn, day)))

const employeeOfAccount = prepared((db) =>
  db
    .select({ id: employees.id, name: employees.name, number: employees.number })
    .from(employees)
    .where(eq(employees.accountId, sql.placeholder('accountId')))
    .prepare(),
)
const grantsOfAccount = prepared((db) =>
  db
    .select({ role: roleGrants.role, path: unitPlacements.path, parentId: unitPlacements.parentId })
    .from(roleGrants)
    .innerJoin(
      unitPlacements,
      and(eq(unitPlacements.unitId, roleGrants.unitId), onDay(unitPlacements.fromOn, unitPlacements.toOn)),
    )
    .where(and(eq(roleGrants.accountId, sql.placeholder('accountId')), onDay(roleGrants.fromOn, roleGrants.toOn)))
    .prepare(),
)
const unitsHeaded = prepared((db) =>
  db
    .select({ path: unitPlacements.path })
    .from(unitHeads)
    .innerJoin(
      unitPlacements,
      and(eq(unitPlacements.unitId, unitHeads.unitId), onDay(unitPlacements.fromOn, unitPlacements.toOn)),
    )
    .where(and(eq(unitHeads.employeeId, sql.placeholder('employeeId')), onDay(unitHeads.fromOn, unitHeads.toOn)))
    .prepare(),
)
const peopleManaged = prepared((db) =>
  db
    .selectDistinct({ id: assignments.employeeId })
    .from(assignments)
    .where(
      and(eq(assignments.lineManagerId, sql.placeholder('employeeId')), onDay(assignments.fromOn, assignments.toOn)),
    )
    .prepare(),
)

export type Reach = {
  employeeId: string | null
  employeeName: string | null
  grants: Grant[]
  headOf: string[]
  manages: string[]
}

export const reachOf = async (db: Reader, accountId: string, today: Day): Promise<Reach> => {
  const employee = await employeeOfAccount(db).get({ accountId })
  const grants = await grantsOfAccount(db).all({ accountId, day: today })
  const headed = employee ? await unitsHeaded(db).all({ employeeId: employee.id, day: today }) : []
  const managed = employee ? await peopleManaged(db).all({ employeeId: employee.id, day: today }) : []
  return {
    employeeId: employee?.id ?? null,
    employeeName: employee?.name ?? null,
    grants: grants.map(({ role, ...unit }) => ({ role, path: reachPath(unit) })),
    headOf: headed.map(({ path }) => path),
    manages: managed.map(({ id }) => id),
  }
}
