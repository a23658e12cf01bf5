/** What a person finds under Learn: their courses with progress, what they must do, what there is. */
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day } from '#app/kernel/day.ts'
import type { Words } from '#app/kernel/words.ts'
import { certificatesHeld } from '#app/learning/certifications/certificates-held.server.ts'
import { assignmentsOn } from '#app/organisation/assignments/assignments.server.ts'
import type { Reader } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import {
  assessments,
  attempts,
  certifications,
  courses,
  courseVersions,
  enrolments,
  lessonProgress,
  lessons,
} from '#db/schema/learning.ts'
import { type LessonMark, resumeAt } from './course.ts'
import { type Learner, standingIn } from './course-standing.ts'

const versionColumns = {
  versionId: courseVersions.id,
  courseId: courses.id,
  code: courses.code,
  version: courseVersions.version,
  title: courseVersions.title,
  summary: courseVersions.summary,
  hours: courseVersions.hours,
  mandatoryFor: courseVersions.mandatoryFor,
  activatedAt: courseVersions.activatedAt,
  certificationCode: certifications.code,
  certificationName: certifications.name,
  validMonths: certifications.validMonths,
  renewWindowDays: certifications.renewWindowDays,
  assessmentId: assessments.id,
  settings: assessments.settings,
  lessons: sql<number>`(select count(*) from lessons where course_version_id = ${courseVersions.id})`,
  minutes: sql<number>`(select coalesce(sum(minutes), 0) from lessons where course_version_id = ${courseVersions.id})`,
}
const versions = (db: Reader) =>
  db
    .select(versionColumns)
    .from(courseVersions)
    .innerJoin(courses, eq(courses.id, courseVersions.courseId))
    .leftJoin(certifications, eq(certifications.id, courses.certificationId))
    .leftJoin(assessments, eq(assessments.courseVersionId, courseVersions.id))

const activeVersions = prepared((db) =>
  versions(db).where(eq(courseVersions.state, 'active')).orderBy(asc(courses.code)).prepare(),
)
const myEnrolments = prepared((db) =>
  db
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.employeeId, sql.placeholder('employeeId')), isNull(enrolments.withdrawnAt)))
    .orderBy(desc(enrolments.enrolledAt))
    .prepare(),
)
const marksOfVersion = prepared((db) =>
  db
    .select({
      id: lessons.id,
      slug: lessons.slug,
      position: lessons.position,
      title: lessons.title,
      minutes: lessons.minutes,
      completedAt: lessonProgress.completedAt,
      anchor: lessonProgress.anchor,
    })
    .from(lessons)
    .leftJoin(
      lessonProgress,
      and(eq(lessonProgress.lessonId, lessons.id), eq(lessonProgress.enrolmentId, sql.placeholder('enrolmentId'))),
    )
    .where(eq(lessons.courseVersionId, sql.placeholder('versionId')))
    .orderBy(asc(lessons.position))
    .prepare(),
)

export type LessonState = LessonMark & { title: Words; minutes: number; anchor: string | null }

/** The lessons of a version with what the enrolment has of them. */
export const lessonStates = async (db: Reader, versionId: string, enrolmentId: string): Promise<LessonState[]> =>
  (await marksOfVersion(db).all({ versionId, enrolmentId })).map(({ completedAt, ...lesson }) => ({
    ...lesson,
    completed: completedAt !== null,
  }))

export type CourseCard = {
  courseId: string
  code: string
  title: Words
  summary: Words
  hours: string
  lessons: number
  certificationName: Words | null
  needsAssessment: boolean
  /** Day by which a post of the person's asks for it; null when none does. */
  dueOn: Day | null
  /** The person has held its certification, which ends soon or has ended. */
  renews: boolean
  enrolment: {
    id: string
    lessonsDone: number
    completed: boolean
    resume: { slug: string; position: number; title: Words; begun: boolean } | null
  } | null
  /** The person holds its certification today. */
  holds: boolean
}

