/** Who takes which course and how far they are, within the reach of who asks; and ordering a course for a post. */
import { and, asc, desc, eq, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { can, scopeOf } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import { compliantOn } from '#app/learning/certifications/certificates-held.server.ts'
import type { LearnerAsk } from '#app/learning/learner-ask.ts'
import { notifyEach, type Telling } from '#app/notices/notices.server.ts'
import { accountsOfEmployees } from '#app/organisation/employees/employee-accounts.server.ts'
import {
  employeeMatches,
  employeeNameColumn,
  employeeNumberColumn,
  employeePathColumn,
  standsWithin,
} from '#app/organisation/employees/employee-columns.server.ts'
import { everyEmployee } from '#app/organisation/employees/employees.server.ts'
import { paths } from '#app/paths.ts'
import type { Db, Reader } from '#db/client.server.ts'
import { assessments, attempts, certifications, courses, courseVersions, enrolments } from '#db/schema/learning.ts'
import { transact } from '#db/transact.server.ts'
import { enrolOne, openEnrolment } from './enrolments.server.ts'
import type { LearnerState } from './learner-state.ts'
import { attemptsUsed } from './retakes.server.ts'

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

/** A page of the enrolments within the actor's reach, the earliest due first, with how many there are. */
export const learnersFor = async (
  db: Reader,
  actor: Actor,
  ask: LearnerAsk,
  page: { limit: number; offset: number },
) => {
  if (!can(actor, 'enrolment.list')) return null
  const where = wanted(actor, ask)
  const inOrder = [
    sql`${enrolments.completedAt} is not null`,
    sql`${enrolments.dueOn} is null`,
    asc(enrolments.dueOn),
    desc(enrolments.enrolledAt),
    asc(enrolments.id),
  ]
  // What is shown of each is looked up for the page alone.
  const shown = db
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(where)
    .orderBy(...inOrder)
    .limit(page.limit)
    .offset(page.offset)
    .as('shown')
  const rows = await db
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

/** Courses to choose from in a list. */
export const courseChoices = (db: Reader) =>
  db
    .select({ id: courses.id, code: courses.code, title: courseVersions.title })
    .from(courses)
    .innerJoin(courseVersions, and(eq(courseVersions.courseId, courses.id), eq(courseVersions.state, 'active')))
    .orderBy(asc(courses.code))

const chunk = 50
const mostPeople = 20_000

/**
 * Orders the active version for everyone in a post within the actor's reach who neither takes it nor holds its
 * certification. Idempotent: said twice, the second enrols nobody; so it may write in several short transactions.
 */
export const orderForPost = async (
  db: Db,
  actor: Actor,
  given: { courseId: string; postId: string; dueOn: Day },
  now: Instant,
) => {
  if (!can(actor, 'enrolment.order')) return refused('not-allowed')
  if (given.dueOn < actor.today) return refused('due-in-the-past')
  const [course] = await db
    .select({ versionId: courseVersions.id, title: courseVersions.title, certification: certifications.code })
    .from(courses)
    .innerJoin(courseVersions, and(eq(courseVersions.courseId, courses.id), eq(courseVersions.state, 'active')))
    .leftJoin(certifications, eq(certifications.id, courses.certificationId))
    .where(eq(courses.id, given.courseId))
  if (!course) return refused('no-such-course')
  const filter = { postId: given.postId, state: 'current' as const, day: actor.today }
  const counts = { enrolled: 0, holders: 0, asked: 0 }
  for await (const ids of inChunks(everyEmployee(db, scopeOf(actor, 'learners'), filter))) {
    const holders = course.certification
      ? await compliantOn(db, ids, course.certification, actor.today)
      : new Set<string>()
    const people = ids.filter((id) => !holders.has(id))
    counts.asked += ids.length
    counts.holders += holders.size
    counts.enrolled += await transact(db, async (tx) => {
      const tellings: Telling[] = []
      let count = 0
      const accounts = await accountsOfEmployees(tx, people)
      for (const employeeId of people) {
        if (await openEnrolment(tx, employeeId, given.courseId)) continue
        const { courseId, dueOn } = given
        const id = await enrolOne(tx, actor, { employeeId, courseId, versionId: course.versionId, dueOn }, now)
        const accountId = accounts.get(employeeId)
        const told = { kind: 'course-assigned', params: { course: course.title }, link: paths.course(courseId) }
        if (accountId) tellings.push({ accountId, ...told, onceKey: `enrolment ${id}` })
        count++
      }
      await notifyEach(tx, tellings, now)
      return count
    })
    // Whoever comes meanwhile is served between two chunks.
    await new Promise((resolve) => setImmediate(resolve))
    if (counts.asked >= mostPeople) break
  }
  return done(counts)
}

async function* inChunks(people: AsyncIterable<{ id: string }>): AsyncGenerator<string[]> {
  let ids: string[] = []
  for await (const { id } of people)
    if (ids.push(id) === chunk) {
      yield ids
      ids = []
    }
  if (ids.length > 0) yield ids
}
