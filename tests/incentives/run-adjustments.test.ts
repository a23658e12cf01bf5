import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { payDue } from '#app/incentives/pay-due.server.ts'
import { runAtWork } from '#app/incentives/runs/run-calculation.server.ts'
import { runsAdjusting } from '#app/incentives/runs/run-correction.server.ts'
import { decideRun, releaseRun, submitRun } from '#app/incentives/runs/run-decisions.server.ts'
import { adjustRun, prepareCorrection, withdrawAdjustment } from '#app/incentives/runs/run-preparation.server.ts'
import { holds, verifyRun } from '#app/incentives/runs/run-verification.server.ts'
import { findStatement } from '#app/incentives/statements/statements.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { runAdjustments, runLines, runs } from '#db/schema/incentives.ts'
import { employees } from '#db/schema/organisation.ts'
import { appraisals } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { account } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { must } from '../support/outcome.ts'
import { frozenByFirstRules } from './plans.ts'
import { approver, both, calculated, digestOf, jobs, mustFind, officer, releaser } from './pool-bank.ts'

describe('an adjustment', () => {
  it('is calculated into the run with its reason', async () => {
    const db = await freshDb()
    const run = await calculated(db)
    const given = {
      runId: run.id,
      employeeId: 'emp_2',
      component: 'bonus',
      amountMinor: 12_345,
      reason: 'Stood in for a colleague',
    }
    must(await adjustRun(db, officer, given, clock.now))
    await runJobs(db, jobs)
    const statement = await findStatement(db, officer, run.id, 'emp_2')
    expect(statement?.lines.find((line) => line.component === 'bonus')).toMatchObject({
      adjustedMinor: 12_345,
      awardedMinor: 612_345,
    })
    const [adjustment] = await db.select().from(runAdjustments)
    const taken = { runId: run.id, adjustmentId: adjustment?.id ?? '' }
    must(await withdrawAdjustment(db, officer, taken, clock.now))
    await runJobs(db, jobs)
    expect((await findStatement(db, officer, run.id, 'emp_2'))?.awardedMinor).toBe(
      (statement?.awardedMinor ?? 0) - 12_345,
    )
    expect(await withdrawAdjustment(db, officer, taken, clock.now)).toMatchObject({
      ok: false,
      error: { code: 'no-such-adjustment' },
    })
  })

  it('stands when the run is corrected, and is changed by one of the correction', async () => {
    const db = await freshDb()
    const run = await calculated(db)
    const adjust = (runId: string, employeeId: string, amountMinor: number) =>
      adjustRun(
        db,
        officer,
        { runId, employeeId, component: 'bonus', amountMinor, reason: 'Stood in' },
        clock.minutes(1),
      )
    for (const employeeId of ['emp_2', 'emp_3']) {
      must(await adjust(run.id, employeeId, 12_345))
      await runJobs(db, jobs, () => clock.minutes(2))
    }
    const release = async (runId: string, at: number) => {
      const shown = { runId, outputDigest: digestOf(await mustFind(db, runId)) }
      must(await submitRun(db, officer, runId, at))
      must(await decideRun(db, approver, { ...shown, decision: 'approved', reason: null }, at))
      must(await releaseRun(db, releaser, { ...shown, isLateKnown: false }, at))
      await runJobs(db, jobs, () => at)
    }
    await release(run.id, clock.minutes(3))
    await transact(db, async (tx) => {
      await tx.update(appraisals).set({ finalRating: 'A', score: '95.00' }).where(eq(appraisals.employeeId, 'emp_3'))
    })
    const differing = async (runId: string) =>
      (
        await db
          .select()
          .from(runLines)
          .where(and(eq(runLines.runId, runId), eq(runLines.component, 'bonus')))
      ).map(({ employeeNumber, adjustedMinor, awardedMinor }) => [employeeNumber, adjustedMinor, awardedMinor])
    const { id } = must(await prepareCorrection(db, officer, run.id, clock.minutes(4)))
    await runJobs(db, jobs, () => clock.minutes(5))
    // 6,000.00 × 1.5 less what was released; of the other nothing is taken back.
    expect(await differing(id)).toEqual([['S-003', 0, 300_000]])
    must(await adjust(id, 'emp_2', -2_345))
    await runJobs(db, jobs, () => clock.minutes(6))
    expect(await differing(id)).toEqual([
      ['S-002', -2_345, -2_345],
      ['S-003', 0, 300_000],
    ])
    // Their share of the pool stands, though the corrected rating weighs more in it.
    const lines = await db.select().from(runLines).where(eq(runLines.runId, id))
    expect(lines.filter(({ component }) => component === 'share').map((line) => line.employeeNumber)).toEqual(['S-003'])
    await release(id, clock.minutes(7))
    const further = must(await prepareCorrection(db, officer, id, clock.minutes(8)))
    await runJobs(db, jobs, () => clock.minutes(9))
    expect(await differing(further.id)).toEqual([])
    for (const each of [run.id, id, further.id]) expect(holds(await verifyRun(db, each))).toBe(true)
    // A correction by the first rules took back what was adjusted before it: that is not given again.
    const [corrected, again] = [await runAtWork(db, id), await runAtWork(db, further.id)]
    if (!corrected?.frame || !again) throw new Error('no run')
    expect(await runsAdjusting(db, again)).toEqual([id, run.id])
    const frame = frozenByFirstRules(corrected.frame)
    await transact(db, (tx) => tx.update(runs).set({ frame }).where(eq(runs.id, id)))
    expect(await runsAdjusting(db, again)).toEqual([id])
  })

  it('is of somebody in the run, and is not approved by whoever made it', async () => {
    const db = await freshDb()
    const run = await calculated(db)
    const given = { runId: run.id, component: 'bonus', amountMinor: 12_345, reason: 'Stood in for a colleague' }
    // Known to the bank, and without a post in the time of the run.
    const name = { name: 'Gone', pinyin: 'gone', initials: 'g' }
    const gone = { id: 'emp_gone', number: 'G-001', ...name, createdAt: clock.now }
    await transact(db, (tx) => tx.insert(employees).values(gone))
    expect(await adjustRun(db, officer, { ...given, employeeId: 'emp_gone' }, clock.now)).toMatchObject({
      ok: false,
      error: { code: 'not-in-run' },
    })
    expect(await db.select().from(runAdjustments)).toEqual([])
    await account(db, 'acc_colleague', 'colleague')
    must(await adjustRun(db, { ...officer, id: 'acc_colleague' }, { ...given, employeeId: 'emp_2' }, clock.now))
    await runJobs(db, jobs)
    must(await submitRun(db, officer, run.id, clock.now))
    const due = async (actor: Actor) => (await payDue(db, actor)).map(({ kind }) => kind)
    expect([await due({ ...approver, id: 'acc_colleague' }), await due(approver)]).toEqual([[], ['approve-run']])
    const outputDigest = digestOf(await mustFind(db, run.id))
    const approval = { runId: run.id, outputDigest, decision: 'approved', reason: null } as const
    expect(await decideRun(db, { ...both, id: 'acc_colleague' }, approval, clock.now)).toMatchObject({
      ok: false,
      error: { code: 'maker-is-checker' },
    })
    must(await decideRun(db, approver, approval, clock.now))
  })
})
