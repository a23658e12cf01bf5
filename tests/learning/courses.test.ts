import { count, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { catalogueFor, courseFor } from '#app/learning/courses/catalogue.server.ts'
import { importCourse, loadCourses } from '#app/learning/courses/course-import.server.ts'
import {
  activateCourseVersion,
  approveCourseVersion,
  courseVersionsFor,
  returnCourseVersion,
  submitCourseVersion,
} from '#app/learning/courses/course-versions.server.ts'
import { completeLesson, enrol, keepPlace, withdraw } from '#app/learning/courses/enrolments.server.ts'
import { keepNote, lessonFor } from '#app/learning/courses/player.server.ts'
import { lessons, questionVersions } from '#db/schema/learning.ts'
import { transact } from '#db/transact.server.ts'
import { clock, eachEngine, now } from '../support/database.ts'
import { checker, code, content, lin, officer, ok, peopled, readAll, withCourse, wu } from './bank.ts'

const words = { answer: 'Answer', table: 'Table' }

eachEngine('a course', (open) => {
  it('is imported once as it is; changed content is a draft beside the active version', async () => {
    const db = await open()
    const { versionId } = await withCourse(db)
    expect(await transact(db, (tx) => importCourse(tx, officer, content(), now))).toBeNull()
    const changed = content()
    const [first] = changed.questions
    if (!first) throw new Error('no question')
    changed.digest = 'changed'
    first.digest = 'changed'
    const [before] = await db.select({ n: count() }).from(questionVersions)
    const draft = await transact(db, (tx) => importCourse(tx, officer, changed, now))
    const [after] = await db.select({ n: count() }).from(questionVersions)
    expect((after?.n ?? 0) - (before?.n ?? 0)).toBe(1)
    const versions = await courseVersionsFor(db, officer)
    expect(versions.map(({ id, version, state }) => [id, version, state])).toEqual([
      [draft, 2, 'draft'],
      [versionId, 1, 'active'],
    ])
  })

  it('is approved by someone who neither drafted nor submitted it', async () => {
    const db = await open()
    await peopled(db)
    const { drafted, problems } = await transact(db, (tx) => loadCourses(tx, officer, now))
    expect(problems).toEqual([])
    const id = drafted[0]?.versionId ?? ''
    expect(await code(activateCourseVersion(db, officer, id, 1, now))).toBe('not-in-state')
    await ok(submitCourseVersion(db, officer, id, 1, now))
    expect(await code(approveCourseVersion(db, officer, id, 2, now))).toBe('maker-is-checker')
    expect(await code(approveCourseVersion(db, lin, id, 2, now))).toBe('no-such-course')
    expect(await code(approveCourseVersion(db, checker, id, 1, now))).toBe('changed-meanwhile')
    await ok(returnCourseVersion(db, checker, id, { revision: 2, reason: 'Question 3 is wrong.' }, now))
    await ok(submitCourseVersion(db, officer, id, 3, now))
    await ok(approveCourseVersion(db, checker, id, 4, now))
    await ok(activateCourseVersion(db, officer, id, 5, now))
    expect((await courseVersionsFor(db, officer)).find((each) => each.id === id)?.state).toBe('active')
  })

  it('is due for those whose post asks for it, and taken once at a time', async () => {
    const db = await open()
    const { courseId } = await withCourse(db)
    const [card] = await catalogueFor(db, lin, 'Asia/Shanghai')
    expect(card).toMatchObject({ courseId, dueOn: '2026-10-30', enrolment: null, holds: false })
    const first = await ok(enrol(db, lin, courseId, null, now))
    expect(await ok(enrol(db, lin, courseId, null, now))).toEqual(first)
    const [begun] = await catalogueFor(db, lin, 'Asia/Shanghai')
    expect(begun?.enrolment?.resume).toMatchObject({ slug: 'know-the-customer', begun: false })
  })

  it('says where to go on, keeps notes, and belongs to its learner alone', async () => {
    const db = await open()
    const { courseId } = await withCourse(db)
    const { id } = await ok(enrol(db, lin, courseId, null, now))
    const place = { enrolmentId: id, lesson: 'know-the-customer', anchor: 'part-2' }
    await ok(keepPlace(db, lin, place, now))
    await ok(keepNote(db, lin, { enrolmentId: id, lesson: 'know-the-customer', text: '25 %' }, now))
    const asked = { enrolmentId: id, lesson: 'know-the-customer', locale: 'zh-CN', words } as const
    const lesson = await lessonFor(db, lin, asked)
    expect(lesson).toMatchObject({ anchor: 'part-2', note: '25 %', before: null, next: 'large-transactions' })
    expect(lesson?.headings[1]?.text).toBe('要弄清的四件事')
    expect(lesson?.html).toContain('<section data-checkpoint>')
    expect(lesson?.html).toContain('<details><summary>Answer</summary>')
    expect(lesson?.html).not.toContain('style=')
    expect(await lessonFor(db, wu, asked)).toBeNull()
    expect(await code(keepPlace(db, wu, place, now))).toBe('no-such-enrolment')
    expect(await code(completeLesson(db, wu, id, 'know-the-customer', now))).toBe('no-such-enrolment')
    expect(await ok(completeLesson(db, lin, id, 'know-the-customer', now))).toMatchObject({
      next: 'large-transactions',
    })
  })

  it('is to be started until a lesson was opened, and gone on with from then on, wherever it is shown', async () => {
    const db = await open()
    const { courseId } = await withCourse(db)
    const { id } = await ok(enrol(db, lin, courseId, null, now))
    const shown = async () => {
      const [card] = await catalogueFor(db, lin, 'Asia/Shanghai')
      const course = await courseFor(db, lin, courseId, 'Asia/Shanghai')
      return [card?.enrolment?.resume, course?.enrolment?.resume].map((each) => [each?.slug, each?.begun])
    }
    const both = (slug: string, begun: boolean) => [
      [slug, begun],
      [slug, begun],
    ]
    expect(await shown()).toEqual(both('know-the-customer', false))
    const place = { enrolmentId: id, lesson: 'large-transactions' }
    await ok(keepPlace(db, lin, { ...place, anchor: null }, now))
    expect(await shown()).toEqual(both('large-transactions', true))
    // Opening it once more forgets nothing of where one was in it.
    await ok(keepPlace(db, lin, { ...place, anchor: 'part-2' }, now))
    await ok(keepPlace(db, lin, { ...place, anchor: null }, now))
    const asked = { ...place, locale: 'zh-CN', words } as const
    expect(await lessonFor(db, lin, asked)).toMatchObject({ anchor: 'part-2' })
  })

  it('leaves a learner on the version that they began', async () => {
    const db = await open()
    const { courseId, versionId } = await withCourse(db)
    const enrolmentId = await readAll(db, lin, courseId)
    const changed = { ...content(), digest: 'changed' }
    const id = (await transact(db, (tx) => importCourse(tx, officer, changed, clock.days(1)))) ?? ''
    await ok(submitCourseVersion(db, officer, id, 1, now))
    await ok(approveCourseVersion(db, checker, id, 2, now))
    await ok(activateCourseVersion(db, officer, id, 3, now))
    const lesson = await lessonFor(db, lin, { enrolmentId, lesson: 'know-the-customer', locale: 'en', words })
    const [kept] = await db
      .select({ versionId: lessons.courseVersionId })
      .from(lessons)
      .where(eq(lessons.id, lesson?.id ?? ''))
    expect(kept?.versionId).toBe(versionId)
  })

  it('can be left while nobody ordered it', async () => {
    const db = await open()
    const { courseId } = await withCourse(db)
    const own = await ok(enrol(db, lin, courseId, null, now))
    await ok(withdraw(db, lin, own.id, now))
    const ordered = await ok(enrol(db, wu, courseId, '2026-10-30', now))
    expect(await code(withdraw(db, wu, ordered.id, now))).toBe('mandatory')
  })
})
