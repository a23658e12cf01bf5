/** The cards of a calibration board: the best of each rating, of one cycle, and which of them may still be moved. */
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import { calibrationView, cyclesCalibratedBy } from '#app/performance/appraisals/calibration-view.server.ts'
import { unrated } from '#app/performance/appraisals/rating-spread.ts'
import { findCycle, openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import type { Db } from '#db/client.server.ts'
import { appraisals } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { actorOf, head, hr, manager, openBank, quarter } from './bank.ts'

const { now } = clock
const nextQuarter = { ...quarter, code: '2026-Q4', fromOn: '2026-10-01', toOn: '2026-12-31' }
const of = (db: Db, n: number, has: Partial<typeof appraisals.$inferInsert>) =>
  transact(db, (tx) =>
    tx
      .update(appraisals)
      .set(has)
      .where(eq(appraisals.employeeId, `emp_${n}`)),
  )

/** Sixteen people: thirteen rated B, better ones later, two rated C, and one without a score; the others are not there. */
const rated = async () => {
  const db = await freshDb()
  await openBank(db, { count: 16 })
  const { id } = must(await openCycle(db, hr, quarter, now))
  must(await makeSheets(db, hr, id, now))
  await transact(db, async (tx) => {
    for (const employeeId of ['emp_head', 'emp_manager'])
      await tx.delete(appraisals).where(eq(appraisals.employeeId, employeeId))
  })
  const reviewed = { managerReviewedAt: now, managerReviewedBy: manager.id }
  for (let n = 1; n <= 13; n++) await of(db, n, { ...reviewed, score: String(86 + n), finalRating: 'B' })
  for (const n of [14, 15]) await of(db, n, { ...reviewed, score: String(60 + n), finalRating: 'C' })
  const cycle = await findCycle(db, id)
  if (!cycle) throw new Error('no cycle')
  const board = async (actor: Actor, rating: string | null = null, page = { limit: 50, offset: 0 }) =>
    calibrationView(db, actor, cycle, { rating, ...page })
  const numbers = async (...asked: Parameters<typeof board>) =>
    (await board(...asked))?.cards.map(({ employeeId }) => Number(employeeId.slice(4)))
  return { db, cycle, board, numbers }
}

describe('a calibration board', () => {
  it('shows the twelve best of each rating, the best first', async () => {
    const { numbers } = await rated()
    const shown = (await numbers(head)) ?? []
    expect(shown).toHaveLength(14)
    expect(shown.filter((n) => n <= 13)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
    expect(shown.filter((n) => n > 13)).toEqual([15, 14])
  })

  it('shows all of one rating page by page, and those without one', async () => {
    const { numbers } = await rated()
    expect(await numbers(hr, 'B', { limit: 2, offset: 11 })).toEqual([2, 1])
    expect(await numbers(hr, 'C')).toEqual([15, 14])
    expect(await numbers(hr, unrated)).toEqual([16])
  })

  it('is of its cycle and of those in reach, on every page', async () => {
    const { db, board, numbers } = await rated()
    const { id } = must(await openCycle(db, hr, nextQuarter, now))
    must(await makeSheets(db, hr, id, now))
    await transact(db, (tx) =>
      tx.update(appraisals).set({ score: '99', finalRating: 'C' }).where(eq(appraisals.cycleId, id)),
    )
    await of(db, 14, { unitPath: '/HO/B2/' })
    expect(await board(head)).toMatchObject({ total: 15, without: 1, ready: 14 })
    expect(await numbers(head, 'C')).toEqual([15])
    expect((await numbers(head))?.includes(14)).toBe(false)
  })

  it('counts as ready, and lets move, what is scored, reviewed and not closed, by who had no part in it', async () => {
    const { db, board } = await rated()
    const mayMove = async (n: number, actor: Actor = hr, rating: string | null = null) =>
      (await board(actor, rating))?.cards.find(({ employeeId }) => employeeId === `emp_${n}`)?.mayMove
    expect([await mayMove(15), await mayMove(16, hr, unrated)]).toEqual([true, false])
    expect(await mayMove(15, { ...hr, onBehalfOf: manager.id })).toBe(false)
    expect(await board(hr)).toMatchObject({ ready: 15 })
    await of(db, 15, { calibratedAt: now, calibratedBy: 'acc_x' })
    expect(await mayMove(15)).toBe(false)
    expect(await board(hr)).toMatchObject({ ready: 14 })
    // Not yet reviewed by its manager.
    await of(db, 14, { managerReviewedAt: null, managerReviewedBy: null })
    expect(await board(hr)).toMatchObject({ ready: 13 })
  })

  it('offers the ratings from the best down', async () => {
    const { board } = await rated()
    expect((await board(head))?.cards[0]?.bands.map(({ rating }) => rating)).toEqual(['A', 'B', 'C', 'D', 'E'])
  })
})

describe('the cycles that somebody calibrates', () => {
  it('are those with people in their reach, the newest first, with how many still wait', async () => {
    const { db, cycle } = await rated()
    const { id } = must(await openCycle(db, hr, nextQuarter, now))
    must(await makeSheets(db, hr, id, now))
    must(await openCycle(db, hr, { ...nextQuarter, code: 'EMPTY' }, now))
    await of(db, 15, { calibratedAt: now })
    const counted = async (actor: Actor) =>
      (await cyclesCalibratedBy(db, actor)).map((each) => [each.id, each.people, each.waiting])
    const ofNext = await db.$count(appraisals, eq(appraisals.cycleId, id))
    expect(await counted(hr)).toEqual([
      [id, ofNext, ofNext - 1],
      [cycle.id, 16, 15],
    ])
    const elsewhere = actorOf(null, [], { grants: [{ role: 'hr-officer', path: '/HO/B2/' }] })
    expect([await counted(elsewhere), await counted(manager)]).toEqual([[], []])
    // Nobody's own appraisal is among those that they calibrate.
    expect((await counted(actorOf('emp_1', ['hr-officer']))).map(([, people]) => people)).toEqual([ofNext - 1, 15])
  })
})
