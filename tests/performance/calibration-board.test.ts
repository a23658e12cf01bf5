import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import { calibrationView } from '#app/performance/appraisals/calibration-view.server.ts'
import { unrated } from '#app/performance/appraisals/rating-spread.ts'
import { findCycle } from '#app/performance/cycles.server.ts'
import { goalSheets, templateVersions } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { eachEngine } from '../support/database.ts'
import { head, hr, manager, person } from './bank.ts'
import { reviewed } from './running-cycle.ts'

eachEngine('a reviewed result', (open) => {
  it('stands on the board under its rating, beside the guide, for whoever may move it', async () => {
    const db = await open()
    const cycleId = await reviewed(db)
    const cycle = await findCycle(db, cycleId)
    if (!cycle) throw new Error('no cycle')
    const board = (actor: Actor, rating: string | null = null) =>
      calibrationView(db, actor, cycle, { rating, limit: 50, offset: 0 })
    const seen = await board(head)
    expect(seen?.ratings.map(({ rating, count, shareBp, guideBp }) => [rating, count, shareBp, guideBp])).toEqual([
      ['A', 0, 0, 1000],
      ['B', 1, 5000, 3000],
      ['C', 0, 0, 5000],
      ['D', 1, 5000, 800],
      ['E', 0, 0, 200],
    ])
    expect(seen).toMatchObject({ total: 2, without: 0, ready: 2 })
    // Whoever acts for another moves neither that one's rating nor what that one has scored.
    expect(await board({ ...head, lenderId: 'emp_1' })).toMatchObject({ total: 1, ready: 1 })
    for (const lender of [{ onBehalfOf: manager.id }, { lenderId: 'emp_manager' }])
      expect(await board({ ...head, ...lender })).toMatchObject({ total: 2, ready: 0 })
    expect(seen?.cards.map((card) => [card.employeeId, card.finalRating, card.mayMove])).toEqual([
      ['emp_1', 'B', true],
      ['emp_2', 'D', true],
    ])
    expect((await board(hr, 'D'))?.cards.map((card) => card.employeeId)).toEqual(['emp_2'])
    expect((await board(hr, unrated))?.cards).toEqual([])
    expect(await board(hr, 'S')).toBeNull()
    expect(await board(manager)).toBeNull()
    expect(await board(person(1))).toBeNull()
  })

  it('stands among the ratings of the person’s own last template', async () => {
    const db = await open()
    const cycleId = await reviewed(db)
    const cycle = await findCycle(db, cycleId)
    const ofTheSecond = eq(goalSheets.employeeId, 'emp_2')
    const [sheet] = await db.select().from(goalSheets).where(ofTheSecond)
    const [version] = await db
      .select()
      .from(templateVersions)
      .where(eq(templateVersions.id, sheet?.templateVersionId ?? ''))
    if (!cycle || !version) throw new Error('no cycle, or no template')
    const [best, ...others] = version.definition.bands
    const bands = best ? [{ ...best, rating: 'P' }, ...others.slice(-1).map((band) => ({ ...band, rating: 'F' }))] : []
    await transact(db, async (tx) => {
      const another = {
        ...version,
        id: 'tpv_another',
        version: 2,
        state: 'retired' as const,
        definition: { ...version.definition, bands },
      }
      await tx.insert(templateVersions).values(another)
      await tx.update(goalSheets).set({ templateVersionId: another.id }).where(ofTheSecond)
    })
    const seen = await calibrationView(db, head, cycle, { rating: null, limit: 50, offset: 0 })
    expect(
      seen?.cards.map((card) => [
        card.employeeId,
        card.bands
          .map(({ rating }) => rating)
          .sort()
          .join(''),
      ]),
    ).toEqual([
      ['emp_1', 'ABCDE'],
      ['emp_2', 'FP'],
    ])
  })
})
