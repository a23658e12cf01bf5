/** One lesson as its reader has it; asked for with every page turned, so its queries are prepared. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Locale } from '#app/kernel/words.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { courseVersions, enrolments, lessonNotes, lessons } from '#db/schema/learning.ts'
import { transact } from '#db/transact.server.ts'
import { lessonStates } from './catalogue.server.ts'
import { type LessonWords, lessonText } from './lesson-text.server.ts'

const lessonRead = prepared((db) =>
  db
    .select({
      id: lessons.id,
      slug: lessons.slug,
      position: lessons.position,
      title: lessons.title,
      minutes: lessons.minutes,
      body: lessons.body,
      versionId: courseVersions.id,
      courseId: courseVersions.courseId,
      courseTitle: courseVersions.title,
      completedAt: enrolments.completedAt,
      note: lessonNotes.text,
      noteSavedAt: lessonNotes.savedAt,
    })
    .from(enrolments)
    .innerJoin(courseVersions, eq(courseVersions.id, enrolments.courseVersionId))
    .innerJoin(
      lessons,
      and(eq(lessons.courseVersionId, courseVersions.id), eq(lessons.slug, sql.placeholder('lesson'))),
    )
    .leftJoin(lessonNotes, and(eq(lessonNotes.lessonId, lessons.id), eq(lessonNotes.employeeId, enrolments.employeeId)))
    .where(
      and(
        eq(enrolments.id, sql.placeholder('enrolmentId')),
        eq(enrolments.employeeId, sql.placeholder('employeeId')),
        isNull(enrolments.withdrawnAt),
      ),
    )
    .prepare(),
)

/** Null when there is no such lesson, or it is not the actor's enrolment. */
export const lessonFor = async (
  db: Reader,
  actor: Actor,
  asked: { enrolmentId: string; lesson: string; locale: Locale; words: LessonWords },
) => {
  if (!actor.employeeId) return null
  const row = await lessonRead(db).get({
    enrolmentId: asked.enrolmentId,
    lesson: asked.lesson,
    employeeId: actor.employeeId,
  })
  if (!row) return null
  const { body, versionId, ...lesson } = row
  const outline = await lessonStates(db, versionId, asked.enrolmentId)
  const at = outline.findIndex((each) => each.id === row.id)
  return {
    ...lesson,
    ...lessonText({ id: row.id, body }, asked.locale, asked.words),
    outline,
    anchor: outline[at]?.anchor ?? null,
    before: outline[at - 1]?.slug ?? null,
    next: outline[at + 1]?.slug ?? null,
  }
}

/** A learner's own note on a lesson; the last writing holds. */
export const keepNote = (
  db: Db | Tx,
  actor: Actor,
  given: { enrolmentId: string; lesson: string; text: string },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const { employeeId } = actor
    if (!employeeId) return refused('no-such-enrolment')
    const [lesson] = await tx
      .select({ id: lessons.id })
      .from(enrolments)
      .innerJoin(lessons, eq(lessons.courseVersionId, enrolments.courseVersionId))
      .where(
        and(
          eq(enrolments.id, given.enrolmentId),
          eq(enrolments.employeeId, employeeId),
          eq(lessons.slug, given.lesson),
        ),
      )
    if (!lesson) return refused('no-such-enrolment')
    await tx
      .insert(lessonNotes)
      .values({ employeeId, lessonId: lesson.id, text: given.text, savedAt: now })
      .onConflictDoUpdate({
        target: [lessonNotes.employeeId, lessonNotes.lessonId],
        set: { text: given.text, savedAt: now, revision: sql`${lessonNotes.revision} + 1` },
      })
    return done({ savedAt: now })
  })
