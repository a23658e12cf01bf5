import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { incentiveRunJob } from '#app/incentives/runs/incentive-run.job.ts'
import { cancelRun } from '#app/incentives/runs/run-decisions.server.ts'
import { recalculateRun } from '#app/incentives/runs/run-preparation.server.ts'
import { findRun } from '#app/incentives/runs/runs.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { cancelJob } from '#app/kernel/jobs.server.ts'
import { jobs } from '#db/schema/kernel.ts'
import { officer, openPayBank } from '../faults/pay-bank.ts'
import { clock, eachEngine } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'

const why = (runId: string) => ({ runId, reason: 'the wrong quarter' })

eachEngine('a run that is being calculated', (open) => {
  it('is cancelled with its job, also by a colleague who did not ask for it', async () => {
    const db = await open()
    const runId = await openPayBank(db, 3, clock.now)
    const colleague: Actor = { ...officer, id: 'acc_colleague' }
    expect(await cancelRun(db, colleague, why(runId), clock.now)).toMatchObject({ ok: true })
    const [job] = await db.select().from(jobs).where(eq(jobs.kind, 'incentive-run'))
    expect(job?.cancelRequestedAt).toBe(clock.now)
    expect((await findRun(db, officer, runId))?.state).toBe('cancelled')
  })

  it('can be calculated anew by a colleague when its job was stopped, and not while it goes on', async () => {
    const db = await open()
    const runId = await openPayBank(db, 3, clock.now)
    const colleague: Actor = { ...officer, id: 'acc_colleague' }
    expect(await recalculateRun(db, colleague, runId, clock.now)).toMatchObject({ error: { code: 'not-calculated' } })
    await cancelJob(db, officer, (await findRun(db, officer, runId))?.jobId ?? '', clock.now)
    await runJobs(db, [incentiveRunJob])
    expect(await recalculateRun(db, colleague, runId, clock.now)).toMatchObject({ ok: true })
    await runJobs(db, [incentiveRunJob])
    expect((await findRun(db, colleague, runId))?.state).toBe('calculated')
  })

  it('can still be cancelled when its job was stopped before', async () => {
    const db = await open()
    const runId = await openPayBank(db, 3, clock.now)
    const jobId = (await findRun(db, officer, runId))?.jobId ?? ''
    expect(await cancelJob(db, officer, jobId, clock.now)).toMatchObject({ ok: true })
    await runJobs(db, [incentiveRunJob])
    expect((await findRun(db, officer, runId))?.state).toBe('calculating')
    expect(await cancelRun(db, officer, why(runId), clock.now)).toMatchObject({ ok: true })
  })
})
