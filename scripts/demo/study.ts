/** What one person does with one course: enrols, reads, sits, passes, and holds the certificate. */
import { createHash } from 'node:crypto'
import { addDays, addMonths, type Day } from '#app/kernel/day.ts'
import { type Validity, validityOf } from '#app/learning/certifications/validity.ts'
import { verificationCodeOf } from '#app/learning/certifications/verification-code.ts'
import type { attempts, certificates, enrolments, lessonProgress, responses } from '#db/schema/learning.ts'
import type { Course } from './learning.ts'
import type { DemoBank, DemoPerson } from './people.ts'
import { sit } from './sittings.ts'

export type Books = {
  enrolments: (typeof enrolments.$inferInsert)[]
  progress: (typeof lessonProgress.$inferInsert)[]
  attempts: (typeof attempts.$inferInsert)[]
  responses: (typeof responses.$inferInsert)[]
  certificates: (typeof certificates.$inferInsert)[]
}

export const fairDay = (bank: DemoBank, days: number): Day => addDays(bank.quarters.older.fromOn, days)

/** Enrolled, with so many lessons read and the next one open. */
export const begin = (
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
export const complete = (bank: DemoBank, books: Books, course: Course, person: DemoPerson) => {
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

export const certify = (
  bank: DemoBank,
  books: Books,
  course: Course,
  person: DemoPerson,
  doneOn: Day,
  attemptId: string | null,
) => keep(bank, books, course, person, validityOf(doneOn, course.rule, null), attemptId)

/** A certificate from before the portal, by its last day. */
export const certifyUntil = (bank: DemoBank, books: Books, course: Course, person: DemoPerson, through: Day) => {
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
