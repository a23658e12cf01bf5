/** A cycle is opened and closed by HR of its part of the bank, each under its conditions, and the trail says so. */
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import { closeCalibration, publishResults } from '#app/performance/appraisals/cycle-results.server.ts'
import {
  closeCycle,
  cyclesOfEmployee,
  cyclesOfUnit,
  cyclesOverseen,
  cyclesScoredBy,
  findCycle,
  openCycle,
} from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { appraisals, cycles, goalLines, goalSheets } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { actorOf, branchPath, head, hr, manager, openBank, openWindows, person, quarter } from './bank.ts'
import { reviewed } from './running-cycle.ts'

const { now, today } = clock
const codeOf = (outcome: { ok: boolean; error?: { code: string } }) => (outcome.ok ? 'done' : outcome.error?.code)
const acts = (db: Db, act: string) => db.$count(auditRecords, eq(auditRecords.act, act))
const branchHr = actorOf(null, [], { grants: [{ role: 'hr-officer', path: branchPath }] })
const nextQuarter = { ...quarter, code: '2026-Q4', fromOn: '2026-10-01', toOn: '2026-12-31' }

describe('a cycle is opened', () => {
  it('for a unit that there is, by HR over it, under a code of its own, in its order of days', async () => {
    const db = await freshDb()
    await openBank(db)
    const open = async (more: Partial<typeof quarter>, actor: Actor = hr) =>
      codeOf(await openCycle(db, actor, { ...quarter, ...more }, now))
    expect(await open({ unitId: 'unt_9' })).toBe('no-such-unit')
    expect([await open({}, manager), await open({}, branchHr)]).toEqual(['not-allowed', 'not-allowed'])
    expect(await open({ toOn: '2026-06-30' })).toBe('ends-before-it-begins')
    const backwards = openWindows.map((each) => ({ ...each, closesOn: '2026-08-31' }))
    expect(await open({ windows: backwards })).toBe('ends-before-it-begins')
    expect([await db.$count(cycles), await acts(db, 'cycle.opened')]).toEqual([0, 0])
    expect(await open({ toOn: quarter.fromOn })).toBe('done')
    expect(await open({})).toBe('code-taken')
    expect(await open({ code: 'B1', unitId: 'unt_b1' }, branchHr)).toBe('done')
    expect(await acts(db, 'cycle.opened')).toBe(2)
  })
})

describe('a cycle is closed', () => {
  it('by HR over it, once every result of it is published, as it stands on the page, itself alone', async () => {
    const db = await freshDb()
    const cycleId = await reviewed(db)
    const { id: other } = must(await openCycle(db, hr, nextQuarter, now))
    must(await makeSheets(db, hr, other, now))
    await transact(db, (tx) => tx.update(appraisals).set({ score: '80' }).where(eq(appraisals.cycleId, other)))
    const close = async (actor: Actor = hr, more: Partial<{ cycleId: string; revision: number }> = {}) =>
      codeOf(await closeCycle(db, actor, { cycleId, revision: 1, ...more }, now))
    expect(await close(hr, { cycleId: 'cyc_9' })).toBe('no-such-cycle')
    expect([await close(manager), await close(branchHr)]).toEqual(['not-allowed', 'not-allowed'])
    expect(await close(hr, { revision: 0 })).toBe('changed-meanwhile')
    expect(await close()).toBe('not-published')
    must(await closeCalibration(db, head, cycleId, now))
    must(await publishResults(db, hr, cycleId, now))
    expect(await close()).toBe('done')
    expect(await findCycle(db, cycleId)).toMatchObject({ closedAt: now, revision: 2 })
    expect(await findCycle(db, other)).toMatchObject({ closedAt: null, revision: 1 })
    expect(await close(hr, { revision: 2 })).toBe('closed-already')
    expect(await acts(db, 'cycle.closed')).toBe(1)
  })
})

describe('cycles', () => {
  /** Two quarters of the bank, the first with sheets, and one of the branch. */
  const three = async () => {
    const db = await freshDb()
    await openBank(db)
    const { id: first } = must(await openCycle(db, hr, quarter, now))
    const { id: next } = must(await openCycle(db, hr, nextQuarter, now))
    const ofBranch = { ...nextQuarter, code: 'B1', unitId: 'unt_b1', fromOn: '2026-11-01' }
    const { id: branch } = must(await openCycle(db, hr, ofBranch, now))
    for (const id of [first, next]) must(await makeSheets(db, hr, id, now))
    return { db, first, next, branch }
  }
  const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id)

  it('are overseen by HR of their own part of the bank, the newest first', async () => {
    const { db, first, next, branch } = await three()
    expect(ids(await cyclesOverseen(db, hr, today))).toEqual([branch, next, first])
    expect(ids(await cyclesOverseen(db, branchHr, today))).toEqual([branch])
    expect(await cyclesOverseen(db, manager, today)).toEqual([])
  })

  it('are those of a unit where they appraise its people', async () => {
    const { db, first, next, branch } = await three()
    expect(ids(await cyclesOfUnit(db, branchPath, today)).sort()).toEqual([branch, first, next].sort())
    expect(ids(await cyclesOfUnit(db, '/HO/B2/', today))).toEqual([first, next])
    // Before its unit was there, a cycle is nobody’s.
    expect(await cyclesOfUnit(db, branchPath, '2019-12-31')).toEqual([])
  })

  it('are a person’s where they have a goal sheet, and a manager’s where they score, the newest first', async () => {
    const { db, first, next } = await three()
    await transact(db, async (tx) => {
      await tx.delete(goalLines)
      await tx.delete(goalSheets).where(eq(goalSheets.employeeId, 'emp_2'))
    })
    expect(ids(await cyclesOfEmployee(db, 'emp_1'))).toEqual([next, first])
    expect(await cyclesOfEmployee(db, 'emp_2')).toEqual([])
    expect((await cyclesScoredBy(db, manager)).map(({ id, people }) => [id, people])).toEqual([
      [next, 1],
      [first, 1],
    ])
    expect(await cyclesScoredBy(db, person(1))).toEqual([])
    // Who leads people and is lent nothing scores those alone whose sheets name them.
    expect(await cyclesScoredBy(db, { ...head, manages: ['emp_1'] })).toEqual([])
    // Who is lent the scoring of nobody scores nobody.
    expect(await cyclesScoredBy(db, actorOf('emp_2', [], { onBehalfOf: 'acc_x', manages: [] }))).toEqual([])
  })
})
