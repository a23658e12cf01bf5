/**
 * Reads of assignments and absences as of days. The bulk readers are what performance, incentives and learning build
 * on: they take many employees at once, in one query each, and cut nothing to the period.
 */
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Currency } from '#app/kernel/currency.ts'
import type { Day } from '#app/kernel/day.ts'
import type { Minor } from '#app/kernel/money.ts'
import type { Words } from '#app/kernel/words.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { absences, assignments, employees, posts, unitPlacements, units } from '#db/schema/organisation.ts'
import type { AbsenceKind } from '../employees/absence.ts'
import type { RiskClass } from '../posts/post.ts'

/** One assignment with what scoring and paying read of it. `from` and `to` are both counted; `to` null is open. */
export type AssignmentPart = {
  id: string
  employeeId: string
  employeeNumber: string
  from: Day
  to: Day | null
  postId: string
  postCode: string
  riskClass: RiskClass
  unitId: string
  unitCode: string
  /** Of the unit, on the last day that the part and what was asked for have in common. */
  unitPath: string
  lineManagerId: string | null
  /** Share of full time; 10000 is full. */
  fteBp: number
  /** Monthly base at full time. */
  baseMinor: Minor
  currency: Currency
  city: string | null
  isPrimary: boolean
}

const partColumns = {
  id: assignments.id,
  employeeId: assignments.employeeId,
  employeeNumber: employees.number,
  from: assignments.fromOn,
  to: assignments.toOn,
  postId: assignments.postId,
  postCode: posts.code,
  riskClass: posts.riskClass,
  unitId: assignments.unitId,
  unitCode: units.code,
  unitPath: sql<string>`coalesce(${unitPlacements.path}, '')`,
  lineManagerId: assignments.lineManagerId,
  fteBp: assignments.fteBp,
  baseMinor: assignments.baseMinor,
  currency: assignments.currency,
  city: assignments.city,
  isPrimary: assignments.isPrimary,
}

const ids = sql.placeholder('ids')
const from = sql.placeholder('from')
const to = sql.placeholder('to')

const partsOfMany = prepared((db) =>
  db
    .select(partColumns)
    .from(assignments)
    .innerJoin(employees, eq(employees.id, assignments.employeeId))
    .innerJoin(posts, eq(posts.id, assignments.postId))
    .innerJoin(units, eq(units.id, assignments.unitId))
    .leftJoin(
      unitPlacements,
      and(
        eq(unitPlacements.unitId, assignments.unitId),
        sql`${unitPlacements.fromOn} <= min(coalesce(${assignments.toOn}, ${to}), ${to})`,
        sql`(${unitPlacements.toOn} is null or ${unitPlacements.toOn} >= min(coalesce(${assignments.toOn}, ${to}), ${to}))`,
      ),
    )
    .where(
      and(
        anyOf(assignments.employeeId, ids),
        sql`${assignments.fromOn} <= ${to}`,
        sql`(${assignments.toOn} is null or ${assignments.toOn} >= ${from})`,
      ),
    )
    .orderBy(asc(assignments.employeeId), asc(assignments.fromOn), asc(assignments.id))
    .prepare(),
)

/**
 * Every assignment of these employees that touches the days from `from` to `to`, in order of employee id and start.
 * Hand in at most some thousands of employees at a time.
 */
export const assignmentParts = async (
  db: Reader,
  employeeIds: readonly string[],
  fromDay: Day,
  toDay: Day,
): Promise<AssignmentPart[]> => partsOfMany(db).all({ ids: JSON.stringify(employeeIds), from: fromDay, to: toDay })

/** The assignments that one employee holds on a day, the primary one first. */
export const assignmentsOn = async (db: Reader, employeeId: string, day: Day): Promise<AssignmentPart[]> =>
  (await assignmentParts(db, [employeeId], day, day)).sort((a, b) => Number(b.isPrimary) - Number(a.isPrimary))

/**
 * Where each employee stands on a day: the primary assignment that holds then, or any that holds, or the last one that
 * held. Employees who never had one are not in the answer.
 */
export const standingOn = async (
  db: Reader,
  employeeIds: readonly string[],
  day: Day,
): Promise<Map<string, AssignmentPart>> => {
  const standing = new Map<string, AssignmentPart>()
  const rank = (part: AssignmentPart) =>
    `${part.to === null || part.to >= day ? 1 : 0}${part.isPrimary ? 1 : 0}${part.from}`
  for (const part of await assignmentParts(db, employeeIds, '0000-01-01', day)) {
    const known = standing.get(part.employeeId)
    if (!known || rank(part) > rank(known)) standing.set(part.employeeId, part)
  }
  return standing
}

export type AbsenceSpan = {
  employeeId: string
  kind: AbsenceKind
  from: Day
  to: Day
  excludesProration: boolean
  extendsDeadlines: boolean
}

const absencesOfMany = prepared((db) =>
  db
    .select({
      employeeId: absences.employeeId,
      kind: absences.kind,
      from: absences.fromOn,
      to: absences.toOn,
      excludesProration: absences.excludesProration,
      extendsDeadlines: absences.extendsDeadlines,
    })
    .from(absences)
    .where(and(anyOf(absences.employeeId, ids), sql`${absences.fromOn} <= ${to}`, sql`${absences.toOn} >= ${from}`))
    .orderBy(asc(absences.employeeId), asc(absences.fromOn))
    .prepare(),
)

/** Absences of these employees that touch the days from `from` to `to`; not cut to them. */
export const absencesBetween = async (
  db: Reader,
  employeeIds: readonly string[],
  fromDay: Day,
  toDay: Day,
): Promise<AbsenceSpan[]> => absencesOfMany(db).all({ ids: JSON.stringify(employeeIds), from: fromDay, to: toDay })

const managers = alias(employees, 'managers')

export type AssignmentRow = AssignmentPart & {
  postName: Words
  unitName: Words | null
  lineManagerName: string | null
  lineManagerNumber: string | null
  revision: number
}

/** The whole history of one employee, newest first, with the names that a page shows. */
export const assignmentHistory = async (db: Reader, employeeId: string): Promise<AssignmentRow[]> =>
  db
    .select({
      ...partColumns,
      postName: posts.name,
      unitName: unitPlacements.name,
      lineManagerName: managers.name,
      lineManagerNumber: managers.number,
      revision: assignments.revision,
    })
    .from(assignments)
    .innerJoin(employees, eq(employees.id, assignments.employeeId))
    .innerJoin(posts, eq(posts.id, assignments.postId))
    .innerJoin(units, eq(units.id, assignments.unitId))
    .leftJoin(managers, eq(managers.id, assignments.lineManagerId))
    .leftJoin(
      unitPlacements,
      and(
        eq(unitPlacements.unitId, assignments.unitId),
        sql`${unitPlacements.fromOn} <= coalesce(${assignments.toOn}, '9999-12-31')`,
        sql`coalesce(${unitPlacements.toOn}, '9999-12-31') >= coalesce(${assignments.toOn}, '9999-12-31')`,
      ),
    )
    .where(eq(assignments.employeeId, employeeId))
    .orderBy(desc(assignments.fromOn), desc(assignments.isPrimary))
