/** Chapters of learning: courses released by two people, who took them, what they answered, what they hold. */
import { asc, eq } from 'drizzle-orm'
import { addDays } from '#app/kernel/day.ts'
import { loadCourses } from '#app/learning/courses/course-import.server.ts'
import {
  activateCourseVersion,
  approveCourseVersion,
  submitCourseVersion,
} from '#app/learning/courses/course-versions.server.ts'
import type { Tx } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
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
import type { DemoBank, DemoPerson } from './people.ts'
import { type Books, begin, certify, certifyUntil, complete, fairDay } from './study.ts'

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
          questionId: questions.id,
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
export type Course = Awaited<ReturnType<typeof coursesOf>>[number]

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
