/** People with an assignment in a part of the bank during a period, in order of employee number: who a run reads. */
import { and, asc, count, eq, exists, gt, gte, isNull, lte, or, sql } from 'drizzle-orm'
import type { Day } from '#app/kernel/day.ts'
import type { Reader } from '#db/client.server.ts'
import { assignments, employees, unitPlacements } from '#db/schema/organisation.ts'
import { withinPath } from '#db/within-path.server.ts'

export type PopulationQuery = { unitPath: string; from: Day; to: Day; after: string; count: number }

const assignedIn = (db: Reader, { unitPath, from, to }: Omit<PopulationQuery, 'after' | 'count'>) =>
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
          unitPath === '/' ? undefined : withinPath(unitPlacements.path, unitPath),
        ),
      ),
  )

/** A chunk of the population after an employee number. '/' is the whole bank. */
export const populationAfter = async (
  db: Reader,
  { after, count: most, ...query }: PopulationQuery,
): Promise<{ id: string; number: string }[]> =>
  db
    .select({ id: employees.id, number: employees.number })
    .from(employees)
    .where(and(gt(employees.number, after), assignedIn(db, query)))
    .orderBy(asc(employees.number))
    .limit(most)

export const populationCount = async (db: Reader, query: Omit<PopulationQuery, 'after' | 'count'>): Promise<number> => {
  const [row] = await db.select({ n: count() }).from(employees).where(assignedIn(db, query))
  return row?.n ?? 0
}
