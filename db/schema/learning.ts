import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Json } from '#app/kernel/canonical.ts'
import type { Locale, Words } from '#app/kernel/words.ts'
import type { AssessmentSettings, AttemptState } from '#app/learning/assessments/attempt.ts'
import type { CourseState } from '#app/learning/courses/course.ts'
import type { LocalisedQuestion } from '#app/learning/questions/question.ts'
import { day, flag, instant, json, revision, words } from './columns.ts'
import { employees } from './organisation.ts'

export const certifications = sqliteTable('certifications', {
  id: text().primaryKey(),
  code: text().notNull().unique(),
  name: words().notNull(),
  /** Months of validity; null is for ever. */
  validMonths: integer(),
  renewWindowDays: integer().notNull(),
  graceDays: integer().notNull(),
  ruleVersion: integer().notNull().default(1),
  revision: revision(),
})

export const courses = sqliteTable('courses', {
  id: text().primaryKey(),
  slug: text().notNull().unique(),
  code: text().notNull().unique(),
  certificationId: text().references(() => certifications.id),
  createdAt: instant().notNull(),
})

export const courseVersions = sqliteTable(
  'course_versions',
  {
    id: text().primaryKey(),
    courseId: text()
      .notNull()
      .references(() => courses.id),
    version: integer().notNull(),
    state: text().$type<CourseState>().notNull().default('draft'),
    title: words().notNull(),
    summary: words().notNull(),
    hours: text().notNull(),
    /** Post codes for which the course is mandatory. */
    mandatoryFor: json<string[]>().notNull(),
    /** SHA-256 of the content folder that it was read from. */
    contentDigest: text().notNull(),
    draftedBy: text().notNull(),
    draftedAt: instant().notNull(),
    submittedBy: text(),
    submittedAt: instant(),
    approvedBy: text(),
    approvedAt: instant(),
    activatedAt: instant(),
    retiredAt: instant(),
    revision: revision(),
  },
  (t) => [
    uniqueIndex('course_versions_no').on(t.courseId, t.version),
    uniqueIndex('course_versions_one_active').on(t.courseId).where(sql`${t.state} = 'active'`),
  ],
)

export const lessons = sqliteTable(
  'lessons',
  {
    id: text().primaryKey(),
    courseVersionId: text()
      .notNull()
      .references(() => courseVersions.id),
    position: integer().notNull(),
    slug: text().notNull(),
    title: words().notNull(),
    minutes: integer().notNull(),
    /** Markdown by language. */
    body: json<Words>().notNull(),
  },
  (t) => [
    uniqueIndex('lessons_position').on(t.courseVersionId, t.position),
    uniqueIndex('lessons_slug').on(t.courseVersionId, t.slug),
  ],
)

export const questions = sqliteTable(
  'questions',
  {
    id: text().primaryKey(),
    courseId: text()
      .notNull()
      .references(() => courses.id),
    /** The id that the author wrote in the file. */
    sourceId: text().notNull(),
  },
  (t) => [uniqueIndex('questions_source').on(t.courseId, t.sourceId)],
)

/** Immutable once drawn; an attempt keeps the version that it was asked. */
export const questionVersions = sqliteTable(
  'question_versions',
  {
    id: text().primaryKey(),
    questionId: text()
      .notNull()
      .references(() => questions.id),
    version: integer().notNull(),
    kind: text().notNull(),
    tags: json<string[]>().notNull(),
    body: json<LocalisedQuestion>().notNull(),
    digest: text().notNull(),
    addedAt: instant().notNull(),
    retiredAt: instant(),
  },
  (t) => [uniqueIndex('question_versions_no').on(t.questionId, t.version)],
)

export const assessments = sqliteTable('assessments', {
  id: text().primaryKey(),
  courseVersionId: text()
    .notNull()
    .unique()
    .references(() => courseVersions.id),
  settings: json<AssessmentSettings>().notNull(),
})

/** Which question versions an assessment may draw. */
export const assessmentQuestions = sqliteTable(
  'assessment_questions',
  {
    assessmentId: text()
      .notNull()
      .references(() => assessments.id),
    questionVersionId: text()
      .notNull()
      .references(() => questionVersions.id),
  },
  (t) => [primaryKey({ columns: [t.assessmentId, t.questionVersionId] })],
)

export const enrolments = sqliteTable(
  'enrolments',
  {
    id: text().primaryKey(),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    courseId: text()
      .notNull()
      .references(() => courses.id),
    /** Learners stay on the version that they began. */
    courseVersionId: text()
      .notNull()
      .references(() => courseVersions.id),
    /** The account that enrolled them: themselves, a manager, a rule. */
    enrolledBy: text().notNull(),
    enrolledAt: instant().notNull(),
    dueOn: day(),
    lastLessonId: text().references(() => lessons.id),
    completedAt: instant(),
    withdrawnAt: instant(),
    revision: revision(),
  },
  (t) => [
    // A course once completed may be taken again when its certification is renewed.
    uniqueIndex('enrolments_open')
      .on(t.employeeId, t.courseId)
      .where(sql`${t.withdrawnAt} is null and ${t.completedAt} is null`),
    index('enrolments_of_employee').on(t.employeeId, t.completedAt),
    index('enrolments_of_course').on(t.courseId),
    // As learners are listed: unfinished first, by the day on which they are due.
    index('enrolments_in_turn')
      .on(sql`${t.completedAt} is not null`, sql`${t.dueOn} is null`, t.dueOn, sql`${t.enrolledAt} desc`, t.id)
      .where(sql`${t.withdrawnAt} is null`),
  ],
)

