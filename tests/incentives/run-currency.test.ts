import { and, asc, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { incentiveRunJob } from '#app/incentives/runs/incentive-run.job.ts'
import { exceptionsOf } from '#app/incentives/runs/run-notes.server.ts'
import { prepareRun } from '#app/incentives/runs/run-preparation.server.ts'
import { holds, verifyRun } from '#app/incentives/runs/run-verification.server.ts'
import { statementsOfRun } from '#app/incentives/statements/statements.server.ts'
import type { Db } from '#db/client.server.ts'
import { runInputs, runLines } from '#db/schema/incentives.ts'
import { assignments } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { actorOf } from '../performance/bank.ts'
import { clock, eachEngine } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { openTwoCurrencies, released } from './two-currencies.ts'

const officer = actorOf(null, ['incentive-officer'])

/** Calculates a run of the plan in a currency over the open quarter. */
const calculated = async (db: Db, cycleId: string, currency: 'CNY' | 'USD'): Promise<string> => {
  const prepared = await prepareRun(db, officer, { planVersionId: `plv_${currency}`, cycleId }, clock.now)
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.error))
  await runJobs(db, [incentiveRunJob])
  expect(holds(await verifyRun(db, prepared.value.id))).toBe(true)
  return prepared.value.id
}
const inputOf = async (db: Db, runId: string, employeeNumber: string) => {
  const [row] = await db
    .select({ input: runInputs.input })
    .from(runInputs)
    .where(and(eq(runInputs.runId, runId), eq(runInputs.employeeNumber, employeeNumber)))
  return row?.input
}
const payables = async (db: Db, runId: string) => {
  const rows = await db
    .select()
    .from(runLines)
    .where(eq(runLines.runId, runId))
    .orderBy(asc(runLines.employeeNumber), asc(runLines.kind), asc(runLines.component))
  return rows.map(({ employeeNumber, kind, payableMinor }) => [employeeNumber, kind, payableMinor])
}

eachEngine('a run', (open) => {
  it('keeps the currency of base pay only where it is not its own, and lists whose it is not', async () => {
    const db = await open()
    const cycleId = await openTwoCurrencies(db)
    await transact(db, (tx) =>
      tx.update(assignments).set({ currency: 'USD' }).where(eq(assignments.employeeId, 'emp_2')),
    )
    const runId = await calculated(db, cycleId, 'CNY')
    expect((await inputOf(db, runId, 'S-001'))?.parts[0]).not.toHaveProperty('currency')
    expect((await inputOf(db, runId, 'S-002'))?.parts[0]).toMatchObject({ baseMinor: 1_000_000, currency: 'USD' })
    // 10,000.00 × 3 months × 20 %, and nothing for the one in dollars.
    expect(await payables(db, runId)).toEqual([['S-001', 'component', 600_000]])
    expect(await exceptionsOf(db, runId, 10)).toMatchObject([
      { employeeNumber: 'S-002', code: 'other-currency', severity: 'error', detail: { component: '', subject: 'USD' } },
    ])
  })

  it('pays what earlier runs left in its own currency; what they left in another waits for a run in that', async () => {
    const db = await open()
    const cycleId = await openTwoCurrencies(db)
    await released(db, cycleId, { id: 'yuan', currency: 'CNY', employee: 1, instalments: [100, 200], held: 50 })
    await released(db, cycleId, { id: 'dollars', currency: 'USD', employee: 1, instalments: [900], held: 70 })
    await released(db, cycleId, { id: 'left', currency: 'USD', employee: 'left', instalments: [30] })
    const yuan = await calculated(db, cycleId, 'CNY')
    expect(await payables(db, yuan)).toEqual([
      ['S-001', 'component', 600_000],
      ['S-001', 'held', 50],
      ['S-001', 'vested', 100],
      ['S-001', 'vested', 200],
      ['S-002', 'component', 600_000],
    ])
    // Who has left is looked for only by a run that pays them something.
    expect(await inputOf(db, yuan, 'L-001')).toBeUndefined()
    const dollars = await calculated(db, cycleId, 'USD')
    expect(await payables(db, dollars)).toEqual([
      ['L-001', 'vested', 30],
      ['S-001', 'held', 70],
      ['S-001', 'vested', 900],
    ])
    expect((await exceptionsOf(db, dollars, 10)).map(({ employeeNumber, code }) => [employeeNumber, code])).toEqual([
      ['S-001', 'other-currency'],
      ['S-002', 'other-currency'],
    ])
  })

  it('has whom it pays after they have left within its own part of the bank', async () => {
    const db = await open()
    const cycleId = await openTwoCurrencies(db)
    await released(db, cycleId, { id: 'left', currency: 'USD', employee: 'left', instalments: [30] })
    const runId = await calculated(db, cycleId, 'USD')
    const ofPlan = actorOf(null, [], { grants: [{ role: 'incentive-officer', path: '/HO/' }] })
    const listed = await statementsOfRun(db, ofPlan, { runId, count: 10 })
    expect(listed.map(({ employeeNumber, payableMinor }) => [employeeNumber, payableMinor])).toEqual([['L-001', 30]])
  })

  it('counts in the year only what was awarded and earned in its own currency', async () => {
    const db = await open()
    const cycleId = await openTwoCurrencies(db)
    await released(db, cycleId, { id: 'yuan', currency: 'CNY', employee: 1, awarded: 1_000 })
    await released(db, cycleId, { id: 'dollars', currency: 'USD', employee: 1, awarded: 20_000 })
    await transact(db, async (tx) => {
      const [own] = await tx.select().from(assignments).where(eq(assignments.employeeId, 'emp_1'))
      if (!own) throw new Error('no assignment')
      await tx.update(assignments).set({ fromOn: '2026-04-01' }).where(eq(assignments.id, own.id))
      await tx
        .insert(assignments)
        .values({ ...own, id: 'asg_before', baseMinor: 300_000, currency: 'USD', toOn: '2026-03-31' })
    })
    const yuan = await calculated(db, cycleId, 'CNY')
    // Six months of the nine are in yuan.
    expect((await inputOf(db, yuan, 'S-001'))?.yearToDate).toEqual({ awardedMinor: 1_000, fixedPayMinor: 6_000_000 })
    expect((await exceptionsOf(db, yuan, 10)).length).toBe(0)
    const dollars = await calculated(db, cycleId, 'USD')
    expect((await inputOf(db, dollars, 'S-001'))?.yearToDate).toEqual({ awardedMinor: 20_000, fixedPayMinor: 900_000 })
  })
})
