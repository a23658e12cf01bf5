/** What is owed for later is of one person, one run and one component, whoever else that run paid. */
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { deferralsVisible, deferralTotals, heldVisible } from '#app/incentives/deferrals/deferral-register.server.ts'
import { instalmentsOf } from '#app/incentives/deferrals/deferred-pay.server.ts'
import type { Gate } from '#app/incentives/plans/plan.ts'
import { gatesHolding, heldOf } from '#app/incentives/runs/carried.server.ts'
import { runLines, runs, statements } from '#db/schema/incentives.ts'
import { transact } from '#db/transact.server.ts'
import { actorOf, branchPath } from '../performance/bank.ts'
import { freshDb } from '../support/database.ts'
import { openTwoCurrencies, released } from './two-currencies.ts'

const officer = actorOf(null, ['incentive-officer'])
const all = { state: 'all', search: '' } as const

/** Two former runs that held and deferred pay of the first salesperson; the first also paid the second, and other things. */
const owed = async () => {
  const db = await freshDb()
  const cycleId = await openTwoCurrencies(db)
  await released(db, cycleId, { id: 'spring', currency: 'CNY', employee: 1, held: 50, instalments: [100] })
  await released(db, cycleId, { id: 'more', currency: 'CNY', employee: 1, held: 60 })
  const sums = { awardedMinor: 1, deferredMinor: 0, heldMinor: 0, payableMinor: 1 }
  const none = { calculatedMinor: 1, forfeitedMinor: 0, cutMinor: 0, adjustedMinor: 0, instalments: [], heldBy: [] }
  const line = { ...sums, ...none, runId: 'spring', steps: '[]' }
  const [one, two] = [
    { employeeId: 'emp_1', employeeNumber: 'S-001' },
    { employeeId: 'emp_2', employeeNumber: 'S-002' },
  ]
  await transact(db, async (tx) => {
    await tx.insert(statements).values({ ...sums, ...two, runId: 'spring', unitPath: branchPath })
    await tx.insert(runLines).values([
      { ...line, ...two, component: 'bonus', kind: 'component' },
      { ...line, ...one, component: 'other', kind: 'component' },
      { ...line, ...one, component: 'bonus', kind: 'held' },
    ])
  })
  return db
}

describe('what is owed', () => {
  it('is carried over once for each time that it was held', async () => {
    const db = await owed()
    const amounts = async (employeeId: string) =>
      (await heldOf(db, [employeeId], 'CNY')).map(({ minor }) => minor).sort((a, b) => a - b)
    expect([await amounts('emp_1'), await amounts('emp_2')]).toEqual([[50, 60], []])
  })

  it('stands in the register once, under whose it is', async () => {
    const db = await owed()
    const held = await heldVisible(db, officer)
    expect(held.map(({ employeeNumber, amountMinor }) => [employeeNumber, amountMinor]).sort()).toEqual([
      ['S-001', 50],
      ['S-001', 60],
    ])
    const rows = await deferralsVisible(db, officer, { ...all, limit: 10, offset: 0 })
    expect(rows.map(({ employeeNumber, runId }) => [employeeNumber, runId])).toEqual([['S-001', 'spring']])
    expect(await deferralTotals(db, officer, all)).toMatchObject({ count: 1, people: 1 })
  })

  it('is told to its person once the run is released', async () => {
    const db = await owed()
    expect(await instalmentsOf(db, 'emp_1')).toHaveLength(1)
    await transact(db, (tx) => tx.update(runs).set({ releasedAt: null }).where(eq(runs.id, 'spring')))
    expect(await instalmentsOf(db, 'emp_1')).toEqual([])
  })
})

describe('the gates that hold a payable', () => {
  it('are the one that it names and those of its line, and no other of the plan', () => {
    const gates = ['aml', 'sales', 'fire'].map(
      (code): Gate => ({
        code,
        name: { en: code },
        condition: { kind: 'certified', certification: code },
        effect: 'hold',
      }),
    )
    const holding = (gate: string, ...heldBy: string[]) => gatesHolding(gates, { gate, heldBy }).map(({ code }) => code)
    expect([holding('aml'), holding('aml', 'sales'), holding('gone')]).toEqual([['aml'], ['aml', 'sales'], []])
  })
})
