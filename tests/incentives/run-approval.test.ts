import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { decideRun, releaseRun, submitRun } from '#app/incentives/runs/run-decisions.server.ts'
import { holds, verifyRun } from '#app/incentives/runs/run-verification.server.ts'
import { findStatement, statementsOf } from '#app/incentives/statements/statements.server.ts'
import { deferralInstalments, heldPayables } from '#db/schema/incentives.ts'
import { notices } from '#db/schema/notices.ts'
import { account } from '../organisation/bank.ts'
import { person } from '../performance/bank.ts'
import { clock, eachEngine } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { must } from '../support/outcome.ts'
import { approver, both, calculated, digestOf, jobs, mustFind, officer, people, releaser } from './pool-bank.ts'

eachEngine('an incentive run', (freshDb) => {
  it('is approved and released by other people than who prepared it, and recomputes to the same digest', async () => {
    const db = await freshDb()
    const run = await calculated(db)
    const approval = { runId: run.id, outputDigest: digestOf(run), decision: 'approved', reason: null } as const
    expect(await decideRun(db, approver, approval, clock.now)).toMatchObject({
      ok: false,
      error: { code: 'not-submitted' },
    })
    // A colleague of whoever prepared it may hand it in, and is then the one who hears what became of it.
    await account(db, 'acc_colleague', 'colleague')
    must(await submitRun(db, { ...officer, id: 'acc_colleague', onBehalfOf: 'acc_lender' }, run.id, clock.now))
    // Nor does whoever was away meanwhile, in whose name that was done.
    for (const maker of [both, { ...both, id: 'acc_colleague' }, { ...both, id: 'acc_lender' }])
      expect(await decideRun(db, maker, approval, clock.now)).toMatchObject({
        ok: false,
        error: { code: 'maker-is-checker' },
      })
    expect(await decideRun(db, approver, { ...approval, outputDigest: '0'.repeat(64) }, clock.now)).toMatchObject({
      ok: false,
      error: { code: 'changed-meanwhile' },
    })
    expect(await statementsOf(db, person(1))).toHaveLength(0)
    expect(await findStatement(db, person(1), run.id, 'emp_1')).toBeNull()
    // Returned, it is with its officer again.
    must(await decideRun(db, approver, { ...approval, decision: 'returned', reason: 'Two leavers' }, clock.now))
    const told = await db.select().from(notices).where(eq(notices.kind, 'run-returned'))
    expect(told).toMatchObject([{ accountId: 'acc_colleague' }])
    must(await submitRun(db, officer, run.id, clock.now))
    must(await decideRun(db, approver, approval, clock.now))
    const shown = { runId: run.id, outputDigest: digestOf(run), isLateKnown: false }
    // Whoever prepared or approved it may not release it, be they a releaser too.
    for (const { id } of [officer, approver])
      expect(await releaseRun(db, { ...releaser, id }, shown, clock.now)).toMatchObject({
        error: { code: 'maker-is-checker' },
      })
    must(await releaseRun(db, releaser, shown, clock.now))
    await runJobs(db, jobs)
    expect(await mustFind(db, run.id)).toMatchObject({ state: 'released', releasedBy: releaser.id })
    expect(await statementsOf(db, person(1))).toHaveLength(1)
    expect(await db.select().from(heldPayables)).toHaveLength(1)
    expect(await db.select().from(deferralInstalments)).toHaveLength(people * 2 * 3)
    expect(holds(await verifyRun(db, run.id))).toBe(true)
  })
})
