/** Versions of courses on their way: draft → submitted → approved → active → retired; never edited once active. */

import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { deputiesColumn } from '#app/audit/deputies.server.ts'
import { record, recordDecision, type Subject } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import { type Actor, deputedBy } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Words } from '#app/kernel/words.ts'
import { notifyAuthor, notifyThoseWho } from '#app/notices/notices.server.ts'
import { paths } from '#app/paths.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import {
  assessmentQuestions,
  assessments,
  certifications,
  courses,
  courseVersions,
  lessons,
} from '#db/schema/learning.ts'
import { transact } from '#db/transact.server.ts'

const columns = {
  id: courseVersions.id,
  courseId: courses.id,
  slug: courses.slug,
  code: courses.code,
  version: courseVersions.version,
  state: courseVersions.state,
  title: courseVersions.title,
  summary: courseVersions.summary,
  hours: courseVersions.hours,
  mandatoryFor: courseVersions.mandatoryFor,
  contentDigest: courseVersions.contentDigest,
  draftedBy: courseVersions.draftedBy,
  draftedAt: courseVersions.draftedAt,
  submittedBy: courseVersions.submittedBy,
  submittedAt: courseVersions.submittedAt,
  approvedBy: courseVersions.approvedBy,
  approvedAt: courseVersions.approvedAt,
  activatedAt: courseVersions.activatedAt,
  retiredAt: courseVersions.retiredAt,
  revision: courseVersions.revision,
  deputies: deputiesColumn('course-version', courseVersions.id),
}

/** Every version of every course, newest first; for those who may see more than the catalogue. */
export const courseVersionsFor = async (db: Reader | Tx, actor: Actor) =>
  can(actor, 'course.list')
    ? db
        .select(columns)
        .from(courseVersions)
        .innerJoin(courses, eq(courses.id, courseVersions.courseId))
        .orderBy(asc(courses.code), desc(courseVersions.version))
    : []

/** A version for those who may see more than the catalogue, or null. */
export const findCourseVersion = async (db: Reader | Tx, actor: Actor, versionId: string) => {
  if (!can(actor, 'course.list')) return null
  const [row] = await db
    .select(columns)
    .from(courseVersions)
    .innerJoin(courses, eq(courses.id, courseVersions.courseId))
    .where(eq(courseVersions.id, versionId))
  return row ?? null
}
export type CourseVersion = NonNullable<Awaited<ReturnType<typeof findCourseVersion>>>

/** A course is the whole bank's: whoever keeps those of a branch alone only reads it. */
const versionToChange = async (tx: Tx, actor: Actor, id: string) =>
  can(actor, 'course.keep') ? findCourseVersion(tx, actor, id) : null

/** Versions that wait for this person's approval. */
export const coursesToApprove = async (db: Reader, actor: Actor): Promise<{ id: string; title: Words }[]> => {
  if (!can(actor, 'course.keep')) return []
  const { id, title, draftedBy, submittedBy, deputies } = columns
  const waiting = await db
    .select({ id, title, draftedBy, submittedBy, deputies })
    .from(courseVersions)
    .where(eq(courseVersions.state, 'submitted'))
  return waiting.filter((version) => can(actor, 'course.approve', version))
}

/** What the version holds: lessons, assessment, certification. */
export const contentOfVersion = async (db: Reader | Tx, versionId: string) => {
  const listed = await db
    .select({ position: lessons.position, slug: lessons.slug, title: lessons.title, minutes: lessons.minutes })
    .from(lessons)
    .where(eq(lessons.courseVersionId, versionId))
    .orderBy(asc(lessons.position))
  const [assessment] = await db
    .select({
      settings: assessments.settings,
      questions: sql<number>`(select count(*) from ${assessmentQuestions} where ${assessmentQuestions.assessmentId} = ${assessments.id})`,
    })
    .from(assessments)
    .where(eq(assessments.courseVersionId, versionId))
  const [certification] = await db
    .select({ code: certifications.code, name: certifications.name, validMonths: certifications.validMonths })
    .from(courseVersions)
    .innerJoin(courses, eq(courses.id, courseVersions.courseId))
    .innerJoin(certifications, eq(certifications.id, courses.certificationId))
    .where(eq(courseVersions.id, versionId))
  return { lessons: listed, assessment: assessment ?? null, certification: certification ?? null }
}

const subjectOf = (id: string): Subject => ({ kind: 'course-version', id, unitPath: '/' })

