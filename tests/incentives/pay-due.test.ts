/** What waits for those who pay, step by step, and what a year has paid a person. */
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { paidTo, payDue } from '#app/incentives/pay-due.server.ts'
import { cancelRun, decideRun, releaseRun, submitRun } from '#app/incentives/runs/run-decisions.server.ts'
import { prepareRun } from '#app/incentives/runs/run-preparation.server.ts'
import type { Db } from '#db/client.server.ts'
import { runs } from '#db/schema/incentives.ts'
import { transact } from '#db/transact.server.ts'
import { manager, person } from '../performance/bank.ts'
import { clock, freshDb, timeZone } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { must } from '../support/outcome.ts'
import { approver, digestOf, jobs, mustFind, officer, prepared, released, releaser } from './pool-bank.ts'

const { now } = clock
/** What waits for the officer, the approver and the releaser. */
const waiting = async (db: Db) =>
  Promise.all([officer, approver, releaser].map(async (actor) => (await payDue(db, actor)).map(({ kind }) => kind)))

describe('a run', () => {
  it('waits for one of the three after the other, once it is calculated and until it is released', async () => {
    const db = await freshDb()
    const { id } = must(await prepareRun(db, officer, await prepared(db), now))
    expect(await waiting(db)).toEqual([[], [], []])
    await runJobs(db, jobs)
    expect(await waiting(db)).toEqual([['submit-run'], [], []])
    expect(await payDue(db, officer)).toMatchObject([{ subjectId: id }])
    must(await submitRun(db, officer, id, now))
    expect(await waiting(db)).toEqual([[], ['approve-run'], []])
    const outputDigest = digestOf(await mustFind(db, id))
    must(await decideRun(db, approver, { runId: id, outputDigest, decision: 'approved', reason: null }, now))
    expect(await waiting(db)).toEqual([[], [], ['release-run']])
    expect([await payDue(db, manager), await payDue(db, person(1))]).toEqual([[], []])
    must(await releaseRun(db, releaser, { runId: id, outputDigest, isLateKnown: false }, now))
    await runJobs(db, jobs)
    expect(await waiting(db)).toEqual([[], [], []])
  })

  it('waits for nobody any more once it is cancelled', async () => {
    const db = await freshDb()
    const { id } = must(await prepareRun(db, officer, await prepared(db), now))
    await runJobs(db, jobs)
    must(await cancelRun(db, officer, { runId: id, reason: 'Begun twice' }, now))
    expect(await waiting(db)).toEqual([[], [], []])
  })
})

describe('what a year has paid', () => {
  it('is of that person and that year, and of what is released', async () => {
    const db = await freshDb()
    const run = await released(db)
    const paid = (employeeId: string, year: string) => paidTo(db, employeeId, { year, timeZone })
    const [first, second] = [await paid('emp_1', '2026'), await paid('emp_2', '2026')]
    expect(first).toMatchObject([{ runId: run.id, payOn: run.payOn }])
    expect(second).toHaveLength(1)
    expect(first[0]?.payableMinor).toBeGreaterThan(second[0]?.payableMinor ?? 0)
    expect(await paid('emp_1', '2025')).toEqual([])
    expect(await paid('emp_manager', '2026')).toEqual([])
    await transact(db, (tx) => tx.update(runs).set({ releasedAt: null }).where(eq(runs.id, run.id)))
    expect(await paid('emp_1', '2026')).toEqual([])
  })

  it('has what was released late in the year in which that was', async () => {
    const db = await freshDb()
    const run = await released(db)
    const late = Date.UTC(2027, 0, 4)
    await transact(db, (tx) => tx.update(runs).set({ releasedAt: late }).where(eq(runs.id, run.id)))
    expect(await paidTo(db, 'emp_1', { year: '2026', timeZone })).toEqual([])
    expect(await paidTo(db, 'emp_1', { year: '2027', timeZone })).toHaveLength(1)
  })
})
