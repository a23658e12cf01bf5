/** Who takes which course and how far they are, within the reach of who asks. */
import { and, asc, desc, eq, gt, gte, isNotNull, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import { can, scopeOf } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day } from '#app/kernel/day.ts'
import type { LearnerAsk } from '#app/learning/learner-ask.ts'
import {
  employeeMatches,
  employeeNameColumn,
  employeeNumberColumn,
  employeePathColumn,
  standsWithin,
} from '#app/organisation/employees/employee-columns.server.ts'
import type { Reader } from '#db/client.server.ts'
import { assessments, attempts, courses, courseVersions, enrolments } from '#db/schema/learning.ts'
import type { LearnerState } from './learner-state.ts'
import { attemptsUsed } from './retakes.server.ts'

/** Rows of a list that are read at once. */
const stretch = 500

const attemptsAllowed = sql<
  number | null
>`(select json_extract(settings, '$.attempts') from ${assessments} where ${assessments.courseVersionId} = ${enrolments.courseVersionId})`
const isUsedUp = sql<number>`(${enrolments.completedAt} is null and ${attemptsUsed} >= ${attemptsAllowed})`

const inState = (state: LearnerState | null, day: Day): SQL | undefined => {
  if (state === 'completed') return isNotNull(enrolments.completedAt)
  if (state === 'learning') return isNull(enrolments.completedAt)
  if (state === 'used-up') return isUsedUp
  return state === 'overdue' ? and(isNull(enrolments.completedAt), lt(enrolments.dueOn, day)) : undefined
}

const wanted = (actor: Actor, ask: LearnerAsk) =>
  and(
    isNull(enrolments.withdrawnAt),
    standsWithin(
      scopeOf(actor, 'learners'),
      enrolments.employeeId,
      employeePathColumn(enrolments.employeeId, actor.today),
    ),
    ask.courseId ? eq(enrolments.courseId, ask.courseId) : undefined,
    inState(ask.state, actor.today),
    ask.q ? employeeMatches(enrolments.employeeId, ask.q) : undefined,
  )

/** As learners are listed: what is unfinished first, the earliest due before the others. */
const inOrder = [
  sql`${enrolments.completedAt} is not null`,
  sql`${enrolments.dueOn} is null`,
  asc(enrolments.dueOn),
  desc(enrolments.enrolledAt),
  asc(enrolments.id),
]

/** What is shown of each is looked up for the page or the stretch alone. */
const rowsOf = (db: Reader, where: SQL | undefined, { limit, offset }: { limit: number; offset: number }) => {
  const shown = db
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(where)
    .orderBy(...inOrder)
    .limit(limit)
    .offset(offset)
    .as('shown')
  return db
    .select({
      id: enrolments.id,
      employeeId: enrolments.employeeId,
      name: employeeNameColumn(enrolments.employeeId),
      number: employeeNumberColumn(enrolments.employeeId),
      courseId: enrolments.courseId,
      courseTitle: courseVersions.title,
      version: courseVersions.version,
      enrolledAt: enrolments.enrolledAt,
      dueOn: enrolments.dueOn,
      completedAt: enrolments.completedAt,
      lessons: sql<number>`(select count(*) from lessons where course_version_id = ${courseVersions.id})`,
      lessonsDone: sql<number>`(select count(*) from lesson_progress where enrolment_id = ${enrolments.id} and completed_at is not null)`,
      attempts: sql<number>`(select count(*) from ${attempts} where ${attempts.enrolmentId} = ${enrolments.id})`,
      isUsedUp,
      /** Of the best attempt. */
      percent: sql<
        string | null
      >`(select percent from attempts where attempts.enrolment_id = ${enrolments.id} and percent is not null order by cast(percent as real) desc limit 1)`,
      passPercent: sql<
        string | null
      >`(select json_extract(settings, '$.passPercent') from ${assessments} where ${assessments.courseVersionId} = ${courseVersions.id})`,
    })
    .from(shown)
    .innerJoin(enrolments, eq(enrolments.id, shown.id))
    .innerJoin(courseVersions, eq(courseVersions.id, enrolments.courseVersionId))
    .orderBy(...inOrder)
}

/** A page of the enrolments within the actor's reach, the earliest due first, with how many there are. */
export const learnersFor = async (
  db: Reader,
  actor: Actor,
  ask: LearnerAsk,
  page: { limit: number; offset: number },
) => {
  if (!can(actor, 'enrolment.list')) return null
  const where = wanted(actor, ask)
  const rows = await rowsOf(db, where, page)
  const [counted] = await db
    .select({
      total: sql<number>`count(*)`,
      completed: sql<number>`count(${enrolments.completedAt})`,
      overdue: sql<number>`coalesce(sum(${enrolments.completedAt} is null and ${enrolments.dueOn} < ${actor.today}), 0)`,
    })
    .from(enrolments)
    .where(where)
  return { rows, total: counted?.total ?? 0, completed: counted?.completed ?? 0, overdue: counted?.overdue ?? 0 }
}

type LearnerRow = Awaited<ReturnType<typeof rowsOf>>[number]

/** What the list puts after a row, among those that are finished or due as it is. */
const afterwards = ({ dueOn, enrolledAt, id }: LearnerRow) => {
  const later = [
    lt(enrolments.enrolledAt, enrolledAt),
    and(eq(enrolments.enrolledAt, enrolledAt), gt(enrolments.id, id)),
  ]
  return dueOn === null
    ? and(lte(enrolments.enrolledAt, enrolledAt), or(...later))
    : and(gte(enrolments.dueOn, dueOn), or(gt(enrolments.dueOn, dueOn), ...later))
}

/**
 * All of them in the order of the list, a stretch at a time: read as they are written out. Who finishes meanwhile moves
 * on to the finished ones, and is there passed over when they were written already; nothing else moves a row.
 */
export async function* everyLearner(db: Reader, actor: Actor, ask: LearnerAsk): AsyncGenerator<LearnerRow> {
  const [isFinished, isWithoutDue] = inOrder
  const unfinished = new Set<string>()
  for (const [finished, withoutDue] of [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]) {
    const part = and(wanted(actor, ask), sql`(${isFinished}) = ${finished}`, sql`(${isWithoutDue}) = ${withoutDue}`)
    for (let last: LearnerRow | undefined; ; ) {
      const rows = await rowsOf(db, and(part, last && afterwards(last)), { limit: stretch, offset: 0 })
      for (const row of rows) {
        if (finished === 0) unfinished.add(row.id)
        else if (unfinished.has(row.id)) continue
        yield row
      }
      last = rows.at(-1)
      if (!last || rows.length < stretch) break
    }
  }
}

/** Courses to choose from in a list. */
export const courseChoices = (db: Reader) =>
  db
    .select({ id: courses.id, code: courses.code, title: courseVersions.title })
    .from(courses)
    .innerJoin(courseVersions, and(eq(courseVersions.courseId, courses.id), eq(courseVersions.state, 'active')))
    .orderBy(asc(courses.code))
