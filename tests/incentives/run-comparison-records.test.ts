import { expect, it } from 'vitest'
import { planFor } from '#app/incentives/plans/plan-names.server.ts'
import type { RunKind } from '#app/incentives/runs/run.ts'
import { comparisonOf } from '#app/incentives/runs/run-comparison.server.ts'
import { findRun } from '#app/incentives/runs/runs.server.ts'
import { totalsOfRun } from '#app/incentives/statements/statements.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Currency } from '#app/kernel/currency.ts'
import type { Day } from '#app/kernel/day.ts'
import { findCycleByCode, openCycle } from '#app/performance/cycles.server.ts'
import type { Db } from '#db/client.server.ts'
import { plans, planVersions, runs, statements } from '#db/schema/incentives.ts'
import { transact } from '#db/transact.server.ts'
import { actorOf, branchPath, hr, openBank, quarter } from '../performance/bank.ts'
import { clock, eachEngine } from '../support/database.ts'
import { plan } from './plans.ts'

const officer = actorOf(null, ['incentive-officer'])
const branchOfficer = actorOf(null, [], { grants: [{ role: 'incentive-officer', path: branchPath }] })

/** Employee number by its last digit → what was awarded. */
type Awards = Record<number, number>
type Given = {
  id: string
  versionId: string
  fromOn: Day
  toOn: Day
  awards: Awards
  kind?: RunKind
  isReleased?: boolean
  currency?: Currency
  unitPath?: string
  /** Who stood in another branch then. */
  elsewhere?: number
}

/** Two versions of one plan and one of another, so that a plan and its version are not taken for each other. */
const opened = async (db: Db): Promise<string> => {
  await openBank(db, { count: 5 })
  await openCycle(db, hr, quarter, clock.now)
  const cycle = await findCycleByCode(db, quarter.code)
  if (!cycle) throw new Error('no cycle')
  const drafted = { state: 'retired', draftedBy: 'acc_x', draftedAt: clock.now } as const
  await transact(db, async (tx) => {
    for (const id of ['pln_1', 'pln_2'])
      await tx.insert(plans).values({ id, code: id, name: { en: id }, unitId: 'unt_ho' })
    await tx.insert(planVersions).values([
      { ...drafted, id: 'plv_1', planId: 'pln_1', version: 1, definition: plan({}) },
      { ...drafted, id: 'plv_2', planId: 'pln_1', version: 2, definition: plan({}) },
      { ...drafted, id: 'plv_other', planId: 'pln_2', version: 1, definition: plan({}) },
    ])
  })
  return cycle.id
}

const write = (db: Db, cycleId: string, given: Given) =>
  transact(db, async (tx) => {
    const { awards, elsewhere, isReleased = true, unitPath = '/HO/', ...run } = given
    const at = isReleased ? clock.now : null
    await tx.insert(runs).values({
      kind: 'regular',
      currency: 'CNY',
      ...run,
      planVersionId: run.versionId,
      cycleId,
      unitPath,
      name: { en: run.id },
      payOn: run.toOn,
      preparedBy: 'acc_a',
      preparedAt: clock.now,
      calculatedAt: clock.now,
      approvedBy: isReleased ? 'acc_b' : null,
      approvedAt: at,
      releasedBy: isReleased ? 'acc_c' : null,
      releasedAt: at,
    })
    await tx.insert(statements).values(
      Object.entries(awards).map(([n, awardedMinor]) => ({
        runId: run.id,
        employeeId: `emp_${n}`,
        employeeNumber: `S-00${n}`,
        unitPath: Number(n) === elsewhere ? '/HO/B2/' : branchPath,
        awardedMinor,
        deferredMinor: 0,
        heldMinor: 0,
        payableMinor: awardedMinor,
      })),
    )
  })

const spring = { fromOn: '2026-04-01', toOn: '2026-04-30', versionId: 'plv_1' } as const
const summer = { fromOn: '2026-07-01', toOn: '2026-09-30', versionId: 'plv_2' } as const

const compare = async (db: Db, runId: string, actor: Actor = officer, people = 10) => {
  const run = await findRun(db, actor, runId)
  if (!run) throw new Error('no run')
  const { names } = await planFor(db, run.planVersionId)
  return comparisonOf(db, actor, run, { totals: await totalsOfRun(db, actor, runId), names }, people)
}
const earlierOf = async (db: Db, runId: string) => (await compare(db, runId))?.earlier?.id ?? null
const changedIn = (comparison: Awaited<ReturnType<typeof compare>>) =>
  comparison?.changed.map(({ employeeNumber, now, before }) => [employeeNumber, now, before])

