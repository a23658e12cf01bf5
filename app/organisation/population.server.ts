/** People with an assignment in a part of the bank during a period, in order of employee number: who a run reads. */
import { and, asc, eq, exists, gt, gte, isNull, like, lte, or, sql } from 'drizzle-orm'
import type { Day } from '#app/kernel/day.ts'
import type { Reader } from '#db/client.server.ts'
import { assignments, employees, unitPlacements } from '#db/schema/organisation.ts'

export type PopulationQuery = { unitPath: string; from: Day; to: Day; after: string; count: number }

/** A chunk of the population after an employee number. '/' is the whole bank. */
export const populationAfter = (db: Reader, { unitPath, from, to, after, count }: PopulationQuery) =>
  Promise.resolve(
    db
      .select({ id: employees.id, number: employees.number })
      .from(employees)
      .where(
        and(
          gt(employees.number, after),
          exists(
            db
              .select({ one: sql`1` })
              .from(assignments)
              .innerJoin(unitPlacements, eq(unitPlacements.unitId, assignments.unitId))
              .where(
                and(
                  eq(assignments.employeeId, employees.id),
                  lte(assignments.fromOn, to),
                  or(isNull(assignments.toOn), gte(assignments.toOn, from)),
                  lte(unitPlacements.fromOn, to),
                  or(isNull(unitPlacements.toOn), gte(unitPlacements.toOn, from)),
                  unitPath === '/' ? undefined : like(unitPlacements.path, `${unitPath}%`),
                ),
              ),
          ),
        ),
      )
      .orderBy(asc(employees.number))
      .limit(count),
  )
