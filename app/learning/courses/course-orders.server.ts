/** Ordering a course for everyone in a post. */
import { and, eq } from 'drizzle-orm'
import { can, scopeOf } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import { compliantOn } from '#app/learning/certifications/certificates-held.server.ts'
import { notifyEach, type Telling } from '#app/notices/notices.server.ts'
import { accountsOfEmployees } from '#app/organisation/employees/employee-accounts.server.ts'
import { everyEmployee } from '#app/organisation/employees/employees.server.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/client.server.ts'
import { certifications, courses, courseVersions } from '#db/schema/learning.ts'
import { transact } from '#db/transact.server.ts'
import { enrolOne, openEnrolment } from './enrolments.server.ts'

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