export const lessonProgress = sqliteTable(
  'lesson_progress',
  {
    enrolmentId: text()
      .notNull()
      .references(() => enrolments.id),
    lessonId: text()
      .notNull()
      .references(() => lessons.id),
    startedAt: instant().notNull(),
    /** The heading last read, so that the learner resumes where they left. */
    anchor: text(),
    completedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.enrolmentId, t.lessonId] })],
)

export const lessonNotes = sqliteTable(
  'lesson_notes',
  {
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    lessonId: text()
      .notNull()
      .references(() => lessons.id),
    text: text().notNull(),
    savedAt: instant().notNull(),
    revision: revision(),
  },
  (t) => [primaryKey({ columns: [t.employeeId, t.lessonId] })],
)

export const attempts = sqliteTable(
  'attempts',
  {
    id: text().primaryKey(),
    enrolmentId: text()
      .notNull()
      .references(() => enrolments.id),
    assessmentId: text()
      .notNull()
      .references(() => assessments.id),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    no: integer().notNull(),
    state: text().$type<AttemptState>().notNull().default('in-progress'),
    language: text().$type<Locale>().notNull(),
    startedAt: instant().notNull(),
    /** Fixed at the start; never recomputed from later edits. */
    deadlineAt: instant().notNull(),
    /** SHA-256 of the token of the one device that may answer. */
    sittingHash: text().notNull(),
    submittedAt: instant(),
    gradedAt: instant(),
    /** Decimal texts: marks got, marks to get, and their unrounded percent. */
    marks: text(),
    maxMarks: text().notNull(),
    percent: text(),
    passed: flag(),
  },
  (t) => [
    uniqueIndex('attempts_no').on(t.enrolmentId, t.no),
    uniqueIndex('attempts_one_open').on(t.employeeId, t.assessmentId).where(sql`${t.state} = 'in-progress'`),
    index('attempts_overdue').on(t.state, t.deadlineAt),
  ],
)

/** One drawn question of an attempt with its last acknowledged answer: an autosaved response is its own record. */
export const responses = sqliteTable(
  'responses',
  {
    attemptId: text()
      .notNull()
      .references(() => attempts.id),
    slot: integer().notNull(),
    questionVersionId: text()
      .notNull()
      .references(() => questionVersions.id),
    /** Option indexes in the order shown. */
    optionOrder: json<number[]>().notNull(),
    maxMark: text().notNull(),
    /** Rises with each answer from the client; 0 is unanswered. */
    seq: integer().notNull().default(0),
    answer: json<Json>(),
    answerDigest: text(),
    savedAt: instant(),
    savedLate: flag().notNull().default(false),
    isFlagged: flag().notNull().default(false),
    fraction: text(),
    mark: text(),
  },
  (t) => [primaryKey({ columns: [t.attemptId, t.slot] }), index('responses_of_question').on(t.questionVersionId)],
)

/** What arrived too late or out of order: kept, not graded. */
export const refusedResponses = sqliteTable(
  'refused_responses',
  {
    id: text().primaryKey(),
    attemptId: text()
      .notNull()
      .references(() => attempts.id),
    slot: integer().notNull(),
    seq: integer().notNull(),
    answer: json<Json>(),
    reason: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [index('refused_responses_of_attempt').on(t.attemptId)],
)

/** A certification that a person holds; history is append-only. */
export const certificates = sqliteTable(
  'certificates',
  {
    id: text().primaryKey(),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    certificationId: text()
      .notNull()
      .references(() => certifications.id),
    attemptId: text().references(() => attempts.id),
    basisOn: day().notNull(),
    anchorDay: integer().notNull(),
    validFrom: day().notNull(),
    /** Last day of validity, or null for ever. */
    validThrough: day(),
    ruleVersion: integer().notNull(),
    recordedAt: instant().notNull(),
    revokedFrom: day(),
    revokedReason: text(),
    supersedesId: text(),
    /** What a reader of the printed certificate types to check it. */
    verificationCode: text().notNull().unique(),
  },
  (t) => [
    index('certificates_of_employee').on(t.employeeId, t.certificationId, t.validThrough),
    index('certificates_expiry').on(t.certificationId, t.validThrough),
    index('certificates_through').on(t.validThrough),
    uniqueIndex('certificates_of_attempt').on(t.attemptId),
    // Whether it was renewed, asked of each that ends.
    index('certificates_renewals').on(t.supersedesId),
    check('certificates_order', sql`${t.validThrough} is null or ${t.validThrough} >= ${t.validFrom}`),
  ],
)