type Move = {
  from: CourseVersion['state']
  set: Partial<typeof courseVersions.$inferInsert>
  act: string
  before?: (tx: Tx, version: CourseVersion) => Promise<void>
}

const move = async (tx: Tx, actor: Actor, version: CourseVersion, revision: number, now: Instant, step: Move) => {
  if (version.state !== step.from) return refused('not-in-state')
  if (version.revision !== revision) return changedMeanwhile(tx, subjectOf(version.id))
  await step.before?.(tx, version)
  await tx
    .update(courseVersions)
    .set({ ...step.set, revision: version.revision + 1 })
    .where(eq(courseVersions.id, version.id))
  await record(
    tx,
    actor,
    step.act,
    subjectOf(version.id),
    { before: { state: version.state }, after: { state: step.set.state ?? version.state } },
    now,
  )
  return done(version)
}

/** Hands a draft in for approval. */
export const submitCourseVersion = (db: Db | Tx, actor: Actor, id: string, revision: number, now: Instant) =>
  transact(db, async (tx) => {
    const version = await versionToChange(tx, actor, id)
    if (!version) return refused('no-such-course')
    await recordDecision(tx, actor, subjectOf(id), 'submit', 'submitted', null, now)
    const news = {
      kind: 'course-to-approve',
      params: { name: actor.name, course: version.title },
      link: paths.courseVersion(id),
    }
    const submitted = { ...deputedBy(actor, version), submittedBy: actor.id }
    await notifyThoseWho(tx, actor.today, (holder) => can(holder, 'course.approve', submitted), version, news, now)
    return move(tx, actor, version, revision, now, {
      from: 'draft',
      set: { state: 'submitted', submittedBy: actor.id, submittedAt: now },
      act: 'course.submitted',
    })
  })

const tellAuthor = (tx: Tx, version: CourseVersion, kind: 'course-approved' | 'course-returned', now: Instant) =>
  notifyAuthor(tx, version, { kind, params: { course: version.title }, link: paths.courseVersion(version.id) }, now)

/** By someone who has neither drafted nor submitted it. */
export const approveCourseVersion = (db: Db | Tx, actor: Actor, id: string, revision: number, now: Instant) =>
  transact(db, async (tx) => {
    const version = await versionToChange(tx, actor, id)
    if (!version) return refused('no-such-course')
    if (!can(actor, 'course.approve', version)) return refused('maker-is-checker')
    await recordDecision(tx, actor, subjectOf(id), 'approve', 'approved', null, now)
    await tellAuthor(tx, version, 'course-approved', now)
    return move(tx, actor, version, revision, now, {
      from: 'submitted',
      set: { state: 'approved', approvedBy: actor.id, approvedAt: now },
      act: 'course.approved',
    })
  })

/** Gives a submitted version back to its author, with the reason. */
export const returnCourseVersion = (
  db: Db | Tx,
  actor: Actor,
  id: string,
  given: { revision: number; reason: string },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const version = await versionToChange(tx, actor, id)
    if (!version) return refused('no-such-course')
    await recordDecision(tx, actor, subjectOf(id), 'approve', 'returned', given.reason, now)
    await tellAuthor(tx, version, 'course-returned', now)
    return move(tx, actor, version, given.revision, now, {
      from: 'submitted',
      set: { state: 'draft', submittedBy: null, submittedAt: null },
      act: 'course.returned',
    })
  })

/** From now on new learners begin with this version; those who began another stay on theirs. */
export const activateCourseVersion = (db: Db | Tx, actor: Actor, id: string, revision: number, now: Instant) =>
  transact(db, async (tx) => {
    const version = await versionToChange(tx, actor, id)
    if (!version) return refused('no-such-course')
    return move(tx, actor, version, revision, now, {
      from: 'approved',
      set: { state: 'active', activatedAt: now },
      act: 'course.activated',
      before: async () => {
        await tx
          .update(courseVersions)
          .set({ state: 'retired', retiredAt: now })
          .where(and(eq(courseVersions.courseId, version.courseId), eq(courseVersions.state, 'active')))
      },
    })
  })

/** Nobody begins it any more; those who have begun go on. */
export const retireCourseVersion = (db: Db | Tx, actor: Actor, id: string, revision: number, now: Instant) =>
  transact(db, async (tx) => {
    const version = await versionToChange(tx, actor, id)
    if (!version) return refused('no-such-course')
    return move(tx, actor, version, revision, now, {
      from: 'active',
      set: { state: 'retired', retiredAt: now },
      act: 'course.retired',
    })
  })
