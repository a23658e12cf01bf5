/** What released runs left to pay: whose it is, from when, in which currency, and that it is paid once. */
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { deferralsVisible, deferralTotals, heldVisible } from '#app/incentives/deferrals/deferral-register.server.ts'
import { employeesDue, heldOf, markPaid, vestedOf } from '#app/incentives/runs/carried.server.ts'
import type { Db } from '#db/client.server.ts'
import { deferralInstalments, heldPayables, runLines, runs, statements } from '#db/schema/incentives.ts'
import { transact } from '#db/transact.server.ts'
import { actorOf, branchPath } from '../performance/bank.ts'
import { freshDb } from '../support/database.ts'
import { openTwoCurrencies, released } from './two-currencies.ts'

const officer = actorOf(null, ['incentive-officer'])
const both = ['emp_1', 'emp_2']

/** The first has two instalments and a held amount in yuan and one in dollars, the second one of each in yuan. */
const owing = async () => {
  const db = await freshDb()
  const cycleId = await openTwoCurrencies(db)
  await released(db, cycleId, { id: 'one', currency: 'CNY', employee: 1, instalments: [100, 200], held: 50 })
  await released(db, cycleId, { id: 'two', currency: 'CNY', employee: 2, instalments: [7], held: 5 })
  await released(db, cycleId, { id: 'usd', currency: 'USD', employee: 1, instalments: [900], held: 90 })
  return db
}
const withdrawRelease = (db: Db, id: string) =>
  transact(db, (tx) => tx.update(runs).set({ releasedAt: null, releasedBy: null }).where(eq(runs.id, id)))
const minors = (rows: readonly { minor: number }[]) => rows.map(({ minor }) => minor).sort((a, b) => a - b)
const heldFor = async (db: Db, ids: readonly string[], currency = 'CNY') => minors(await heldOf(db, ids, currency))
const vestedFor = async (db: Db, ids: readonly string[], by: string, currency = 'CNY') =>
  minors(await vestedOf(db, ids, { by, currency }))
const due = async (db: Db, by: string, currency = 'CNY', within = '/') =>
  (await employeesDue(db, { by, currency, within })).sort()
const pay = (db: Db, runId: string, ...carried: { kind: 'held' | 'vested'; source: string }[]) =>
  transact(db, (tx) => markPaid(tx, runId, carried))

