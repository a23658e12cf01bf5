import { expect, it } from 'vitest'
import type { CourseCard } from '#app/learning/courses/catalogue.server.ts'
import { KeepLearning } from '#app/shell/keep-learning.tsx'
import { pageOf, textOf } from '../support/page.tsx'

const resume = { slug: 'two', position: 2, title: { en: 'Large transactions' }, begun: true }
const course = (enrolment: Partial<CourseCard['enrolment']>): CourseCard => ({
  ...{ courseId: 'crs_1', code: 'C-1', title: { en: 'Course' }, summary: { en: '' }, hours: '1', lessons: 2 },
  ...{ certificationName: null, needsAssessment: true, dueOn: null, holds: false, renews: false },
  enrolment: { id: 'enr_1', lessonsDone: 0, completed: false, resume, ...enrolment },
})
const said = async (enrolment: Partial<CourseCard['enrolment']>) =>
  textOf(await pageOf(() => <KeepLearning courses={[course(enrolment)]} />, { words: [] }))

it('a course that nobody has opened is begun, not gone on with', async () => {
  const fresh = await said({ resume: { ...resume, begun: false } })
  expect(fresh).toMatch(/Starts with: Large transactions .* Begin/)
  expect(fresh).not.toContain('Continue')
  expect(await said({})).toMatch(/You stopped at: Large transactions .* Continue/)
  expect(await said({ lessonsDone: 2, resume: null })).toMatch(/the assessment is next .* Continue/)
})
