import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { prepareCorrection } from '#app/incentives/runs/run-preparation.server.ts'
import { holds, verifyRun } from '#app/incentives/runs/run-verification.server.ts'
import { findRun } from '#app/incentives/runs/runs.server.ts'
import { findStatement, statementsOfRun, totalsOfRun } from '#app/incentives/statements/statements.server.ts'
import { heldPayables, runLines } from '#db/schema/incentives.ts'
import { certificates } from '#db/schema/learning.ts'
import { appraisals } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { actorOf, person } from '../performance/bank.ts'
import { clock, eachEngine, freshDb } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { must } from '../support/outcome.ts'
import { jobs, mustFind, officer, people, released } from './pool-bank.ts'

eachEngine('a released run', (freshDb) => {
  it('is no longer what was released when a stored line is touched', async () => {
    const db = await freshDb()
    const run = await released(db)
    await transact(db, async (tx) => {
      await tx
        .update(runLines)
        .set({ payableMinor: 1 })
        .where(and(eq(runLines.runId, run.id), eq(runLines.employeeNumber, 'S-001')))
    })
    expect(await verifyRun(db, run.id)).toMatchObject({ inputs: true, lines: false, recomputed: true })
  })

  it('shows a person only their own, and a stranger to the unit nothing', async () => {
    const db = await freshDb()
    const run = await released(db)
    expect(await findStatement(db, person(1), run.id, 'emp_1')).not.toBeNull()
    expect(await findStatement(db, person(1), run.id, 'emp_2')).toBeNull()
    const elsewhere = actorOf(null, [], { grants: [{ role: 'incentive-officer', path: '/HO/B2/' }] })
    expect(await findRun(db, elsewhere, run.id)).toBeNull()
    expect(await statementsOfRun(db, elsewhere, { runId: run.id, count: 10 })).toHaveLength(0)
    expect((await totalsOfRun(db, elsewhere, run.id)).people).toBe(0)
  })

  it('is corrected by a further run whose lines are the differences', async () => {
    const db = await freshDb()
    const run = await released(db)
    await transact(db, async (tx) => {
      await tx.update(appraisals).set({ finalRating: 'A', score: '95.00' }).where(eq(appraisals.employeeId, 'emp_3'))
    })
    const { id } = must(await prepareCorrection(db, officer, run.id, clock.minutes(1)))
    await runJobs(db, jobs, () => clock.minutes(2))
    const lines = await db.select().from(runLines).where(eq(runLines.runId, id))
    expect(new Set(lines.map((line) => line.employeeNumber))).toEqual(new Set(['S-003']))
    // 6,000.00 × 1.5 less what was released.
    expect(lines.find((line) => line.component === 'bonus')?.awardedMinor).toBe(300_000)
    // The others' shares stand, and the pool has no reserve: what it would give out beyond itself is seen.
    const more = lines.find((line) => line.component === 'share')?.calculatedMinor ?? 0
    expect(more).toBeGreaterThan(0)
    expect((await mustFind(db, id)).control?.pools).toMatchObject([
      { fundedMinor: 100_000_00, distributedMinor: 100_000_00 + more, undistributedMinor: -more, balanced: false },
    ])
    expect(holds(await verifyRun(db, id))).toBe(true)
  })
})

it('a correction does not pay what a gate held, once it is met: that waits for the next run', async () => {
  const db = await freshDb()
  const run = await released(db)
  expect(await db.select({ minor: heldPayables.amountMinor }).from(heldPayables)).toEqual([{ minor: 420_000 }])
  await transact(db, async (tx) => {
    const [one] = await tx.select().from(certificates).limit(1)
    if (!one) throw new Error('no certificate')
    const of = { id: 'cer_last', employeeId: `emp_${people}`, verificationCode: 'code-last' }
    await tx.insert(certificates).values({ ...one, ...of })
  })
  const { id } = must(await prepareCorrection(db, officer, run.id, clock.minutes(1)))
  await runJobs(db, jobs, () => clock.minutes(2))
  expect(await db.select().from(runLines).where(eq(runLines.runId, id))).toEqual([])
})
