import { eq } from 'drizzle-orm'
import type { ComponentType } from 'react'
import { beforeEach, expect, it } from 'vitest'
import { commitImport, uploadActuals } from '#app/performance/actuals/actual-imports.server.ts'
import { scoreCycleJob } from '#app/performance/appraisals/score-cycle.job.ts'
import { requestScoring } from '#app/performance/cycles/cycle-jobs.server.ts'
import { openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import * as cycleScreen from '#app/performance/screens/cycle.tsx'
import * as peopleScreen from '#app/performance/screens/cycle-people.tsx'
import * as scoreScreen from '#app/performance/screens/score.tsx'
import type { Db } from '#db/client.server.ts'
import { sightings } from '#db/schema/audit.ts'
import { assignments, employees } from '#db/schema/organisation.ts'
import { actuals } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { cookieOf, dataOf, type RouteModule } from '../access/visit.ts'
import { account } from '../organisation/bank.ts'
import { clock, freshDb, now } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { must } from '../support/outcome.ts'
import { pageOf, textOf } from '../support/page.tsx'
import { hr as officer, openBank, quarter } from './bank.ts'

const hr = { ...officer, id: 'acc_hr' }
let db: Db
let cycleId: string
/** Four people in a cycle: emp_1 changed posts within it. Their actuals say what becomes of them. */
beforeEach(async () => {
  db = await freshDb()
  await openBank(db, { count: 4 })
  await account(db, 'acc_hr', 'hr', 'hr-officer')
  await account(db, 'acc_manager', 'manager')
  await transact(db, async (tx) => {
    await tx.update(employees).set({ accountId: 'acc_manager' }).where(eq(employees.id, 'emp_manager'))
    const [before] = await tx.select().from(assignments).where(eq(assignments.id, 'asg_emp_1'))
    if (!before) throw new Error('no assignment')
    await tx.update(assignments).set({ toOn: '2026-08-15' }).where(eq(assignments.id, before.id))
    await tx
      .insert(assignments)
      .values({ ...before, id: 'asg_next', postId: 'pst_teller', fromOn: '2026-08-16', toOn: null })
  })
  cycleId = must(await openCycle(db, hr, quarter, now)).id
  must(await makeSheets(db, hr, cycleId, now))
})

const scored = async (csv: string) => {
  const bytes = new TextEncoder().encode(csv)
  const { id } = must(await uploadActuals(db, hr, { cycleId, fileName: 'q3.csv', bytes }, now))
  must(await commitImport(db, hr, { id, revision: 1 }, now))
  await transact(db, (tx) => tx.update(actuals).set({ value: 'much' }).where(eq(actuals.employeeId, 'emp_4')))
  must(await requestScoring(db, hr, cycleId, now))
  await runJobs(db, [scoreCycleJob])
}
const visited = async (module: unknown, name: string, path: string) => {
  const screen = module as RouteModule & { default: ComponentType }
  const visit = { db, now, cookie: await cookieOf(db, name, clock.now), path, params: { cycleId } }
  const loaded = await dataOf(screen, visit)
  return textOf(await pageOf(screen.default, { words: ['performance', 'kernel'], loaded }))
}

it('the page of a cycle counts who has no score apart from whose card could not be read', async () => {
  await scored('number,sales,new_customers\nS-002,8,9\nS-004,5,6\n')
  const text = await visited(cycleScreen, 'hr', `/cycles/${cycleId}`)
  expect(text).toContain('4 people calculated, 1 with a score.')
  // emp_1 and emp_3 have no actuals; emp_4's cannot be read.
  expect(text).toContain('2 people without a score')
  expect(text).toContain('1 person could not be calculated; what stood before stays:')
  expect(text).toMatch(/emp_4 · [^·]+ · its value is not a number/)
})

it('a manager is told how many people there are to score, whoever changed posts once', async () => {
  expect(await visited(scoreScreen, 'manager', '/score')).toMatch(/Q3 .* 4 Appeal is open until 31 Oct/)
})

it('whoever looks at the people of a cycle is on record for those whose ratings were shown', async () => {
  await scored('number,sales,new_customers\nS-002,8,9\nS-003,8,9\n')
  const path = `/cycles/${cycleId}/people`
  expect(await visited(peopleScreen, 'hr', `${path}?state=unscored`)).toContain('emp_1')
  expect(await db.$count(sightings)).toBe(0)
  expect(await visited(peopleScreen, 'hr', path)).toContain('emp_2')
  expect(await db.select().from(sightings)).toMatchObject([
    { accountId: 'acc_hr', what: 'rating', place: path, at: now, employees: ['emp_2', 'emp_3'] },
  ])
})
