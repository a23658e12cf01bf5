import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { JobView } from '#app/kernel/jobs.server.ts'
import { appraisalOf } from '#app/performance/appraisals/appraisals.server.ts'
import { closeCalibration } from '#app/performance/appraisals/cycle-results.server.ts'
import { submitReviews } from '#app/performance/appraisals/reviews.server.ts'
import { scoreCycle } from '#app/performance/appraisals/score-cycle.server.ts'
import { scoreReport } from '#app/performance/cycles/job-reports.server.ts'
import { findCycle } from '#app/performance/cycles.server.ts'
import { finalRatings } from '#app/performance/final-ratings.server.ts'
import { actuals } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { eachEngine, now } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { head, hr, manager } from './bank.ts'
import { imported, running } from './running-cycle.ts'

eachEngine('a cycle', (open) => {
  it('says who has no score, and why', async () => {
    const db = await open()
    const cycleId = await running(db)
    await imported(db, cycleId, 'number,sales,new_customers\nS-001,8,9\nS-002,5,6\n')
    await transact(db, (tx) => tx.update(actuals).set({ value: 'much' }).where(eq(actuals.employeeId, 'emp_2')))
    const counts = must(await scoreCycle(db, hr, cycleId, now))
    expect(counts).toMatchObject({ people: 2, scored: 1, without: 1, unreadable: 1 })
    const cycle = await findCycle(db, cycleId)
    const job = { state: 'done', result: counts, finishedAt: now } as unknown as JobView
    const id = (await appraisalOf(db, cycleId, 'emp_2'))?.id
    expect(cycle && (await scoreReport(db, cycle, job))).toMatchObject({
      ...{ people: 2, scored: 1, without: 1, at: now },
      faults: [{ appraisalId: id, name: 'emp_2', kpi: { en: expect.any(String) }, code: 'not-a-number' }],
    })
    expect(cycle && (await scoreReport(db, cycle, { ...job, state: 'running' }))).toBeNull()
    expect(await submitReviews(db, manager, { cycleId, employeeIds: ['emp_2'] }, now)).toMatchObject({
      error: { code: 'cannot-be-scored', detail: { reason: 'not_a_number' } },
    })
  })

  it('scores imported actuals, and pays nobody before calibration is closed', async () => {
    const db = await open()
    const cycleId = await running(db)
    const { counts } = await imported(db, cycleId, 'number,sales,new_customers\nS-001,8,9\nS-002,5,6\n')
    expect(counts).toMatchObject({ add: 4, faults: 0 })
    expect(must(await scoreCycle(db, hr, cycleId, now))).toMatchObject({ people: 2, scored: 2, problems: [] })
    expect((await appraisalOf(db, cycleId, 'emp_1'))?.score).toBe('100')
    expect((await appraisalOf(db, cycleId, 'emp_2'))?.score).toBe('64')
    expect(await finalRatings(db, cycleId, ['emp_1', 'emp_2'])).toEqual(new Map())
    must(await submitReviews(db, manager, { cycleId, employeeIds: ['emp_1', 'emp_2'] }, now))
    expect(await closeCalibration(db, manager, cycleId, now)).toMatchObject({ ok: false })
    expect(must(await closeCalibration(db, head, cycleId, now))).toEqual({ closed: 2 })
    const ratings = await finalRatings(db, cycleId, ['emp_1', 'emp_2'])
    expect(ratings.get('emp_1')).toEqual({ score: '100', rating: 'B', band: { least: '90', most: '105' } })
    expect(ratings.get('emp_2')?.rating).toBe('D')
  })
})
