/** Whose enrolment in which course: with several courses, several learners and several versions at hand. */
import { count, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { submitAttempt } from '#app/learning/assessments/submissions.server.ts'
import { importCourse } from '#app/learning/courses/course-import.server.ts'
import {
  completeLesson,
  enrol,
  keepPlace,
  lessonsLeft,
  newestEnrolment,
  withdraw,
} from '#app/learning/courses/enrolments.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { courseVersions, enrolments, lessonProgress, lessons } from '#db/schema/learning.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb, now } from '../support/database.ts'
import { activate, code, content, inForce, lin, officer, ok, peopled, readAll, withCourse, wu } from './bank.ts'
import { answerAll, begin } from './sittings.ts'

const enrolment = async (db: Db, id: string) => {
  const [row] = await db.select().from(enrolments).where(eq(enrolments.id, id))
  if (!row) throw new Error('no enrolment')
  return row
}
const acts = async (db: Db, act: string) =>
  (await db.select({ n: count() }).from(auditRecords).where(eq(auditRecords.act, act)))[0]?.n
const first = 'know-the-customer'

describe('an enrolment', () => {
  it('is in one course, whatever others the learner takes', async () => {
    const db = await freshDb()
    const { courseId } = await withCourse(db)
    const other = await activate(db, content('data-protection'))
    const { id } = await ok(enrol(db, lin, courseId, null, now))
    const second = await ok(enrol(db, lin, other.courseId, null, now))
    expect(await enrolment(db, second.id)).toMatchObject({ courseId: other.courseId, courseVersionId: other.versionId })
    expect((await newestEnrolment(db, 'emp_lin', courseId))?.id).toBe(id)
    // A lesson of the one is none of the other.
    expect(await code(completeLesson(db, lin, id, 'personal-information', now))).toBe('no-such-enrolment')
    expect(await ok(completeLesson(db, lin, second.id, 'personal-information', now))).toMatchObject({
      next: 'everyday-security',
    })
    await readAll(db, lin, other.courseId)
    expect(await lessonsLeft(db, await enrolment(db, id))).toBe(3)
    expect(await lessonsLeft(db, await enrolment(db, second.id))).toBe(0)
  })

  it('begins on the version in force, and on nothing while there is only a draft', async () => {
    const db = await freshDb()
    await peopled(db)
    const drafted = (digest: string) => transact(db, (tx) => importCourse(tx, officer, { ...content(), digest }, now))
    const versionId = (await drafted('first')) ?? ''
    const [draft] = await db.select().from(courseVersions)
    const courseId = draft?.courseId ?? ''
    expect(await code(enrol(db, lin, courseId, null, now))).toBe('no-such-course')
    await inForce(db, versionId)
    await drafted('second')
    const { id } = await ok(enrol(db, lin, courseId, null, now))
    expect(await enrolment(db, id)).toMatchObject({ courseVersionId: versionId })
  })

  it('is nobody’s to begin who acts for another and was lent something else', async () => {
    const db = await freshDb()
    const { courseId } = await withCourse(db)
    const lent = { ...lin, onBehalfOf: 'acc_wu', lenderId: 'emp_wu', lentActs: ['goal.'] }
    expect(await code(enrol(db, lent, courseId, null, now))).toBe('not-an-employee')
    expect(await code(enrol(db, { ...lin, employeeId: null }, courseId, null, now))).toBe('not-an-employee')
  })

  it('keeps the place of its own learner, and moves no colleague’s', async () => {
    const db = await freshDb()
    const { courseId } = await withCourse(db)
    const [mine, theirs] = [await ok(enrol(db, lin, courseId, null, now)), await ok(enrol(db, wu, courseId, null, now))]
    await ok(keepPlace(db, wu, { enrolmentId: theirs.id, lesson: first, anchor: null }, now))
    const before = await enrolment(db, theirs.id)
    await ok(keepPlace(db, lin, { enrolmentId: mine.id, lesson: 'suspicious-transactions', anchor: null }, now))
    await ok(completeLesson(db, lin, mine.id, first, now))
    expect(await enrolment(db, theirs.id)).toEqual(before)
    // Whoever has read one goes on with the next.
    const [next] = await db.select().from(lessons).where(eq(lessons.slug, 'large-transactions'))
    expect(await enrolment(db, mine.id)).toMatchObject({ lastLessonId: next?.id })
    expect([await lessonsLeft(db, await enrolment(db, mine.id)), await lessonsLeft(db, before)]).toEqual([2, 3])
  })

  it('keeps the time at which a lesson was first read', async () => {
    const db = await freshDb()
    const { courseId } = await withCourse(db)
    const { id } = await ok(enrol(db, lin, courseId, null, now))
    await ok(keepPlace(db, lin, { enrolmentId: id, lesson: first, anchor: null }, now))
    for (const at of [clock.minutes(1), clock.minutes(9)]) await ok(completeLesson(db, lin, id, first, at))
    expect(await db.select().from(lessonProgress)).toMatchObject([{ startedAt: now, completedAt: clock.minutes(1) }])
  })

  it('that was left is no more read on, is left once, and the next is another', async () => {
    const db = await freshDb()
    const { courseId } = await withCourse(db)
    const { id } = await ok(enrol(db, lin, courseId, null, now))
    for (const at of [clock.minutes(1), clock.minutes(9)]) await ok(withdraw(db, lin, id, at))
    expect(await enrolment(db, id)).toMatchObject({ withdrawnAt: clock.minutes(1), revision: 2 })
    expect(await acts(db, 'course.withdrawn')).toBe(1)
    expect(await code(completeLesson(db, lin, id, first, now))).toBe('withdrawn')
    const again = await ok(enrol(db, lin, courseId, null, clock.minutes(10)))
    expect(again.id).not.toBe(id)
    expect((await newestEnrolment(db, 'emp_lin', courseId))?.id).toBe(again.id)
    await ok(withdraw(db, lin, again.id, clock.minutes(11)))
    expect(await newestEnrolment(db, 'emp_lin', courseId)).toBeNull()
  })

  it('that is complete is not left, and the one that renews it comes before it', async () => {
    const db = await freshDb()
    const sitting = await begin(db)
    await answerAll(db, sitting)
    await ok(submitAttempt(db, lin, sitting, clock.minutes(5)))
    expect(await code(withdraw(db, lin, sitting.enrolmentId, clock.minutes(6)))).toBe('completed-already')
    const newest = async () => (await newestEnrolment(db, 'emp_lin', sitting.courseId))?.id
    expect(await newest()).toBe(sitting.enrolmentId)
    const { id } = await ok(enrol(db, lin, sitting.courseId, null, clock.days(340)))
    expect(id).not.toBe(sitting.enrolmentId)
    expect(await newest()).toBe(id)
    // Once it is complete as well the later of the two counts.
    await transact(db, (tx) =>
      tx
        .update(enrolments)
        .set({ completedAt: clock.days(341) })
        .where(eq(enrolments.id, id)),
    )
    expect(await newest()).toBe(id)
  })
})

describe('a course without an assessment', () => {
  const reading = () => {
    const { assessment: _, ...file } = content().file
    return { ...content(), file, digest: 'without an assessment' }
  }

  it('is complete with its last lesson, once, though others have one', async () => {
    const db = await freshDb()
    await peopled(db)
    const { courseId } = await activate(db, reading())
    await activate(db, content('data-protection'))
    const id = await readAll(db, lin, courseId, clock.minutes(1))
    expect(await enrolment(db, id)).toMatchObject({ completedAt: clock.minutes(1) })
    await ok(completeLesson(db, lin, id, first, clock.minutes(9)))
    expect(await enrolment(db, id)).toMatchObject({ completedAt: clock.minutes(1) })
    expect(await acts(db, 'course.completed')).toBe(1)
  })

  it('is not complete before, and one with an assessment not by reading', async () => {
    const db = await freshDb()
    await peopled(db)
    const { courseId } = await activate(db, reading())
    const { id } = await ok(enrol(db, lin, courseId, null, now))
    for (const slug of [first, 'large-transactions']) await ok(completeLesson(db, lin, id, slug, now))
    expect(await enrolment(db, id)).toMatchObject({ completedAt: null })
    const other = await activate(db, content('data-protection'))
    expect(await enrolment(db, await readAll(db, lin, other.courseId))).toMatchObject({ completedAt: null })
  })
})
