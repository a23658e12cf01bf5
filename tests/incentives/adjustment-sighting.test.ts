import { expect, it } from 'vitest'
import { incentiveRunJob } from '#app/incentives/runs/incentive-run.job.ts'
import { submitRun } from '#app/incentives/runs/run-decisions.server.ts'
import { adjustmentsList } from '#app/incentives/runs/run-notes.server.ts'
import { adjustRun, withdrawAdjustment } from '#app/incentives/runs/run-preparation.server.ts'
import * as screen from '#app/incentives/screens/run.tsx'
import { sightings } from '#db/schema/audit.ts'
import { cookieOf, load, type RouteModule } from '../access/visit.ts'
import { approver, officer, openPayBank } from '../faults/pay-bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { must } from '../support/outcome.ts'

it('whoever reads what was changed by hand in a run is on record for it', async () => {
  const db = await freshDb()
  const runId = await openPayBank(db, 3, clock.now)
  await runJobs(db, [incentiveRunJob])
  const given = { runId, employeeId: 'emp_2', component: 'share', amountMinor: 100_00, reason: 'Stood in' }
  must(await adjustRun(db, officer, given, clock.now))
  await runJobs(db, [incentiveRunJob])
  const seenBy = async (accountId: string) => {
    const cookie = await cookieOf(db, accountId, clock.now)
    // Nobody is listed by this search, so that only the adjustments tell of a person.
    const visit = { db, now: clock.now, cookie, path: `/runs/${runId}?q=nobody`, params: { runId } }
    expect((await load(screen as unknown as RouteModule, visit)).status).toBe(200)
    return (await db.select().from(sightings)).flatMap(({ employees }) => employees)
  }
  // While they are still being made they are the preparer's; whoever decides on the run reads what was changed, and why.
  expect(await seenBy(approver.id)).toEqual([])
  expect(await seenBy(officer.id)).toEqual(['emp_2'])
  must(await submitRun(db, officer, runId, clock.now))
  expect(await seenBy(approver.id)).toEqual(['emp_2', 'emp_2'])
})

it('what was changed by hand and taken back stands in the run no more', async () => {
  const db = await freshDb()
  const runId = await openPayBank(db, 3, clock.now)
  await runJobs(db, [incentiveRunJob])
  const given = { runId, employeeId: 'emp_2', component: 'share', amountMinor: 100_00, reason: 'Stood in' }
  must(await adjustRun(db, officer, given, clock.now))
  await runJobs(db, [incentiveRunJob])
  const [adjustment, ...others] = await adjustmentsList(db, officer, runId)
  expect([adjustment?.amountMinor, others]).toEqual([100_00, []])
  must(await withdrawAdjustment(db, officer, { runId, adjustmentId: adjustment?.id ?? '' }, clock.now))
  expect(await adjustmentsList(db, officer, runId)).toEqual([])
})
