import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import { appraisalView } from '#app/performance/appraisals/appraisal-view.server.ts'
import { appraisalOf } from '#app/performance/appraisals/appraisals.server.ts'
import { gridOf } from '#app/performance/appraisals/grid.server.ts'
import { giveMark } from '#app/performance/appraisals/marks.server.ts'
import { commentOn, submitReviews, submitSelfReview } from '#app/performance/appraisals/reviews.server.ts'
import { saveSelfMarks } from '#app/performance/appraisals/self-marks.server.ts'
import { findCycle, openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { appraisals, cycles, goalLines, goalSheets, marksGiven } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { hr, manager, openBank, person, quarter } from './bank.ts'

const { now } = clock

/** Two tellers in an open cycle, with the judged lines of the first. */
const running = async () => {
  const db = await freshDb()
  await openBank(db, { post: 'teller' })
  const { id: cycleId } = must(await openCycle(db, hr, quarter, now))
  must(await makeSheets(db, hr, cycleId, now))
  const own = await appraisalOf(db, cycleId, 'emp_1')
  const other = await appraisalOf(db, cycleId, 'emp_2')
  const lines = await db
    .select({ id: goalLines.id, source: goalLines.kpiCode })
    .from(goalLines)
    .innerJoin(goalSheets, eq(goalSheets.id, goalLines.sheetId))
    .where(eq(goalSheets.employeeId, 'emp_1'))
  const judged = lines.filter(({ source }) => ['service-conduct', 'teamwork'].includes(source)).map(({ id }) => id)
  const measured = lines.map(({ id }) => id).filter((id) => !judged.includes(id))
  const [first = '', second = ''] = judged
  return { db, cycleId, appraisalId: own?.id ?? '', otherId: other?.id ?? '', first, second, measured }
}
const marks = (db: Db) =>
  db
    .select({
      line: marksGiven.goalLineId,
      mark: marksGiven.mark,
      comment: marksGiven.comment,
      at: marksGiven.revision,
    })
    .from(marksGiven)
    .where(eq(marksGiven.perspective, 'self'))
const acts = (db: Db, act: string) => db.$count(auditRecords, eq(auditRecords.act, act))

describe('a self review that is saved', () => {
  it('keeps each mark with its comment, and writes those alone that are another than before', async () => {
    const { db, appraisalId, first, second } = await running()
    const save = (typed: { marks: Record<string, string>; comments?: Record<string, string>; at?: number }) =>
      saveSelfMarks(
        db,
        person(1),
        {
          appraisalId,
          marks: typed.marks,
          comments: typed.comments ?? {},
          comment: null,
          revisions: { [first]: String(typed.at ?? 0), [second]: '0' },
        },
        now,
      )
    must(await save({ marks: { [first]: ' 4 ', [second]: ' ' }, comments: { [first]: ' by the book ' } }))
    expect(await marks(db)).toEqual([{ line: first, mark: '4', comment: 'by the book', at: 1 }])
    must(await save({ marks: { [first]: '4' }, comments: { [first]: 'by the book' }, at: 1 }))
    expect(await acts(db, 'appraisal.self-marked')).toBe(1)
    must(await save({ marks: { [first]: '4' }, comments: { [first]: 'better' }, at: 1 }))
    must(await save({ marks: { [first]: '5' }, comments: { [first]: 'better' }, at: 2 }))
    expect(await marks(db)).toEqual([{ line: first, mark: '5', comment: 'better', at: 3 }])
    must(await save({ marks: { [first]: '', [second]: '3' }, at: 3 }))
    expect(await marks(db)).toEqual([{ line: second, mark: '3', comment: null, at: 5 }])
    expect(await acts(db, 'appraisal.self-marked')).toBe(5)
  })

  it('is kept whole or not at all', async () => {
    const { db, appraisalId, first, second } = await running()
    const given = { appraisalId, marks: { [first]: '4', [second]: '9' }, comments: {}, comment: null, revisions: {} }
    expect(await saveSelfMarks(db, person(1), given, now)).toMatchObject({ error: { code: 'no-such-level' } })
    expect(await marks(db)).toEqual([])
  })

  it('refuses a comment whose line has no mark, and names the line', async () => {
    const { db, appraisalId, first, second } = await running()
    const typed = { appraisalId, marks: { [second]: '4' }, comment: null, revisions: {} }
    const save = (comments: Record<string, string>) => saveSelfMarks(db, person(1), { ...typed, comments }, now)
    expect(await save({ [first]: 'by the book' })).toEqual({
      ok: false,
      error: { code: 'mark-missing', detail: { lineIds: [first] } },
    })
    expect(await marks(db)).toEqual([])
    must(await save({ [first]: ' ', [second]: 'together' }))
    expect(await marks(db)).toMatchObject([{ line: second, comment: 'together' }])
  })

  it('keeps the words about it all, which nobody else reads before they are submitted', async () => {
    const { db, cycleId, appraisalId } = await running()
    const save = (comment: string | null) =>
      saveSelfMarks(db, person(1), { appraisalId, marks: {}, comments: {}, comment, revisions: {} }, now)
    must(await save('A good quarter'))
    must(await save('A good quarter'))
    expect(await acts(db, 'appraisal.self-commented')).toBe(1)
    const read = async (by: Actor) => (await appraisalView(db, by, appraisalId))?.appraisal.selfComment
    const cycle = await findCycle(db, cycleId)
    const inGrid = async () => {
      const grid = cycle && (await gridOf(db, manager, cycle))
      return grid?.people.find(({ employeeId }) => employeeId === 'emp_1')?.review.selfComment
    }
    expect([await read(person(1)), await read(manager), await inGrid()]).toEqual(['A good quarter', null, null])
    await transact(db, (tx) => tx.update(appraisals).set({ selfReviewedAt: now }))
    expect([await read(manager), await inGrid()]).toEqual(['A good quarter', 'A good quarter'])
    expect(await save('A better quarter')).toMatchObject({ error: { code: 'submitted-already' } })
  })

  it('marks nothing that is measured, and nothing of another person', async () => {
    const { db, appraisalId, otherId, first, measured } = await running()
    const all = Object.fromEntries([first, ...measured].map((id) => [id, '4']))
    expect(measured.length).toBeGreaterThan(0)
    must(
      await saveSelfMarks(db, person(1), { appraisalId, marks: all, comments: {}, comment: null, revisions: {} }, now),
    )
    expect((await marks(db)).map(({ line }) => line)).toEqual([first])
    const theirs = { appraisalId: otherId, marks: all, comments: {}, comment: null, revisions: {} }
    expect(await saveSelfMarks(db, person(1), theirs, now)).toMatchObject({ error: { code: 'no-such-appraisal' } })
  })
})

describe('what the manager writes to the person', () => {
  const comment = 'A good quarter'

  it('is saved as it is typed, for that person alone, and stands in the trail', async () => {
    const { db, cycleId, appraisalId } = await running()
    must(await commentOn(db, manager, { appraisalId, comment }, now))
    expect((await appraisalOf(db, cycleId, 'emp_1'))?.managerComment).toBe(comment)
    expect((await appraisalOf(db, cycleId, 'emp_2'))?.managerComment).toBeNull()
    expect(await acts(db, 'appraisal.commented')).toBe(1)
  })

  it('is written by neither the person nor who cannot see them', async () => {
    const { db, cycleId, appraisalId } = await running()
    const by = async (n: number) => {
      const outcome = await commentOn(db, person(n), { appraisalId, comment }, now)
      return outcome.ok ? 'done' : outcome.error.code
    }
    expect([await by(1), await by(2)]).toEqual(['not-allowed', 'no-such-appraisal'])
    expect((await appraisalOf(db, cycleId, 'emp_1'))?.managerComment).toBeNull()
  })

  it('stays as it was once the review is submitted, its window is over or the cycle is closed', async () => {
    const { db, cycleId, appraisalId, first, second } = await running()
    const write = async (actor = manager) => {
      const outcome = await commentOn(db, actor, { appraisalId, comment }, now)
      return outcome.ok ? 'done' : outcome.error.code
    }
    expect(await write({ ...manager, today: '2026-11-01' })).toBe('phase-not-open')
    for (const [lineId, by, perspective] of [
      [first, person(1), 'self'],
      [second, person(1), 'self'],
      [first, manager, 'manager'],
      [second, manager, 'manager'],
    ] as const)
      must(await giveMark(db, by, { lineId, perspective, mark: '4', revision: 0 }, now))
    must(await submitSelfReview(db, person(1), { appraisalId, comment: null }, now))
    must(await submitReviews(db, manager, { cycleId, employeeIds: ['emp_1'] }, now))
    expect(await write()).toBe('submitted-already')
    const { db: later, appraisalId: id } = await running()
    await transact(later, (tx) => tx.update(cycles).set({ closedAt: now }))
    expect(await commentOn(later, manager, { appraisalId: id, comment }, now)).toMatchObject({
      error: { code: 'closed-already' },
    })
  })
})
