/** A scorecard is read of one person in one cycle: their own sheet, review and actuals, and what their unit shares. */
import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { appraisalOf } from '#app/performance/appraisals/appraisals.server.ts'
import { cardsOf } from '#app/performance/appraisals/cards.server.ts'
import { gridOf, scoresAnyone } from '#app/performance/appraisals/grid.server.ts'
import { findCycle, openCycle } from '#app/performance/cycles.server.ts'
import { finalRatings } from '#app/performance/final-ratings.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import type { Db } from '#db/client.server.ts'
import { employees } from '#db/schema/organisation.ts'
import { actuals, appraisals, goalSheets } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { actorOf, hr, manager, person, quarter } from './bank.ts'
import { imported, running } from './running-cycle.ts'

const { now } = clock
/** Two people in two cycles, with a value in each. */
const twoCycles = async () => {
  const db = await freshDb()
  const id = await running(db)
  const { id: nextId } = must(
    await openCycle(db, hr, { ...quarter, code: '2026-Q4', fromOn: '2026-10-01', toOn: '2026-12-31' }, now),
  )
  must(await makeSheets(db, hr, nextId, now))
  await imported(db, id, 'number,sales\nS-001,7\nS-002,5\n')
  await imported(db, id, 'number,sales\nS-001,8\n')
  await imported(db, nextId, 'number,sales\nS-001,6\n')
  const [cycle, next] = [await findCycle(db, id), await findCycle(db, nextId)]
  if (!cycle || !next) throw new Error('no cycle')
  return { db, cycle, next }
}
const valuesOf = async (db: Db, cycle: Parameters<typeof cardsOf>[1], employeeId: string) =>
  (await cardsOf(db, cycle, [employeeId])).map(({ review, parts }) => [
    review.id,
    parts.map(({ lines }) => lines.map(({ kpiCode, actual }) => `${kpiCode} ${actual?.value ?? ''}`)),
  ])

describe('a scorecard', () => {
  it('has the sheet, the review and the values of its person and cycle that hold', async () => {
    const { db, cycle, next } = await twoCycles()
    const idIn = async (cycleId: string, employeeId: string) => (await appraisalOf(db, cycleId, employeeId))?.id
    expect(await idIn(cycle.id, 'emp_1')).not.toBe(await idIn(next.id, 'emp_1'))
    expect(await valuesOf(db, cycle, 'emp_1')).toEqual([
      [await idIn(cycle.id, 'emp_1'), [['sales 8', 'new_customers ']]],
    ])
    expect(await valuesOf(db, next, 'emp_1')).toEqual([[await idIn(next.id, 'emp_1'), [['sales 6', 'new_customers ']]]])
    expect(await valuesOf(db, cycle, 'emp_2')).toEqual([
      [await idIn(cycle.id, 'emp_2'), [['sales 5', 'new_customers ']]],
    ])
    expect(await valuesOf(db, next, 'emp_2')).toEqual([[await idIn(next.id, 'emp_2'), [['sales ', 'new_customers ']]]])
  })

  it('takes what its unit has where the person has no value of their own, of that cycle as it holds', async () => {
    const { db, cycle, next } = await twoCycles()
    await imported(db, next.id, 'unit code,sales,new_customers\nB1,90,9\n')
    await imported(db, cycle.id, 'unit code,new_customers\nB1,80\nHO,70\n')
    await imported(db, cycle.id, 'unit code,new_customers\nB1,81\n')
    expect((await valuesOf(db, cycle, 'emp_1'))[0]?.[1]).toEqual([['sales 8', 'new_customers 81']])
    expect((await valuesOf(db, next, 'emp_2'))[0]?.[1]).toEqual([['sales 90', 'new_customers 9']])
  })

  it('takes no value that was superseded, whenever that was recorded', async () => {
    const { db, cycle } = await twoCycles()
    const [current] = await db.select().from(actuals).where(eq(actuals.value, '8'))
    if (!current) throw new Error('no actual')
    const gone = { id: 'act_zzz', value: '3', recordedAt: now + 1, supersededAt: now + 2, supersededBy: current.id }
    await transact(db, (tx) => tx.insert(actuals).values({ ...current, ...gone }))
    expect((await valuesOf(db, cycle, 'emp_1'))[0]?.[1]).toEqual([['sales 8', 'new_customers ']])
  })

  it('is nobody’s who has no sheet in the cycle', async () => {
    const { db, cycle } = await twoCycles()
    expect(await cardsOf(db, cycle, ['emp_manager', 'emp_9'])).toEqual([])
    await transact(db, (tx) => tx.delete(appraisals).where(eq(appraisals.employeeId, 'emp_2')))
    expect(await cardsOf(db, cycle, ['emp_2'])).toEqual([])
  })
})

