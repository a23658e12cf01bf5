import { describe, expect, it } from 'vitest'
import { payDue } from '#app/incentives/pay-due.server.ts'
import { decideRun, submitRun } from '#app/incentives/runs/run-decisions.server.ts'
import { adjustRun, withdrawAdjustment } from '#app/incentives/runs/run-preparation.server.ts'
import { findStatement } from '#app/incentives/statements/statements.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { runAdjustments } from '#db/schema/incentives.ts'
import { employees } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { account } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { must } from '../support/outcome.ts'
import { approver, both, calculated, digestOf, jobs, mustFind, officer } from './pool-bank.ts'

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