describe('what is carried to the next run', () => {
  it('is of the people asked for, in the currency of the run, of runs that were released', async () => {
    const db = await owing()
    expect([await heldFor(db, ['emp_1']), await heldFor(db, both), await heldFor(db, both, 'USD')]).toEqual([
      [50],
      [5, 50],
      [90],
    ])
    expect(await vestedFor(db, ['emp_2'], '2026-12-31')).toEqual([7])
    expect(await vestedFor(db, both, '2026-12-31')).toEqual([7, 100, 200])
    expect(await vestedFor(db, both, '2026-12-31', 'USD')).toEqual([900])
    await withdrawRelease(db, 'two')
    expect(await heldFor(db, both)).toEqual([50])
    expect(await vestedFor(db, both, '2026-12-31')).toEqual([100, 200])
    expect(await due(db, '2026-12-31')).toEqual(['emp_1'])
  })

  it('is an instalment from the day on which it vests, less what malus took', async () => {
    const db = await owing()
    await transact(db, (tx) =>
      tx.update(deferralInstalments).set({ malusMinor: 30 }).where(eq(deferralInstalments.id, 'ins_one_0')),
    )
    expect(await vestedFor(db, ['emp_1'], '2026-07-31')).toEqual([])
    expect(await vestedFor(db, ['emp_1'], '2026-08-01')).toEqual([70])
    expect(await vestedFor(db, ['emp_1'], '2026-08-31')).toEqual([70])
    expect(await vestedFor(db, ['emp_1'], '2026-09-01')).toEqual([70, 200])
  })

  it('brings in people whom it is due to, each once, and nobody to whom nothing is', async () => {
    const db = await owing()
    await transact(db, (tx) => tx.delete(heldPayables))
    expect([await due(db, '2026-07-31'), await due(db, '2026-08-01'), await due(db, '2026-08-01', 'USD')]).toEqual([
      [],
      ['emp_1', 'emp_2'],
      ['emp_1'],
    ])
    await pay(db, 'two', { kind: 'vested', source: 'ins_two_0' })
    expect(await due(db, '2026-12-31')).toEqual(['emp_1'])
    const held = await owing()
    expect(await due(held, '2026-07-31', 'USD')).toEqual(['emp_1'])
    await pay(held, 'one', { kind: 'held', source: 'hld_one' })
    expect(await due(held, '2026-07-31')).toEqual(['emp_2'])
  })

  it('brings in those of the part of the bank that the run is of, and whom nobody knows a part of', async () => {
    const db = await owing()
    const within = (path: string) => due(db, '2026-12-31', 'CNY', path)
    await transact(db, async (tx) => {
      await tx.delete(heldPayables).where(eq(heldPayables.employeeId, 'emp_2'))
      await tx.update(statements).set({ unitPath: '/HO/B2/S1/' }).where(eq(statements.employeeId, 'emp_2'))
    })
    expect([await within('/HO/'), await within('/HO/B1/'), await within('/HO/B2/')]).toEqual([
      both,
      ['emp_1'],
      ['emp_2'],
    ])
    await transact(db, (tx) => tx.update(statements).set({ unitPath: '/' }).where(eq(statements.employeeId, 'emp_2')))
    expect([await within('/HO/B1/'), await within('/HO/B3/')]).toEqual([both, ['emp_2']])
  })

  it('is paid once: what another run has paid meanwhile is said, and stays with that one', async () => {
    const db = await owing()
    const held = { kind: 'held', source: 'hld_one' } as const
    const vested = { kind: 'vested', source: 'ins_one_0' } as const
    expect(await pay(db, 'one', held, vested)).toEqual([])
    expect(await heldFor(db, both)).toEqual([5])
    expect(await vestedFor(db, both, '2026-12-31')).toEqual([7, 200])
    // The same run, resumed after a crash, has lost nothing.
    expect(await pay(db, 'one', held, vested)).toEqual([])
    expect(await pay(db, 'two', held, vested, { kind: 'vested', source: 'ins_one_1' })).toEqual([
      'hld_one',
      'ins_one_0',
    ])
    expect(await pay(db, 'two', { kind: 'held', source: 'hld_none' })).toEqual(['hld_none'])
    const paidBy = await db
      .select({ id: deferralInstalments.id, by: deferralInstalments.paidByRunId })
      .from(deferralInstalments)
      .orderBy(deferralInstalments.id)
    expect(paidBy.map(({ id, by }) => [id, by])).toEqual([
      ['ins_one_0', 'one'],
      ['ins_one_1', 'two'],
      ['ins_two_0', null],
      ['ins_usd_0', null],
    ])
    expect(
      await db.select({ by: heldPayables.paidByRunId }).from(heldPayables).where(eq(heldPayables.id, 'hld_one')),
    ).toEqual([{ by: 'one' }])
  })

  it('is held once, though the person has other lines in the same run', async () => {
    const db = await owing()
    const [line] = await db.select().from(runLines).where(eq(runLines.runId, 'one'))
    if (!line) throw new Error('no line')
    await transact(db, (tx) =>
      tx.insert(runLines).values([
        { ...line, component: 'another' },
        { ...line, kind: 'held' },
      ]),
    )
    expect(await heldFor(db, ['emp_1'])).toEqual([50])
    expect((await heldVisible(db, officer)).map(({ amountMinor }) => amountMinor).sort((a, b) => a - b)).toEqual([
      5, 50, 90,
    ])
  })
})

describe('the register of what is owed for later', () => {
  const all = { state: 'all', search: '' } as const
  const amounts = async (db: Db, actor = officer, search = '') =>
    (await deferralsVisible(db, actor, { state: 'all', search, limit: 10, offset: 0 })).map(
      ({ employeeNumber, amountMinor }) => `${employeeNumber} ${amountMinor}`,
    )
  const heldSeen = async (db: Db, actor = officer) =>
    (await heldVisible(db, actor)).map(({ amountMinor }) => amountMinor)

  it('is of the part of the bank whose pay one looks after, and of released runs', async () => {
    const db = await owing()
    await transact(db, (tx) =>
      tx.update(statements).set({ unitPath: '/HO/B2/' }).where(eq(statements.employeeId, 'emp_2')),
    )
    const branch = actorOf(null, [], { grants: [{ role: 'incentive-officer', path: branchPath }] })
    expect(await amounts(db)).toEqual(['S-001 100', 'S-001 900', 'S-002 7', 'S-001 200'])
    expect(await amounts(db, branch)).toEqual(['S-001 100', 'S-001 900', 'S-001 200'])
    expect(await deferralTotals(db, branch, all)).toMatchObject({ count: 3, people: 1 })
    expect([await heldSeen(db), await heldSeen(db, branch)]).toEqual([
      [50, 90, 5],
      [50, 90],
    ])
    await withdrawRelease(db, 'one')
    expect(await amounts(db, branch)).toEqual(['S-001 900'])
    expect(await deferralTotals(db, branch, all)).toMatchObject({ count: 1, people: 1 })
    expect(await heldSeen(db, branch)).toEqual([90])
  })

  it('finds a person, and forgets a held amount once it is paid', async () => {
    const db = await owing()
    expect(await amounts(db, officer, 'S-002')).toEqual(['S-002 7'])
    expect(await deferralTotals(db, officer, { ...all, search: 'S-002' })).toMatchObject({ count: 1, people: 1 })
    await pay(db, 'two', { kind: 'held', source: 'hld_two' })
    expect(await heldSeen(db)).toEqual([50, 90])
  })
})