describe('the scoring grid', () => {
  it('has those whom the manager scores in the cycle, by name', async () => {
    const { db, cycle, next } = await twoCycles()
    await transact(db, async (tx) => {
      await tx.update(employees).set({ name: '张三' }).where(eq(employees.id, 'emp_1'))
      await tx.update(employees).set({ name: '李四' }).where(eq(employees.id, 'emp_2'))
    })
    const people = async (actor = manager, of = cycle) =>
      (await gridOf(db, actor, of))?.people.map(({ employeeId }) => employeeId) ?? null
    expect(await people()).toEqual(['emp_2', 'emp_1'])
    expect((await gridOf(db, manager, cycle))?.people.flatMap(({ parts }) => parts)).toHaveLength(2)
    for (const actor of [hr, person(1), actorOf('emp_head')]) {
      expect(await people(actor)).toBeNull()
      expect(await scoresAnyone(db, actor, cycle.id)).toBe(false)
    }
    // In the next cycle the first has another manager, and nobody scores themselves, be they lent it.
    await transact(db, async (tx) => {
      const first = and(eq(goalSheets.cycleId, next.id), eq(goalSheets.employeeId, 'emp_1'))
      await tx.update(goalSheets).set({ managerId: 'emp_head' }).where(first)
    })
    expect([await people(manager, next), await people(actorOf('emp_head'), next)]).toEqual([['emp_2'], ['emp_1']])
    expect(await scoresAnyone(db, actorOf('emp_head'), next.id)).toBe(true)
    expect(await scoresAnyone(db, actorOf('emp_head'), cycle.id)).toBe(false)
    const lent = { onBehalfOf: 'acc_emp_manager', lentActs: ['appraisal.'], manages: ['emp_1', 'emp_2'] }
    expect(await people(actorOf('emp_2', [], lent))).toEqual(['emp_1'])
  })
})

describe('a final rating', () => {
  it('is of that cycle and that person, once it is approved and has its band', async () => {
    const { db, cycle, next } = await twoCycles()
    const result = { score: '85', bandRating: null, finalRating: null, cappedBy: [], lines: [], steps: [] }
    const band = { least: '80', most: null }
    const approve = (cycleId: string, rating: string | null, more: Partial<typeof appraisals.$inferInsert> = {}) =>
      transact(db, (tx) =>
        tx
          .update(appraisals)
          .set({ score: '85', finalRating: rating, result: { ...result, band }, calibratedAt: now, ...more })
          .where(eq(appraisals.cycleId, cycleId)),
      )
    await approve(cycle.id, 'B')
    await approve(next.id, 'A')
    expect(await finalRatings(db, cycle.id, ['emp_1'])).toEqual(
      new Map([['emp_1', { score: '85', rating: 'B', band }]]),
    )
    await approve(cycle.id, 'B', { result: { ...result, band: null } })
    expect(await finalRatings(db, cycle.id, ['emp_1'])).toEqual(new Map())
    await approve(cycle.id, 'B', { score: null })
    expect(await finalRatings(db, cycle.id, ['emp_1'])).toEqual(new Map())
    await approve(cycle.id, null)
    expect(await finalRatings(db, cycle.id, ['emp_1'])).toEqual(new Map())
  })
})
