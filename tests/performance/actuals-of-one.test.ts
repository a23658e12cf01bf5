/** An actual is of one person or unit, one KPI and one cycle: who sees it, what its history is, and who may correct it. */
import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import { correctActual, findActual, historyOf } from '#app/performance/actuals/actuals.server.ts'
import { openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import { scoredUnits } from '#app/performance/unit-scores.server.ts'
import type { Db } from '#db/client.server.ts'
import { unitPlacements } from '#db/schema/organisation.ts'
import { actuals, appraisals, cycles, goalSheets } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { actorOf, head, hr, manager, person, quarter } from './bank.ts'
import { imported, running } from './running-cycle.ts'

const { now } = clock
const codeOf = (outcome: { ok: boolean; error?: { code: string } }) => (outcome.ok ? 'done' : outcome.error?.code)
const elsewhere = actorOf(null, [], { grants: [{ role: 'hr-officer', path: '/HO/B2/' }] })
const nextQuarter = { ...quarter, code: '2026-Q4', fromOn: '2026-10-01', toOn: '2026-12-31' }

/** Two cycles with sheets of the same two people. */
const twoCycles = async () => {
  const db = await freshDb()
  const cycleId = await running(db)
  const { id: nextId } = must(await openCycle(db, hr, nextQuarter, now))
  must(await makeSheets(db, hr, nextId, now))
  return { db, cycleId, nextId }
}
const idOf = async (db: Db, value: string) =>
  (await db.select({ id: actuals.id }).from(actuals).where(eq(actuals.value, value)))[0]?.id ?? ''
const sees = async (db: Db, actor: Actor, id: string) => (await findActual(db, actor, id)) !== null

describe('the actual of a person', () => {
  it('is seen by them, by whoever scores or leads them in its cycle, and by HR of their branch', async () => {
    const { db, cycleId, nextId } = await twoCycles()
    await imported(db, cycleId, 'number,sales\nS-001,8\n')
    const id = await idOf(db, '8')
    // The colleague belongs elsewhere, and so does the person in another cycle.
    await transact(db, async (tx) => {
      const there = { unitPath: '/HO/B2/' }
      await tx.update(appraisals).set(there).where(eq(appraisals.employeeId, 'emp_2'))
      await tx.update(appraisals).set(there).where(eq(appraisals.cycleId, nextId))
      await tx.update(goalSheets).set({ managerId: 'emp_2' }).where(eq(goalSheets.cycleId, nextId))
    })
    for (const actor of [person(1), manager, head, hr]) expect(await sees(db, actor, id)).toBe(true)
    for (const actor of [person(2), elsewhere]) expect(await sees(db, actor, id)).toBe(false)
    expect(await findActual(db, hr, 'act_9')).toBeNull()
  })

  it('is seen by whoever scores any part of them', async () => {
    const { db, cycleId } = await twoCycles()
    await imported(db, cycleId, 'number,sales\nS-001,8\n')
    const ofTheFirst = and(eq(goalSheets.cycleId, cycleId), eq(goalSheets.employeeId, 'emp_1'))
    const [sheet] = await db.select().from(goalSheets).where(ofTheFirst)
    if (!sheet) throw new Error('no sheet')
    await transact(db, async (tx) => {
      await tx.update(goalSheets).set({ toOn: '2026-08-15' }).where(ofTheFirst)
      const next = { id: 'gsh_next', assignmentId: 'asg_emp_manager', managerId: 'emp_2', fromOn: '2026-08-16' }
      await tx.insert(goalSheets).values({ ...sheet, ...next })
    })
    const id = await idOf(db, '8')
    for (const actor of [manager, person(2)]) expect(await sees(db, { ...actor, manages: [] }, id)).toBe(true)
  })

  it('has the history of its own KPI, person and cycle, the newest first', async () => {
    const { db, cycleId, nextId } = await twoCycles()
    await imported(db, cycleId, 'number,sales,new_customers\nS-001,8,3\nS-002,7,2\n')
    await imported(db, nextId, 'number,sales\nS-001,6\n')
    for (const [at, value] of ['9', '10', '11'].entries()) {
      const [current] = await db
        .select()
        .from(actuals)
        .where(eq(actuals.value, at === 0 ? '8' : String(8 + at)))
      must(await correctActual(db, hr, { id: current?.id ?? '', value, note: 'late' }, now + at + 1))
    }
    const actual = await findActual(db, hr, await idOf(db, '11'))
    expect(actual && (await historyOf(db, actual)).map(({ value }) => value)).toEqual(['11', '10', '9', '8'])
  })
})

describe('the actual of a unit', () => {
  const ofUnit = async () => {
    const { db, cycleId, nextId } = await twoCycles()
    await imported(db, cycleId, 'unit code,unit score,sales\nB1,88,1000\nHO,77,\n')
    return { db, cycleId, nextId, id: await idOf(db, '1000') }
  }

  it('is no score of the unit, and the score is no actual of it', async () => {
    const { db, cycleId } = await ofUnit()
    expect(await db.select({ kpi: actuals.kpiCode, value: actuals.value }).from(actuals)).toEqual([
      { kpi: 'sales', value: '1000' },
    ])
    const cycle = { id: cycleId, toOn: quarter.toOn, unitPath: '/HO/' } as Parameters<typeof scoredUnits>[1]
    expect((await scoredUnits(db, cycle)).map(({ code, scored }) => [code, scored?.score])).toEqual([
      ['HO', '77'],
      ['B1', '88'],
    ])
  })

  it('is seen by those who have a part of the cycle there or score one, and by HR over it', async () => {
    const { db, cycleId, id } = await ofUnit()
    for (const actor of [person(1), manager, hr]) expect(await sees(db, actor, id)).toBe(true)
    for (const actor of [person(9), elsewhere, actorOf(null)]) expect(await sees(db, actor, id)).toBe(false)
    // A part in another unit, or in another cycle, is none.
    await transact(db, async (tx) => {
      const inCycle = eq(goalSheets.cycleId, cycleId)
      await tx
        .update(goalSheets)
        .set({ unitId: 'unt_ho' })
        .where(and(inCycle, eq(goalSheets.employeeId, 'emp_1')))
    })
    expect([await sees(db, person(1), id), await sees(db, person(2), id)]).toEqual([false, true])
    await transact(db, (tx) => tx.update(goalSheets).set({ unitId: 'unt_ho' }).where(eq(goalSheets.cycleId, cycleId)))
    expect([await sees(db, person(2), id), await sees(db, manager, id)]).toEqual([false, false])
  })

  it('is seen by nobody once its unit was closed before the cycle ended', async () => {
    const { db, id } = await ofUnit()
    await transact(db, (tx) =>
      tx.update(unitPlacements).set({ toOn: '2026-08-31' }).where(eq(unitPlacements.unitId, 'unt_b1')),
    )
    expect(await sees(db, hr, id)).toBe(false)
  })

  it('is corrected by HR, who are no unit themselves', async () => {
    const { db, id } = await ofUnit()
    expect(codeOf(await correctActual(db, hr, { id, value: '1001', note: 'late' }, now))).toBe('done')
  })
})

describe('a correction', () => {
  it('is made by HR, but not of what is their own, to another value, while the cycle runs', async () => {
    const { db, cycleId } = await twoCycles()
    await imported(db, cycleId, 'number,sales\nS-001,8\n')
    const id = await idOf(db, '8')
    const correct = async (actor: Actor, more: { id?: string; value?: string } = {}) =>
      codeOf(await correctActual(db, actor, { id, value: '9', note: 'late', ...more }, now))
    expect(await correct(hr, { id: 'act_9' })).toBe('no-such-actual')
    expect(await correct(manager)).toBe('not-allowed')
    expect(await correct(actorOf('emp_1', ['hr-officer']))).toBe('not-allowed')
    expect(await correct(hr, { value: '8' })).toBe('same-value')
    // Less than nothing is refused of what is counted, and sales may be taken back.
    expect(await correct(hr, { value: '-1' })).toBe('done')
    await transact(db, (tx) => tx.update(cycles).set({ closedAt: now }).where(eq(cycles.id, cycleId)))
    expect(await correct(hr, { id: await idOf(db, '-1') })).toBe('closed-already')
  })
})
