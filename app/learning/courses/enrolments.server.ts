/** Who takes which course: enrol, read, complete, withdraw. A learner stays on the version that they began. */
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import { standingOn } from '#app/organisation/assignments/assignments.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { assessments, attempts, courseVersions, enrolments, lessonProgress, lessons } from '#db/schema/learning.ts'
import { newId, transact } from '#db/transact.server.ts'

/** The unit path of an employee today, for the audit's reach. */
export const pathOf = async (db: Reader | Tx, employeeId: string, day: Day): Promise<string> =>
  (await standingOn(db, [employeeId], day)).get(employeeId)?.unitPath || '/'

/** The enrolment of a person in a course that is neither completed nor withdrawn, or null. */
export const openEnrolment = async (db: Reader | Tx, employeeId: string, courseId: string) => {
  const [row] = await db
    .select()
    .from(enrolments)
    .where(
      and(
        eq(enrolments.employeeId, employeeId),
        eq(enrolments.courseId, courseId),
        isNull(enrolments.withdrawnAt),
        isNull(enrolments.completedAt),
      ),
    )
  return row ?? null
}

/** Enrols oneself in the active version; someone who is enrolled already gets that enrolment. */
export const enrol = (db: Db | Tx, actor: Actor, courseId: string, dueOn: Day | null, now: Instant) =>
  transact(db, async (tx) => {
    if (!actor.employeeId || !can(actor, 'learning.read')) return refused('not-an-employee')
    const [version] = await tx
      .select({ id: courseVersions.id })
      .from(courseVersions)
      .where(and(eq(courseVersions.courseId, courseId), eq(courseVersions.state, 'active')))
    if (!version) return refused('no-such-course')
    const open = await openEnrolment(tx, actor.employeeId, courseId)
    if (open) return done({ id: open.id })
    const id = await enrolOne(tx, actor, { employeeId: actor.employeeId, courseId, versionId: version.id, dueOn }, now)
    return done({ id })
  })

export type EnrolmentOf = { employeeId: string; courseId: string; versionId: string; dueOn: Day | null }

/** Writes one enrolment with its record; whoever calls has decided that it may be. */
export const enrolOne = async (tx: Tx, actor: Actor, given: EnrolmentOf, now: Instant): Promise<string> => {
  const id = newId(tx, 'enr', now)
  const { versionId, ...rest } = given
  await tx.insert(enrolments).values({ id, ...rest, courseVersionId: versionId, enrolledBy: actor.id, enrolledAt: now })
  const unitPath = await pathOf(tx, given.employeeId, actor.today)
  await record(tx, actor, 'course.enrolled', { kind: 'enrolment', id, unitPath }, { after: given }, now)
  return id
}

const own = async (tx: Tx, actor: Actor, enrolmentId: string) => {
  const [row] = await tx.select().from(enrolments).where(eq(enrolments.id, enrolmentId))
  return row && can(actor, 'enrolment.own', row) ? row : null
}

/** Gives up a course that one chose oneself and has not sat yet. */
export const withdraw = (db: Db | Tx, actor: Actor, enrolmentId: string, now: Instant) =>
  transact(db, async (tx) => {
    const enrolment = await own(tx, actor, enrolmentId)
    if (!enrolment) return refused('no-such-enrolment')
    if (enrolment.completedAt !== null) return refused('completed-already')
    if (enrolment.dueOn !== null) return refused('mandatory')
    if (enrolment.withdrawnAt !== null) return done(enrolment)
    // Otherwise a new enrolment would bring new attempts.
    const [sat] = await tx
      .select({ id: attempts.id })
      .from(attempts)
      .where(eq(attempts.enrolmentId, enrolmentId))
      .limit(1)
    if (sat) return refused('attempt-begun')
    await tx
      .update(enrolments)
      .set({ withdrawnAt: now, revision: enrolment.revision + 1 })
      .where(eq(enrolments.id, enrolmentId))
    const unitPath = await pathOf(tx, enrolment.employeeId, actor.today)
    await record(tx, actor, 'course.withdrawn', { kind: 'enrolment', id: enrolmentId, unitPath }, {}, now)
    return done(enrolment)
  })

const lessonOf = async (tx: Tx, versionId: string, slug: string) => {
  const [row] = await tx
    .select({ id: lessons.id, position: lessons.position })
    .from(lessons)
    .where(and(eq(lessons.courseVersionId, versionId), eq(lessons.slug, slug)))
  return row ?? null
}

/**
 * Keeps where the learner is: the lesson, and the heading last read; one who has only opened the lesson keeps the heading
 * of before. Its own record, as an autosave is.
 */
