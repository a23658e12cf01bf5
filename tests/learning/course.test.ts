import { describe, expect, it } from 'vitest'
import { type LessonMark, progressOf, resumeAt, urgencyOf } from '#app/learning/courses/course.ts'

const lessons = (...done: boolean[]): LessonMark[] =>
  done.map((completed, index) => ({ id: `l${index + 1}`, slug: `lesson-${index + 1}`, position: index + 1, completed }))

describe('a learner goes on', () => {
  it.each([
    ['with the first lesson, not begun, where nothing was opened', lessons(false, false), null, 'l1', false],
    ['with the lesson that was opened last, though one before it is not done', lessons(false, false), 'l2', 'l2', true],
    ['with the first that is not done, once the last opened is', lessons(false, true), 'l2', 'l1', true],
    ['where a lesson is done that nobody kept a place in', lessons(true, false), null, 'l2', true],
  ])('%s', (_, marks, last, id, begun) => {
    expect(resumeAt(marks, last)).toMatchObject({ id, begun })
  })
  it('nowhere once all are done', () => {
    expect(resumeAt(lessons(true, true), 'l2')).toBeNull()
  })
})

describe('progress in a course', () => {
  it.each([
    ['counts the assessment as one more lesson', 3, true, false, { done: 3, total: 4 }],
    ['is whole once it is complete, the assessment included', 3, true, true, { done: 4, total: 4 }],
    ['is whole for whoever passed without the lessons', 0, true, true, { done: 4, total: 4 }],
    ['is of the lessons alone where there is no assessment', 2, false, false, { done: 2, total: 3 }],
  ])('%s', (_, lessonsDone, needsAssessment, completed, expected) => {
    expect(progressOf({ lessons: 3, lessonsDone, needsAssessment, completed })).toEqual(expected)
  })
})

it('a course is overdue from the day after it is due, and due soon for the fourteen days before', () => {
  const urgencies = ['2026-09-29', '2026-09-30', '2026-10-14', '2026-10-15'].map((day) => urgencyOf(day, '2026-09-30'))
  expect(urgencies).toEqual(['overdue', 'soon', 'soon', 'later'])
})