eachEngine('the comparison of a run', (open) => {
  it('is with the last released run of the same plan, whatever its version, and of an earlier period', async () => {
    const db = await open()
    const cycleId = await opened(db)
    const one = { 1: 100 }
    await write(db, cycleId, { ...spring, id: 'winter', fromOn: '2026-01-01', toOn: '2026-03-31', awards: one })
    await write(db, cycleId, { ...spring, id: 'spring', awards: one })
    // Each of these ends later and would stand before it, were it one to compare with.
    const later = { ...spring, fromOn: '2026-05-01', toOn: '2026-06-30', awards: one }
    await write(db, cycleId, { ...later, id: 'not-released', isReleased: false })
    await write(db, cycleId, { ...later, id: 'correction', kind: 'correction' })
    await write(db, cycleId, { ...later, id: 'other-plan', versionId: 'plv_other' })
    await write(db, cycleId, { ...later, id: 'dollars', currency: 'USD' })
    await write(db, cycleId, { ...summer, id: 'summer', isReleased: false, awards: one })
    expect(await earlierOf(db, 'summer')).toBe('spring')
    expect(await earlierOf(db, 'spring')).toBe('winter')
    expect(await compare(db, 'winter')).toEqual({ earlier: null, changed: [] })
    expect(await compare(db, 'correction')).toBeNull()
    // Nothing is subtracted from what is in another currency; which one it is, is said.
    expect(await compare(db, 'dollars')).toEqual({ earlier: null, beside: 'CNY', changed: [] })
  })

  it('sums both runs and names first whose award changed most, up or down', async () => {
    const db = await open()
    const cycleId = await opened(db)
    await write(db, cycleId, { ...spring, id: 'spring', awards: { 1: 1_000, 2: 1_000, 3: 1_000, 4: 500 } })
    await write(db, cycleId, { ...summer, id: 'summer', awards: { 1: 1_000, 2: 1_300, 3: 100, 5: 300 } })
    const comparison = await compare(db, 'summer')
    expect(comparison).toMatchObject({
      totals: {
        people: { now: 4, before: 4, difference: 0 },
        awarded: { now: 2_700, before: 3_500, difference: -800, bp: -2_286 },
        payable: { now: 2_700, before: 3_500 },
      },
    })
    // Who left stands with what they had, who came with what they have; equal ones by number; who is unchanged, not.
    expect(changedIn(comparison)).toEqual([
      ['S-003', 100, 1_000],
      ['S-004', null, 500],
      ['S-002', 1_300, 1_000],
      ['S-005', 300, null],
    ])
    expect(comparison?.changed[0]?.employeeName).toBe('emp_3')
    expect(changedIn(await compare(db, 'summer', officer, 2))).toHaveLength(2)
    expect(changedIn(await compare(db, 'summer', officer, 0))).toEqual([])
  })

  it('tells nobody of people or runs beyond their reach', async () => {
    const db = await open()
    const cycleId = await opened(db)
    const branch = { unitPath: branchPath, elsewhere: 3 }
    await write(db, cycleId, { ...spring, ...branch, id: 'spring', awards: { 1: 100, 3: 900 } })
    await write(db, cycleId, { ...summer, ...branch, id: 'summer', awards: { 1: 150, 3: 100 } })
    const within = await compare(db, 'summer', branchOfficer)
    expect(within).toMatchObject({ totals: { people: { now: 1, before: 1 }, awarded: { now: 150, before: 100 } } })
    expect(changedIn(within)).toEqual([['S-001', 150, 100]])
    expect(changedIn(await compare(db, 'summer'))).toEqual([
      ['S-003', 100, 900],
      ['S-001', 150, 100],
    ])
  })

  it('is not made with a run that the reader may not open', async () => {
    const db = await open()
    const cycleId = await opened(db)
    await write(db, cycleId, { ...spring, id: 'spring', awards: { 1: 100 } })
    await write(db, cycleId, { ...summer, unitPath: branchPath, id: 'summer', awards: { 1: 150 } })
    expect(await compare(db, 'summer', branchOfficer)).toEqual({ earlier: null, changed: [] })
    expect(await earlierOf(db, 'summer')).toBe('spring')
  })
})