/** Posts of the person, by code, with the day they took them up. */
const postsOf = async (db: Reader, employeeId: string, day: Day): Promise<Map<string, Day>> =>
  new Map((await assignmentsOn(db, employeeId, day)).map((part) => [part.postCode, part.from]))

type Enrolment = Awaited<ReturnType<ReturnType<typeof myEnrolments>['all']>>[number]

/** The enrolment that counts in a course: the open one, else the newest; none was withdrawn. */
const enrolmentIn = (mine: readonly Enrolment[], courseId: string): Enrolment | null => {
  const own = mine.filter((each) => each.courseId === courseId)
  return own.find((each) => each.completedAt === null) ?? own[0] ?? null
}

const learner = async (db: Reader, employeeId: string, today: Day, timeZone: string): Promise<Learner> => ({
  today,
  posts: await postsOf(db, employeeId, today),
  certificates: await certificatesHeld(db, [employeeId]),
  timeZone,
})

/** Every course that can be taken today, with what the person has of each. */
export const catalogueFor = async (db: Reader, actor: Actor, timeZone: string): Promise<CourseCard[]> => {
  const { employeeId, today } = actor
  if (!employeeId) return []
  const person = await learner(db, employeeId, today, timeZone)
  const mine = await myEnrolments(db).all({ employeeId })
  const cards: CourseCard[] = []
  for (const version of await activeVersions(db).all()) {
    const enrolment = enrolmentIn(mine, version.courseId)
    const marks = enrolment ? await lessonStates(db, enrolment.courseVersionId, enrolment.id) : []
    const resume = resumeAt(marks, enrolment?.lastLessonId ?? null)
    cards.push({
      ...standingIn(person, version, enrolment),
      courseId: version.courseId,
      code: version.code,
      title: version.title,
      summary: version.summary,
      hours: version.hours,
      lessons: version.lessons,
      certificationName: version.certificationName,
      needsAssessment: version.assessmentId !== null,
      enrolment: enrolment
        ? {
            id: enrolment.id,
            lessonsDone: marks.filter((mark) => mark.completed).length,
            completed: enrolment.completedAt !== null,
            resume: resume && {
              slug: resume.slug,
              position: resume.position,
              title: resume.title,
              begun: resume.begun,
            },
          }
        : null,
    })
  }
  return cards
}

/** One course as the person has it: on the version that they began, or the active one. Null when there is none. */
export const courseFor = async (db: Reader, actor: Actor, courseId: string, timeZone: string) => {
  const { employeeId, today } = actor
  if (!employeeId) return null
  const mine = await myEnrolments(db).all({ employeeId })
  const enrolment = enrolmentIn(mine, courseId)
  const wanted = enrolment
    ? eq(courseVersions.id, enrolment.courseVersionId)
    : and(eq(courseVersions.courseId, courseId), eq(courseVersions.state, 'active'))
  const [version] = await versions(db).where(wanted)
  if (!version) return null
  const marks = await lessonStates(db, version.versionId, enrolment?.id ?? '')
  const ids = mine.flatMap((each) => (each.courseId === courseId ? [each.id] : []))
  const sat = ids.length
    ? await db
        .select({
          id: attempts.id,
          enrolmentId: attempts.enrolmentId,
          no: attempts.no,
          state: attempts.state,
          startedAt: attempts.startedAt,
          deadlineAt: attempts.deadlineAt,
          submittedAt: attempts.submittedAt,
          percent: attempts.percent,
          passed: attempts.passed,
        })
        .from(attempts)
        .where(inArray(attempts.enrolmentId, ids))
        .orderBy(desc(attempts.startedAt))
    : []
  const { mandatoryFor, activatedAt, renewWindowDays, ...shown } = version
  const person = await learner(db, employeeId, today, timeZone)
  return {
    ...shown,
    ...standingIn(person, version, enrolment),
    enrolment: enrolment && {
      id: enrolment.id,
      enrolledAt: enrolment.enrolledAt,
      completedAt: enrolment.completedAt,
      isMandatory: enrolment.dueOn !== null,
      resume: resumeAt(marks, enrolment.lastLessonId),
    },
    lessonStates: marks,
    attempts: sat,
  }
}
