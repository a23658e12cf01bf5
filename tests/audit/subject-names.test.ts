import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { actKinds, trailOf } from '#app/audit/trail.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { submitAttempt } from '#app/learning/assessments/submissions.server.ts'
import { certificatesOf } from '#app/learning/certifications/certificates.server.ts'
import { openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import { subjectsNamed, withNames } from '#app/shell/subject-names.server.ts'
import type { Db } from '#db/client.server.ts'
import { assignments } from '#db/schema/organisation.ts'
import { appraisals, goalSheets } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { actor, lin, ok, withCourse } from '../learning/bank.ts'
import { answerAll, begin } from '../learning/sittings.ts'
import { branchPath, hr, openBank, quarter } from '../performance/bank.ts'
import { clock, freshDb, today } from '../support/database.ts'

const chief = actor('chief', [{ role: 'auditor', path: '/' }])
const local = actor('local', [{ role: 'auditor', path: '/HO/' }])
const elsewhere = actor('elsewhere', [{ role: 'auditor', path: '/OTHER/' }])
const both = actor('both', [
  { role: 'auditor', path: '/' },
  { role: 'hr-officer', path: '/' },
])

const nameOf = async (db: Db, reader: Actor, subjectKind: string, subjectId: string) => {
  const [row] = await withNames(db, reader, [{ subjectKind, subjectId, unitPath: '/', onBehalfOf: null }])
  return row?.subject ?? null
}

it('people, units and posts are named to who audits where they stand, and lead where the reader may go', async () => {
  const db = await freshDb()
  await withCourse(db)
  expect(await nameOf(db, local, 'employee', 'emp_lin')).toEqual({
    name: { 'zh-CN': 'lin 1000', en: 'lin 1000' },
    to: null,
  })
  expect((await nameOf(db, both, 'employee', 'emp_lin'))?.to).toBe('/people/emp_lin')
  expect(await nameOf(db, local, 'unit', 'unt_1')).toEqual({ name: { en: 'Head office' }, to: '/organisation/unt_1' })
  expect(await nameOf(db, chief, 'post', 'pst_1')).toEqual({ name: { en: 'Teller' }, to: '/posts/pst_1' })
  expect(await nameOf(db, local, 'account', 'acc_lin')).toMatchObject({ name: { en: 'lin' }, to: null })
})

it('asks as often for many accounts as for one', async () => {
  const db = await freshDb()
  await withCourse(db)
  let asked = 0
  const counting = new Proxy(db, {
    get: (target, name) => {
      if (name === 'select') asked += 1
      return Reflect.get(target, name)
    },
  })
  const questionsFor = async (...ids: string[]) => {
    asked = 0
    const named = await withNames(
      counting,
      chief,
      ids.map((subjectId) => ({ subjectKind: 'account', subjectId, unitPath: '/', onBehalfOf: null })),
    )
    expect(named.map((row) => row.subject?.name.en)).toEqual(ids.map((id) => id.replace('acc_', '')))
    return asked
  }
  // The first one prepares statements that are kept.
  await questionsFor('acc_lin')
  expect(await questionsFor('acc_lin', 'acc_wu')).toBe(await questionsFor('acc_lin'))
})

it('what stands elsewhere, is gone, or belongs to the whole bank has no name for a part of it', async () => {
  const db = await freshDb()
  const { versionId } = await withCourse(db)
  for (const [kind, id] of [
    ['employee', 'emp_lin'],
    ['account', 'acc_lin'],
    ['unit', 'unt_1'],
  ] as const)
    expect(await nameOf(db, elsewhere, kind, id)).toBeNull()
  expect(await nameOf(db, chief, 'employee', 'emp_gone')).toBeNull()
  expect(await nameOf(db, chief, 'no-such-kind', 'x')).toBeNull()
  expect(await nameOf(db, local, 'course-version', versionId)).toBeNull()
  expect((await nameOf(db, chief, 'course-version', versionId))?.name.en).toMatch(/ v1$/)
  expect(await nameOf(db, lin, 'employee', 'emp_lin')).toBeNull()
})

it('a sitting and a certificate are named by person and course, and nobody is led into the sitting', async () => {
  const db = await freshDb()
  const sitting = await begin(db)
  await answerAll(db, sitting)
  await ok(submitAttempt(db, lin, sitting, clock.minutes(5)))
  const [certificate] = await certificatesOf(db, 'emp_lin', today)
  expect(await nameOf(db, local, 'attempt', sitting.attemptId)).toMatchObject({
    name: { en: expect.stringMatching(/^lin · /) },
    to: `/manage/learners?course=${sitting.courseId}`,
  })
  expect(await nameOf(db, local, 'enrolment', sitting.enrolmentId)).toMatchObject({
    name: { en: expect.stringMatching(/^lin · /) },
  })
  expect(await nameOf(db, local, 'certificate', certificate?.id ?? '')).toMatchObject({ to: null })
  expect((await nameOf(db, both, 'certificate', certificate?.id ?? ''))?.to).toBe(
    `/verify/${certificate?.verificationCode}`,
  )
})

it('a goal sheet and an appraisal are named by person and cycle, to who audits where the person stands today', async () => {
  const db = await freshDb()
  await openBank(db, { count: 1 })
  const cycle = await ok(openCycle(db, hr, quarter, clock.now))
  await ok(makeSheets(db, hr, cycle.id, clock.now))
  const [[sheet], [appraisal]] = await Promise.all([db.select().from(goalSheets), db.select().from(appraisals)])
  const things = [
    ['goal-sheet', sheet?.id ?? '', '/goals/'],
    ['appraisal', appraisal?.id ?? '', '/appraisals/'],
  ] as const
  const branch = actor('branch', [{ role: 'auditor', path: branchPath }])
  const name = { en: 'emp_1 · Q3' }
  for (const [kind, id, page] of things)
    expect(await nameOf(db, branch, kind, id)).toEqual({ name, to: `${page}${id}` })
  await transact(db, (tx) =>
    tx.update(assignments).set({ unitId: 'unt_ho' }).where(eq(assignments.employeeId, 'emp_1')),
  )
  for (const [kind, id, page] of things) {
    expect(await nameOf(db, branch, kind, id)).toBeNull()
    expect(await nameOf(db, chief, kind, id)).toEqual({ name, to: `${page}${id}` })
  }
})

it('the score of a unit is named by unit and cycle, and leads to where it is set', async () => {
  const db = await freshDb()
  await openBank(db, { count: 1 })
  const cycle = await ok(openCycle(db, hr, quarter, clock.now))
  const id = `${cycle.id}/unt_ho`
  const [name] = [(await nameOf(db, both, 'unit-score', id)) ?? { name: {}, to: null }]
  expect(name.name.en).toMatch(/ · Q3$/)
  expect(name.to).toBe(`/cycles/${cycle.id}/unit-scores?unit=unt_ho`)
  expect((await nameOf(db, chief, 'unit-score', id))?.name).toEqual(name.name)
  expect(await nameOf(db, elsewhere, 'unit-score', id)).toBeNull()
})

it('the filter offers the acts of one’s part of the bank alone', async () => {
  const db = await freshDb()
  await withCourse(db)
  expect(await actKinds(db, chief)).toEqual(['course'])
  expect(await actKinds(db, local)).toEqual([])
})

it('what concerns a person is found by their name or number, by whoever audits where they stand', async () => {
  const db = await freshDb()
  const sitting = await begin(db)
  const found = async (reader: Actor, subject: string) => {
    const named = await subjectsNamed(db, reader, subject)
    const { rows } = await trailOf(db, reader, { subject, named }, 'Asia/Shanghai')
    return [...new Set(rows.map(({ subjectId }) => subjectId))].sort()
  }
  const own = await found(local, 'lin')
  expect(own).toContain(sitting.attemptId)
  expect(own).toContain(sitting.enrolmentId)
  expect(await found(local, '1000')).toEqual(own)
  expect(await found(local, 'nobody')).toEqual([])
  expect(await subjectsNamed(db, elsewhere, 'lin')).toEqual([])
})
