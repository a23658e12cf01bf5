import { describe, expect, it } from 'vitest'
import { incentiveRunJob } from '#app/incentives/runs/incentive-run.job.ts'
import { prepareRun } from '#app/incentives/runs/run-preparation.server.ts'
import * as screen from '#app/incentives/screens/run.tsx'
import type { Currency } from '#app/kernel/currency.ts'
import { findCycleByCode, openCycle } from '#app/performance/cycles.server.ts'
import { plans, planVersions, runAdjustments, runLines } from '#db/schema/incentives.ts'
import { assignments } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { act, cookieOf, type RouteModule } from '../access/visit.ts'
import { account } from '../organisation/bank.ts'
import { actorOf, hr, openBank, quarter } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { plan } from './plans.ts'

const officer = { ...actorOf(null, ['incentive-officer']), id: 'acc_officer' }

/** A calculated run of a plan in the currency, and the form of its screen. */
const running = async (currency: Currency) => {
  const db = await freshDb()
  await openBank(db)
  await account(db, officer.id, 'officer', 'incentive-officer')
  await openCycle(db, hr, quarter, clock.now)
  const cycle = await findCycleByCode(db, quarter.code)
  const definition = plan({ code: 'p', currency, population: { posts: ['salesperson'] } })
  await transact(db, async (tx) => {
    await tx.update(assignments).set({ currency })
    await tx.insert(plans).values({ id: 'pln_1', code: 'p', name: { en: 'p' }, unitId: 'unt_ho' })
    const drafted = { draftedBy: 'acc_x', draftedAt: clock.now }
    await tx
      .insert(planVersions)
      .values({ id: 'plv_1', planId: 'pln_1', version: 1, state: 'active', definition, ...drafted })
  })
  const prepared = await prepareRun(db, officer, { planVersionId: 'plv_1', cycleId: cycle?.id ?? '' }, clock.now)
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.error))
  await runJobs(db, [incentiveRunJob])
  const runId = prepared.value.id
  const cookie = await cookieOf(db, 'officer', clock.now)
  const component = definition.components[0]?.code ?? ''
  const adjust = (amount: string) =>
    act(
      screen as unknown as RouteModule,
      { db, now: clock.now, cookie, path: `/runs/${runId}`, params: { runId } },
      { act: 'adjust', employeeNumber: 'S-001', component, amount, reason: 'Stood in' },
    )
  const adjustedLines = async () =>
    (await db.select().from(runLines)).map(({ employeeNumber, adjustedMinor }) => [employeeNumber, adjustedMinor])
  return { db, adjust, adjustedLines }
}

describe.each([
  ['JPY', '12,500', 12_500],
  ['JPY', '-800', -800],
  ['KWD', '1,234.567', 1_234_567],
  ['KWD', '−0.005', -5],
  ['CNY', '12.5', 1_250],
] as const)('an adjustment typed in %s as %s', (currency, typed, minor) => {
  it('is kept, and changes its line, in the coins of the run', async () => {
    const { db, adjust, adjustedLines } = await running(currency)
    expect(await adjust(typed)).toMatchObject({ status: 302 })
    expect(await db.select().from(runAdjustments)).toMatchObject([{ employeeId: 'emp_1', amountMinor: minor }])
    await runJobs(db, [incentiveRunJob])
    expect(await adjustedLines()).toEqual([
      ['S-001', minor],
      ['S-002', 0],
    ])
  })
})

it.each([
  ['JPY', '100.5'],
  ['KWD', '0.0005'],
  ['CNY', '1.005'],
] as const)('an adjustment in %s of %s has more decimals than the run has coins', async (currency, typed) => {
  const { db, adjust } = await running(currency)
  expect(await adjust(typed)).toMatchObject({ status: 409, code: 'too-many-decimals' })
  expect(await db.$count(runAdjustments)).toBe(0)
})
