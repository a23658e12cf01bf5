import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Gate, IncentivePlan } from '#app/incentives/plans/plan.ts'
import { runAtWork } from '#app/incentives/runs/run-calculation.server.ts'
import { submitRun } from '#app/incentives/runs/run-decisions.server.ts'
import { fundRun } from '#app/incentives/runs/run-funding.server.ts'
import { exceptionGroups } from '#app/incentives/runs/run-notes.server.ts'
import { prepareRun, recalculateRun } from '#app/incentives/runs/run-preparation.server.ts'
import { findStatement, totalsOfRun } from '#app/incentives/statements/statements.server.ts'
import { findJob } from '#app/kernel/jobs.server.ts'
import { recordUnitScore } from '#app/performance/unit-scores.server.ts'
import { planVersions, runInputs, runLines } from '#db/schema/incentives.ts'
import { appraisals } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { actorOf } from '../performance/bank.ts'
import { clock, eachEngine } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { must } from '../support/outcome.ts'
import { calculated, jobs, mustFind, officer, people, plan, prepared } from './pool-bank.ts'

eachEngine('an incentive run', (freshDb) => {
  it('is funded from the inputs that were frozen last, also where another process froze them', async () => {
    const db = await freshDb()
    const { id } = await calculated(db)
    const populationFunded = async () => {
      const run = await runAtWork(db, id)
      if (!run?.frame) throw new Error('no frame')
      return must(await fundRun(db, id, run.frame)).population
    }
    const before = await populationFunded()
    await transact(db, (tx) => tx.delete(runInputs).where(eq(runInputs.employeeId, 'emp_1')))
    expect(await populationFunded()).toBe(before - 1)
  })

  it('shares the pool to the last 分, holds what a gate holds, and balances', async () => {
    const db = await freshDb()
    const run = await calculated(db)
    expect(run.state).toBe('calculated')
    expect(run.population).toBe(people + 2)
    const shares = await db
      .select()
      .from(runLines)
      .where(and(eq(runLines.runId, run.id), eq(runLines.component, 'share')))
    expect(shares).toHaveLength(people)
    expect(shares.reduce((sum, line) => sum + line.calculatedMinor, 0)).toBe(100_000_00)
    expect(run.control?.components.every((total) => total.balanced)).toBe(true)
    expect(run.control?.pools).toMatchObject([{ distributedMinor: 100_000_00, undistributedMinor: 0, balanced: true }])
    const last = await findStatement(db, officer, run.id, `emp_${people}`)
    // 10,000.00 × 3 months × 20 % = 6,000.00; 30 % deferred; the rest waits for the certificate.
    expect(last?.lines.find((line) => line.component === 'bonus')).toMatchObject({
      awardedMinor: 600_000,
      deferredMinor: 180_000,
      heldMinor: 420_000,
      payableMinor: 0,
      heldBy: ['aml'],
    })
  })

  it('that pays nobody is not handed on, and says the same of many people once', async () => {
    const db = await freshDb()
    const from = await prepared(db)
    // A pool that nobody weighs on would stop the calculation itself.
    const definition = { ...plan, components: plan.components.slice(1), pools: [] }
    await transact(db, async (tx) => {
      await tx.update(planVersions).set({ definition })
      await tx.delete(appraisals)
    })
    const { id } = must(await prepareRun(db, officer, from, clock.now))
    await runJobs(db, jobs)
    expect(await submitRun(db, officer, id, clock.now)).toMatchObject({ error: { code: 'nobody-paid' } })
    expect(await exceptionGroups(db, id, 2)).toMatchObject([
      { code: 'no-rating', count: people, people: ['S-001 emp_1', 'S-002 emp_2'] },
    ])
  })

  it('whose gate reads a unit that has no score names unit and people, and pays them once it has one', async () => {
    const db = await freshDb()
    const from = await prepared(db)
    const condition = { kind: 'result-at-least', result: 'B1', value: '60' } as const
    const whole: Gate = { code: 'unit', name: { en: 'Unit' }, condition, effect: 'forfeit' }
    const definition = { ...plan, components: plan.components.slice(1), pools: [], gates: [whole] }
    await transact(db, async (tx) => {
      await tx.update(planVersions).set({ definition })
      await tx.delete(appraisals).where(eq(appraisals.employeeId, 'emp_7'))
    })
    const { id } = must(await prepareRun(db, officer, from, clock.now))
    await runJobs(db, jobs)
    expect((await mustFind(db, id)).state).toBe('calculated')
    expect(await exceptionGroups(db, id, 2)).toMatchObject([
      { code: 'no-rating', count: 1, people: ['S-007 emp_7'] },
      {
        ...{ code: 'no-result', severity: 'error', count: people - 1, people: ['S-001 emp_1', 'S-002 emp_2'] },
        detail: { component: 'bonus', subject: 'B1' },
      },
    ])
    const score = { cycleId: from.cycleId, unitId: 'unt_b1', shownAt: null, score: '75', note: 'the board says so' }
    must(await recordUnitScore(db, actorOf(null, ['hr-officer']), score, clock.now))
    must(await recalculateRun(db, officer, id, clock.now))
    await runJobs(db, jobs)
    expect(await exceptionGroups(db, id, 2)).toMatchObject([{ code: 'no-rating' }])
    expect(await totalsOfRun(db, officer, id)).toMatchObject({ people: people - 1 })
  })

  it('whose pool lacks the result that funds it says which pool and unit, and calculates once there is one', async () => {
    const db = await freshDb()
    const from = await prepared(db)
    const pools: IncentivePlan['pools'] = [
      { code: 'bank', name: { en: 'Bank pool' }, funding: { kind: 'rate', result: 'B1', percent: '1000' } },
    ]
    await transact(db, (tx) => tx.update(planVersions).set({ definition: { ...plan, pools } }))
    const { id, jobId } = must(await prepareRun(db, officer, from, clock.now))
    await expect(runJobs(db, jobs)).rejects.toThrow('pool-no-result')
    expect(await findJob(db, officer, jobId)).toMatchObject({
      state: 'failed',
      failure: { code: 'pool-no-result', params: { pool: 'bank', result: 'B1' } },
    })
    const score = { cycleId: from.cycleId, unitId: 'unt_b1', shownAt: null, score: '75', note: 'the board says so' }
    must(await recordUnitScore(db, actorOf(null, ['hr-officer']), score, clock.now))
    const again = must(await recalculateRun(db, officer, id, clock.now))
    // The first job stays failed, and is told of again.
    await expect(runJobs(db, jobs)).rejects.toThrow('pool-no-result')
    expect(await findJob(db, officer, again.jobId)).toMatchObject({ state: 'done' })
    expect((await mustFind(db, id)).state).toBe('calculated')
  })
})
