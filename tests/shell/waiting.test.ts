import { expect, it } from 'vitest'
import type { CourseCard } from '#app/learning/courses/catalogue.server.ts'
import { learningBeside, waitingFor } from '#app/shell/waiting.server.ts'
import { lin } from '../learning/bank.ts'
import { begin } from '../learning/sittings.ts'
import { actorOf } from '../performance/bank.ts'
import { clock, freshDb, now } from '../support/database.ts'

const resume = { slug: 'one', position: 1, title: { en: 'One' }, begun: false }
const course = (enrolment: CourseCard['enrolment']): CourseCard => ({
  ...{ courseId: 'crs_1', code: 'C-1', title: { en: 'Course' }, summary: { en: '' }, hours: '1', lessons: 2 },
  ...{ certificationName: null, needsAssessment: true, dueOn: '2026-12-30', holds: false, renews: false, enrolment },
})

it('a course that somebody has begun is one to go on with', async () => {
  const db = await freshDb()
  const kindOf = async (enrolment: CourseCard['enrolment']) =>
    (await waitingFor(db, actorOf(null, []), [course(enrolment)], now))[0]?.kind
  const enrolled = { id: 'enr_1', lessonsDone: 0, completed: false, resume }
  expect(await kindOf(null)).toBe('course')
  expect(await kindOf(enrolled)).toBe('course')
  expect(await kindOf({ ...enrolled, resume: { ...resume, begun: true } })).toBe('course-begun')
  expect(await kindOf({ ...enrolled, lessonsDone: 2, resume: null })).toBe('course-begun')
})

it('a begun course that is due is one task, at the lesson where one left, and nothing to go on with beside it', async () => {
  const due = course({ id: 'enr_1', lessonsDone: 1, completed: false, resume: { ...resume, begun: true } })
  const tasks = await waitingFor(await freshDb(), actorOf(null, []), [due], now)
  expect(tasks).toMatchObject([{ kind: 'course-begun', to: '/learn/enr_1/one' }])
  expect(learningBeside([due])).toEqual([])
  const chosen = { ...due, dueOn: null }
  expect(learningBeside([chosen, course(null)])).toEqual([chosen])
})

it('an assessment whose clock runs comes before all else, in place of its course, until its time is up', async () => {
  const db = await freshDb()
  const { attemptId, courseId } = await begin(db)
  const overdue = { ...course(null), dueOn: '2020-01-01' }
  const waits = (minutes: number) =>
    waitingFor(db, lin, [overdue, { ...course(null), courseId }], clock.minutes(minutes))
  const kinds = async (minutes: number) => (await waits(minutes)).map(({ kind }) => kind)
  expect((await waits(5))[0]).toMatchObject({ kind: 'sitting', count: 15, to: `/sit/${attemptId}` })
  expect(await kinds(5)).toEqual(['sitting', 'course'])
  expect(await kinds(20)).toEqual(['course', 'course'])
})

it('a course whose certificate ends is one to renew, also where its lessons were read long ago', async () => {
  const db = await freshDb()
  const renewal = (enrolment: CourseCard['enrolment']) => ({ ...course(enrolment), renews: true })
  const kindOf = async (enrolment: CourseCard['enrolment']) =>
    (await waitingFor(db, actorOf(null, []), [renewal(enrolment)], now))[0]?.kind
  const finished = { id: 'enr_1', lessonsDone: 2, completed: true, resume: null }
  expect(await kindOf(null)).toBe('course-renew')
  expect(await kindOf(finished)).toBe('course-renew')
  expect(await kindOf({ ...finished, completed: false })).toBe('course-begun')
})
