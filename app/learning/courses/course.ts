/** A course, and how far a learner is in it. */
import { type Day, daysBetween } from '#app/kernel/day.ts'
import type { VersionState } from '#app/kernel/version-state.ts'

/** A course version lives as templates and plans do. */
export type CourseState = VersionState

/** Days from taking up a post until its mandatory courses must be done. */
export const mandateOffsetDays = 30

export type LessonMark = { id: string; slug: string; position: number; completed: boolean }

/**
 * Where to read: the lesson last read while it is not done, else the first that is not; null when all are. Until a
 * lesson was opened the course is not begun: it is to be started there, afterwards to be gone on with.
 */
export const resumeAt = <L extends LessonMark>(
  lessons: readonly L[],
  lastLessonId: string | null,
): (L & { begun: boolean }) | null => {
  const last = lessons.find((lesson) => lesson.id === lastLessonId)
  const next = last && !last.completed ? last : lessons.find((lesson) => !lesson.completed)
  const begun = lastLessonId !== null || lessons.some((lesson) => lesson.completed)
  return next ? { ...next, begun } : null
}

export type CourseProgress = { lessons: number; lessonsDone: number; needsAssessment: boolean; completed: boolean }

/** Done of all there is to do, the assessment counted as one more lesson. */
export const progressOf = ({ lessons, lessonsDone, needsAssessment, completed }: CourseProgress) => ({
  done: completed ? lessons + Number(needsAssessment) : lessonsDone,
  total: lessons + Number(needsAssessment),
})

export type Urgency = 'overdue' | 'soon' | 'later'
export const urgencyOf = (dueOn: Day, today: Day): Urgency => {
  const left = daysBetween(today, dueOn)
  return left < 0 ? 'overdue' : left <= 14 ? 'soon' : 'later'
}
