/** Brings content into the bank: a course, its draft version, its lessons, its questions. Never over an active version. */
import { and, desc, eq } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import type { Tx } from '#db/client.server.ts'
import {
  assessmentQuestions,
  assessments,
  certifications,
  courses,
  courseVersions,
  lessons,
  questions,
  questionVersions,
} from '#db/schema/learning.ts'
import { newId } from '#db/transact.server.ts'
import { type ContentProblem, type CourseContent, type QuestionContent, readCourses } from './course-content.server.ts'

export type CoursesLoaded = {
  drafted: { slug: string; versionId: string }[]
  unchanged: number
  problems: ContentProblem[]
}

/** For the start and for the demo bank: new and changed folders become drafts; the rest stays as it is. */
export const loadCourses = async (
  tx: Tx,
  actor: Actor,
  now: Instant,
  { content, problems } = readCourses(),
): Promise<CoursesLoaded> => {
  const loaded: CoursesLoaded = { drafted: [], unchanged: 0, problems }
  for (const course of content) {
    const versionId = await importCourse(tx, actor, course, now)
    if (versionId) loaded.drafted.push({ slug: course.file.slug, versionId })
    else loaded.unchanged++
  }
  return loaded
}

/** The new draft's id, or null when some version has this very content. */
export const importCourse = async (
  tx: Tx,
  actor: Actor,
  content: CourseContent,
  now: Instant,
): Promise<string | null> => {
  const courseId = await keepCourse(tx, content, now)
  const [newest] = await tx
    .select({ id: courseVersions.id, version: courseVersions.version, state: courseVersions.state })
    .from(courseVersions)
    .where(eq(courseVersions.courseId, courseId))
    .orderBy(desc(courseVersions.version))
    .limit(1)
  const [same] = await tx
    .select({ id: courseVersions.id })
    .from(courseVersions)
    .where(and(eq(courseVersions.courseId, courseId), eq(courseVersions.contentDigest, content.digest)))
  if (same) return null
  const versionId = newId(tx, 'crv', now)
  // A draft that nobody has submitted gives way: only one waits at a time.
  if (newest?.state === 'draft')
    await tx.update(courseVersions).set({ state: 'retired', retiredAt: now }).where(eq(courseVersions.id, newest.id))
  await tx.insert(courseVersions).values({
    id: versionId,
    courseId,
    version: (newest?.version ?? 0) + 1,
    title: content.file.title,
    summary: content.file.summary,
    hours: content.file.hours,
    mandatoryFor: content.file.mandatory_for,
    contentDigest: content.digest,
    draftedBy: actor.id,
    draftedAt: now,
  })
  for (const [index, lesson] of content.lessons.entries())
    await tx
      .insert(lessons)
      .values({ id: newId(tx, 'lsn', now), courseVersionId: versionId, position: index + 1, ...lesson })
  await keepAssessment(tx, courseId, versionId, content, now)
  await record(
    tx,
    actor,
    'course.drafted',
    { kind: 'course-version', id: versionId, unitPath: '/' },
    { after: { slug: content.file.slug, version: (newest?.version ?? 0) + 1, digest: content.digest } },
    now,
  )
  return versionId
}

const keepCourse = async (tx: Tx, { file }: CourseContent, now: Instant): Promise<string> => {
  const [known] = await tx.select({ id: courses.id }).from(courses).where(eq(courses.slug, file.slug))
  if (known) return known.id
  const id = newId(tx, 'crs', now)
  const certificationId = file.certification ? await keepCertification(tx, file.certification, now) : null
  await tx.insert(courses).values({ id, slug: file.slug, code: file.code, certificationId, createdAt: now })
  return id
}

const keepCertification = async (
  tx: Tx,
  file: NonNullable<CourseContent['file']['certification']>,
  now: Instant,
): Promise<string> => {
  const [known] = await tx
    .select({ id: certifications.id })
    .from(certifications)
    .where(eq(certifications.code, file.code))
  if (known) return known.id
  const id = newId(tx, 'ctn', now)
  await tx.insert(certifications).values({
    id,
    code: file.code,
    name: file.name,
    validMonths: file.valid_months,
    renewWindowDays: file.renew_window_days,
    graceDays: file.grace_days,
  })
  return id
}

const keepAssessment = async (tx: Tx, courseId: string, versionId: string, content: CourseContent, now: Instant) => {
  const questionVersionIds: string[] = []
  for (const question of content.questions) questionVersionIds.push(await keepQuestion(tx, courseId, question, now))
  const { assessment } = content.file
  if (!assessment) return
  const id = newId(tx, 'asm', now)
  await tx.insert(assessments).values({
    id,
    courseVersionId: versionId,
    settings: {
      questionsDrawn: assessment.questions_drawn,
      timeLimitMinutes: assessment.time_limit_minutes,
      passPercent: assessment.pass_percent,
      attempts: assessment.attempts,
      shuffle: assessment.shuffle,
      draw: assessment.draw,
    },
  })
  for (const questionVersionId of questionVersionIds)
    await tx.insert(assessmentQuestions).values({ assessmentId: id, questionVersionId })
}

/** The question's version with this content: the newest when it is equal, otherwise a new one. */
const keepQuestion = async (tx: Tx, courseId: string, content: QuestionContent, now: Instant): Promise<string> => {
  const { sourceId, ...version } = content
  const [known] = await tx
    .select({ id: questions.id })
    .from(questions)
    .where(and(eq(questions.courseId, courseId), eq(questions.sourceId, sourceId)))
  const questionId = known?.id ?? newId(tx, 'qst', now)
  if (!known) await tx.insert(questions).values({ id: questionId, courseId, sourceId })
  const [newest] = await tx
    .select({ id: questionVersions.id, version: questionVersions.version, digest: questionVersions.digest })
    .from(questionVersions)
    .where(eq(questionVersions.questionId, questionId))
    .orderBy(desc(questionVersions.version))
    .limit(1)
  if (newest?.digest === content.digest) return newest.id
  const id = newId(tx, 'qsv', now)
  await tx
    .insert(questionVersions)
    .values({ id, questionId, version: (newest?.version ?? 0) + 1, ...version, addedAt: now })
  return id
}
