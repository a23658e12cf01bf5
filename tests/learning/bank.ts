/** A small bank with one course, its people, and short ways through it. */
import { and, eq } from 'drizzle-orm'
import type { Actor, Grant } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { type CourseContent, readCourse } from '#app/learning/courses/course-content.server.ts'
import { importCourse } from '#app/learning/courses/course-import.server.ts'
import {
  activateCourseVersion,
  approveCourseVersion,
  submitCourseVersion,
} from '#app/learning/courses/course-versions.server.ts'
import { completeLesson, enrol } from '#app/learning/courses/enrolments.server.ts'
import type { Question, Response } from '#app/learning/questions/question.ts'
import type { Db } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { courseVersions, lessons } from '#db/schema/learning.ts'
import {
  assignments,
  employees,
  employments,
  legalEntities,
  posts,
  unitPlacements,
  units,
} from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { now, today } from '../support/database.ts'

export const content = (slug = 'anti-money-laundering') => {
  const read = readCourse(`content/courses/${slug}`)
  if (!read.ok) throw new Error(JSON.stringify(read.error.detail))
  return read.value
}

export const actor = (id: string, grants: Grant[] = [], more: Partial<Actor> = {}): Actor => ({
  id: `acc_${id}`,
  employeeId: `emp_${id}`,
  name: id,
  onBehalfOf: null,
  lenderId: null,
  lentActs: null,
  grants,
  headOf: [],
  manages: [],
  mentors: [],
  today,
  ...more,
})
export const officer = actor('officer', [{ role: 'learning-officer', path: '/' }])
export const checker = actor('checker', [{ role: 'learning-officer', path: '/' }])
export const lin = actor('lin')
export const wu = actor('wu')

/** People who hold the post of teller in one branch. */
export const peopled = async (db: Db, people: readonly string[] = ['lin', 'wu', 'officer', 'checker']) =>
  transact(db, async (tx) => {
    await tx.insert(legalEntities).values({ id: 'len_1', code: 'B', name: { en: 'Bank' } })
    await tx.insert(units).values({ id: 'unt_1', code: 'HO', kind: 'head-office', openedOn: '2000-01-01' })
    await tx.insert(unitPlacements).values({
      id: 'upl_1',
      unitId: 'unt_1',
      legalEntityId: 'len_1',
      name: { en: 'Head office' },
      path: '/HO/',
      fromOn: '2000-01-01',
    })
    const words = { en: '-' }
    await tx.insert(posts).values({
      id: 'pst_1',
      code: 'teller',
      name: { en: 'Teller' },
      family: words,
      grade: 'P3',
      riskClass: 'ordinary',
      duties: words,
      requirements: words,
    })
    for (const [index, name] of people.entries()) {
      await tx.insert(accounts).values({ id: `acc_${name}`, signInName: name, displayName: name, createdAt: now })
      await tx.insert(employees).values({
        id: `emp_${name}`,
        number: String(1000 + index),
        name,
        pinyin: name,
        initials: name.slice(0, 1),
        accountId: `acc_${name}`,
        createdAt: now,
      })
      await tx.insert(employments).values({ id: `emt_${name}`, employeeId: `emp_${name}`, fromOn: '2026-09-01' })
      await tx.insert(assignments).values({
        id: `asg_${name}`,
        employeeId: `emp_${name}`,
        postId: 'pst_1',
        unitId: 'unt_1',
        fteBp: 10_000,
        baseMinor: 800_000,
        currency: 'CNY',
        fromOn: '2026-09-01',
        recordedAt: now,
      })
    }
  })

type Course = { courseId: string; versionId: string }

/** Makes a draft the version in force, by the two who may. */
export const inForce = async (db: Db, versionId: string): Promise<void> => {
  await ok(submitCourseVersion(db, officer, versionId, 1, now))
  await ok(approveCourseVersion(db, checker, versionId, 2, now))
  await ok(activateCourseVersion(db, officer, versionId, 3, now))
}

/** Imports a course and makes it the version in force. */
export const activate = async (db: Db, course: CourseContent): Promise<Course> => {
  const versionId = await transact(db, (tx) => importCourse(tx, officer, course, now))
  if (!versionId) throw new Error('the course was not imported')
  await inForce(db, versionId)
  const [version] = await db.select().from(courseVersions).where(eq(courseVersions.id, versionId))
  return { courseId: version?.courseId ?? '', versionId }
}

/** The bank's people with the course, active since the start of the day. */
export const withCourse = async (db: Db): Promise<Course> => {
  await peopled(db)
  return activate(db, content())
}

export const ok = async <T>(outcome: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>): Promise<T> => {
  const answer = await outcome
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value
}
export const code = async (outcome: Promise<{ ok: boolean; error?: { code: string } }>): Promise<string | undefined> =>
  (await outcome).error?.code

/** Enrols and reads every lesson. */
export const readAll = async (db: Db, who: Actor, courseId: string, at: Instant = now): Promise<string> => {
  const { id } = await ok(enrol(db, who, courseId, null, at))
  const slugs = await db
    .select({ slug: lessons.slug })
    .from(lessons)
    .innerJoin(courseVersions, eq(courseVersions.id, lessons.courseVersionId))
    .where(and(eq(courseVersions.courseId, courseId), eq(courseVersions.state, 'active')))
    .orderBy(lessons.position)
  for (const { slug } of slugs) await ok(completeLesson(db, who, id, slug, at))
  return id
}

/** What earns the whole mark, read from the key. */
export const rightResponse = (question: Question): Response | null => {
  if (question.kind === 'single')
    return { kind: 'single', option: question.options.findIndex((option) => option.fraction === 1) }
  if (question.kind === 'multiple')
    return { kind: 'multiple', options: question.options.flatMap((each, index) => (each.fraction > 0 ? [index] : [])) }
  if (question.kind === 'true-false') return { kind: 'true-false', answer: question.key }
  if (question.kind !== 'numeric') return null
  const band = question.answers.find((answer) => answer.fraction === 1)?.band
  return { kind: 'numeric', text: band && 'answer' in band ? band.answer : '0' }
}
