/** Chapters of learning: courses released by two people, who took them, what they answered, what they hold. */
import { createHash } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import { addDays, addMonths, type Day } from '#app/kernel/day.ts'
import { type Validity, validityOf } from '#app/learning/certifications/validity.ts'
import { verificationCodeOf } from '#app/learning/certifications/verification-code.ts'
import { loadCourses } from '#app/learning/courses/course-import.server.ts'
import {
  activateCourseVersion,
  approveCourseVersion,
  submitCourseVersion,
} from '#app/learning/courses/course-versions.server.ts'
import type { Tx } from '#db/client.server.ts'
import {
  assessmentQuestions,
  assessments,
  attempts,
  certificates,
  certifications,
  courses,
  courseVersions,
  enrolments,
  lessonProgress,
  lessons,
  questions,
  questionVersions,
  responses,
} from '#db/schema/learning.ts'
import { actorOn, must } from './acting.ts'
import { insertRows } from './insert-rows.ts'
import type { DemoBank, DemoPerson } from './people.ts'
import { sit } from './sittings.ts'

export const writeCourses = async (tx: Tx, bank: DemoBank): Promise<void> => {
  const day = addDays(bank.quarters.older.fromOn, -20)
  const maker = await actorOn(tx, bank, 'learning', day)
  const checker = await actorOn(tx, bank, 'learning2', day)
  const { drafted, problems } = await loadCourses(tx, maker, bank.at(day, 9))
  if (problems[0]) throw new Error(`content/courses: ${JSON.stringify(problems[0])}`)
  for (const { versionId } of drafted) {
    must(await submitCourseVersion(tx, maker, versionId, 1, bank.at(day, 10)))
    must(await approveCourseVersion(tx, checker, versionId, 2, bank.at(day, 14)))
    must(await activateCourseVersion(tx, maker, versionId, 3, bank.at(day, 15)))
  }
}

const coursesOf = async (tx: Tx) => {
  const rows = await tx
    .select({ course: courses, version: courseVersions, rule: certifications, assessment: assessments })
    .from(courses)
    .innerJoin(courseVersions, eq(courseVersions.courseId, courses.id))
    .innerJoin(certifications, eq(certifications.id, courses.certificationId))
    .innerJoin(assessments, eq(assessments.courseVersionId, courseVersions.id))
    .where(eq(courseVersions.state, 'active'))
    .orderBy(asc(courses.code))
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      lessons: await tx
        .select({ id: lessons.id })
        .from(lessons)
        .where(eq(lessons.courseVersionId, row.version.id))
        .orderBy(asc(lessons.position)),
      pool: await tx
        .select({
          questionVersionId: questionVersions.id,
          stableId: questions.sourceId,
          tags: questionVersions.tags,
          body: questionVersions.body,
        })
        .from(assessmentQuestions)
        .innerJoin(questionVersions, eq(questionVersions.id, assessmentQuestions.questionVersionId))
        .innerJoin(questions, eq(questions.id, questionVersions.questionId))
        .where(eq(assessmentQuestions.assessmentId, row.assessment.id)),
    })),
  )
}
type Course = Awaited<ReturnType<typeof coursesOf>>[number]

type Books = {
  enrolments: (typeof enrolments.$inferInsert)[]
  progress: (typeof lessonProgress.$inferInsert)[]
  attempts: (typeof attempts.$inferInsert)[]
  responses: (typeof responses.$inferInsert)[]
  certificates: (typeof certificates.$inferInsert)[]
}

const postOf = (person: DemoPerson) => person.assignments.at(-1)?.post.code ?? ''

/** Of a hundred who must, how many have done it by now. */
const diligence: Record<string, number> = { AML: 100, DPS: 84, SVC: 78, SBC: 66 }

export const writeLearners = async (tx: Tx, bank: DemoBank): Promise<void> => {
  const books: Books = { enrolments: [], progress: [], attempts: [], responses: [], certificates: [] }
  for (const course of await coursesOf(tx)) {
    const chance = bank.chance(`course ${course.course.code}`)
    for (const person of bank.people) {
      if (!course.version.mandatoryFor.includes(postOf(person))) continue
      if (bank.isForMeasuring) {
        if (course.rule.code === 'AML') certify(bank, books, course, person, fairDay(bank, chance.whole(14, 80)), null)
        continue
      }
      const told = toldOf(bank, course, person)
      if (told) told(books)
      else if (chance.percent(diligence[course.rule.code] ?? 80)) complete(bank, books, course, person)
      else if (chance.percent(75)) begin(bank, books, course, person, chance.whole(0, 2))
    }
  }
  await insertRows(tx, enrolments, books.enrolments)
  await insertRows(tx, lessonProgress, books.progress)
  await insertRows(tx, attempts, books.attempts)
  await insertRows(tx, responses, books.responses)
  await insertRows(tx, certificates, books.certificates)
}

const fairDay = (bank: DemoBank, days: number): Day => addDays(bank.quarters.older.fromOn, days)