export const keepPlace = (
  db: Db | Tx,
  actor: Actor,
  place: { enrolmentId: string; lesson: string; anchor: string | null },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const enrolment = await own(tx, actor, place.enrolmentId)
    const lesson = enrolment && (await lessonOf(tx, enrolment.courseVersionId, place.lesson))
    if (!enrolment || !lesson) return refused('no-such-enrolment')
    await tx
      .insert(lessonProgress)
      .values({ enrolmentId: enrolment.id, lessonId: lesson.id, startedAt: now, anchor: place.anchor })
      .onConflictDoUpdate({
        target: [lessonProgress.enrolmentId, lessonProgress.lessonId],
        set: { anchor: place.anchor ?? sql`${lessonProgress.anchor}` },
      })
    await tx.update(enrolments).set({ lastLessonId: lesson.id }).where(eq(enrolments.id, enrolment.id))
    return done()
  })

/** Marks a lesson as read; gives the next one, or null after the last. */
export const completeLesson = (db: Db | Tx, actor: Actor, enrolmentId: string, slug: string, now: Instant) =>
  transact(db, async (tx) => {
    const enrolment = await own(tx, actor, enrolmentId)
    const lesson = enrolment && (await lessonOf(tx, enrolment.courseVersionId, slug))
    if (!enrolment || !lesson) return refused('no-such-enrolment')
    if (enrolment.withdrawnAt !== null) return refused('withdrawn')
    await tx
      .insert(lessonProgress)
      .values({ enrolmentId, lessonId: lesson.id, startedAt: now, completedAt: now })
      .onConflictDoUpdate({
        target: [lessonProgress.enrolmentId, lessonProgress.lessonId],
        set: { completedAt: sql`coalesce(${lessonProgress.completedAt}, ${now})` },
      })
    const [next] = await tx
      .select({ id: lessons.id, slug: lessons.slug })
      .from(lessons)
      .where(and(eq(lessons.courseVersionId, enrolment.courseVersionId), sql`${lessons.position} > ${lesson.position}`))
      .orderBy(lessons.position)
      .limit(1)
    await tx
      .update(enrolments)
      .set({ lastLessonId: next?.id ?? lesson.id })
      .where(eq(enrolments.id, enrolmentId))
    const unitPath = await pathOf(tx, enrolment.employeeId, actor.today)
    await record(
      tx,
      actor,
      'lesson.completed',
      { kind: 'enrolment', id: enrolmentId, unitPath },
      { after: { lesson: slug } },
      now,
    )
    await completeIfDone(tx, actor, enrolment, now)
    return done({ courseId: enrolment.courseId, next: next?.slug ?? null })
  })

/** Lessons of the enrolment's version that are not done yet. */
export const lessonsLeft = async (
  db: Reader | Tx,
  enrolment: { id: string; courseVersionId: string },
): Promise<number> => {
  const [row] = await db
    .select({ left: sql<number>`count(*) - count(${lessonProgress.completedAt})` })
    .from(lessons)
    .leftJoin(
      lessonProgress,
      and(eq(lessonProgress.lessonId, lessons.id), eq(lessonProgress.enrolmentId, enrolment.id)),
    )
    .where(eq(lessons.courseVersionId, enrolment.courseVersionId))
  return row?.left ?? 0
}

/** A course without an assessment is complete with its last lesson; one with is completed by passing. */
const completeIfDone = async (tx: Tx, actor: Actor, enrolment: typeof enrolments.$inferSelect, now: Instant) => {
  if (enrolment.completedAt !== null || (await lessonsLeft(tx, enrolment)) > 0) return
  const [assessment] = await tx
    .select({ id: assessments.id })
    .from(assessments)
    .where(eq(assessments.courseVersionId, enrolment.courseVersionId))
  if (!assessment) await completeEnrolment(tx, actor, enrolment, now)
}

/** Completes an enrolment, with its record; whoever calls has seen that everything is done. */
export const completeEnrolment = async (
  tx: Tx,
  actor: Actor,
  enrolment: { id: string; employeeId: string },
  now: Instant,
): Promise<void> => {
  await tx
    .update(enrolments)
    .set({ completedAt: now })
    .where(and(eq(enrolments.id, enrolment.id), isNull(enrolments.completedAt)))
  const unitPath = await pathOf(tx, enrolment.employeeId, actor.today)
  await record(tx, actor, 'course.completed', { kind: 'enrolment', id: enrolment.id, unitPath }, {}, now)
}

/** The newest enrolment of a person in a course that was not withdrawn: open or completed. */
export const newestEnrolment = async (db: Reader | Tx, employeeId: string, courseId: string) => {
  const [row] = await db
    .select()
    .from(enrolments)
    .where(
      and(eq(enrolments.employeeId, employeeId), eq(enrolments.courseId, courseId), isNull(enrolments.withdrawnAt)),
    )
    .orderBy(sql`${enrolments.completedAt} is not null`, desc(enrolments.enrolledAt))
    .limit(1)
  return row ?? null
}