/** What the stories say of a person and a course; null leaves it to chance. */
const toldOf = (bank: DemoBank, course: Course, person: DemoPerson): ((books: Books) => void) | null => {
  const { code } = course.rule
  const { older } = bank.quarters
  if (code === 'AML' && person.id === bank.who('lapsed').id)
    return (books) => {
      certifyUntil(bank, books, course, person, addDays(older.toOn, 2))
      begin(bank, books, course, person, 0, addDays(older.toOn, 2))
    }
  if (code === 'AML' && person.id === bank.who('expiring').id)
    return (books) => {
      certifyUntil(bank, books, course, person, addDays(bank.asOf, 20))
      begin(bank, books, course, person, 1, addDays(bank.asOf, 20))
    }
  if (person.id !== bank.who('employee').id) return null
  if (code === 'AML') return (books) => complete(bank, books, course, person)
  return (books) => begin(bank, books, course, person, code === 'SVC' ? 1 : 0)
}

/** Enrolled, with so many lessons read and the next one open. */
const begin = (
  bank: DemoBank,
  books: Books,
  course: Course,
  person: DemoPerson,
  read: number,
  dueOn: Day = addDays(bank.asOf, 30),
) => {
  const since = addDays(bank.asOf, -14)
  const id = bank.id('enr', `${person.number} ${course.course.code} open`, bank.at(since, 9))
  const opened = course.lessons.slice(0, read === 0 ? 0 : read + 1)
  books.enrolments.push({
    id,
    employeeId: person.id,
    courseId: course.course.id,
    courseVersionId: course.version.id,
    enrolledBy: bank.who('learning').accountId,
    enrolledAt: bank.at(since, 9),
    dueOn,
    lastLessonId: opened.at(-1)?.id ?? null,
    completedAt: null,
  })
  for (const [index, lesson] of opened.entries())
    books.progress.push({
      enrolmentId: id,
      lessonId: lesson.id,
      startedAt: bank.at(addDays(since, 2 + index), 19),
      completedAt: index < read ? bank.at(addDays(since, 2 + index), 19, 25) : null,
    })
}

/** Enrolled, read, sat — about every eighth person twice — passed and certified. */
const complete = (bank: DemoBank, books: Books, course: Course, person: DemoPerson) => {
  const key = `${person.number} ${course.course.code}`
  const chance = bank.chance(`attempts ${key}`)
  const doneOn = fairDay(bank, chance.whole(14, 80))
  const begunOn = addDays(doneOn, -10)
  const id = bank.id('enr', key, bank.at(begunOn, 9))
  const rights = chance.percent(12) ? [chance.whole(4, 7), chance.whole(9, 10)] : [chance.whole(8, 10)]
  let passedAt: number | null = null
  let passing: string | null = null
  for (const [index, right] of rights.entries()) {
    const startedAt = bank.at(addDays(doneOn, index - rights.length + 1), 18, chance.whole(0, 59))
    const attemptId = bank.id('atm', `${key} ${index + 1}`, startedAt)
    const { slots, grade, submittedAt } = sit(course.pool, course.assessment.settings, {
      attemptId,
      right,
      startedAt,
      chance,
    })
    books.attempts.push({
      id: attemptId,
      enrolmentId: id,
      assessmentId: course.assessment.id,
      employeeId: person.id,
      no: index + 1,
      state: 'graded',
      language: 'zh-CN',
      startedAt,
      deadlineAt: startedAt + course.assessment.settings.timeLimitMinutes * 60_000,
      sittingHash: createHash('sha256').update(attemptId).digest('hex'),
      submittedAt,
      gradedAt: submittedAt,
      marks: grade.marks,
      maxMarks: grade.maxMarks,
      percent: grade.percent,
      passed: grade.passed,
    })
    books.responses.push(...slots)
    if (grade.passed) {
      passedAt = submittedAt
      passing = attemptId
    }
  }
  books.enrolments.push({
    id,
    employeeId: person.id,
    courseId: course.course.id,
    courseVersionId: course.version.id,
    enrolledBy: bank.who('learning').accountId,
    enrolledAt: bank.at(begunOn, 9),
    dueOn: fairDay(bank, 85),
    lastLessonId: course.lessons.at(-1)?.id ?? null,
    completedAt: passedAt,
  })
  for (const [index, lesson] of course.lessons.entries())
    books.progress.push({
      enrolmentId: id,
      lessonId: lesson.id,
      startedAt: bank.at(addDays(begunOn, 1 + index), 19),
      completedAt: bank.at(addDays(begunOn, 1 + index), 19, 25),
    })
  if (passing) certify(bank, books, course, person, doneOn, passing)
}

const certify = (
  bank: DemoBank,
  books: Books,
  course: Course,
  person: DemoPerson,
  doneOn: Day,
  attemptId: string | null,
) => keep(bank, books, course, person, validityOf(doneOn, course.rule, null), attemptId)

/** A certificate from before the portal, by its last day. */
const certifyUntil = (bank: DemoBank, books: Books, course: Course, person: DemoPerson, through: Day) => {
  const from = addMonths(through, -(course.rule.validMonths ?? 12))
  const anchorDay = Number(from.slice(8, 10))
  keep(bank, books, course, person, { basisOn: from, anchorDay, validFrom: from, validThrough: through }, null)
}

const keep = (
  bank: DemoBank,
  books: Books,
  course: Course,
  person: DemoPerson,
  validity: Validity,
  attemptId: string | null,
) => {
  const at = bank.at(validity.validFrom, 20)
  const id = bank.id('cer', `${person.number} ${course.rule.code}`, at)
  books.certificates.push({
    id,
    employeeId: person.id,
    certificationId: course.rule.id,
    attemptId,
    ...validity,
    ruleVersion: course.rule.ruleVersion,
    recordedAt: at,
    verificationCode: verificationCodeOf(id),
  })
}
