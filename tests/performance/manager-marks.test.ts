import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { appraisalOf } from '#app/performance/appraisals/appraisals.server.ts'
import { gridOf } from '#app/performance/appraisals/grid.server.ts'
import { marksAtStart, totalOf } from '#app/performance/appraisals/grid.ts'
import { packGrid, unpackGrid } from '#app/performance/appraisals/grid-rows.ts'
import { giveMark } from '#app/performance/appraisals/marks.server.ts'
import { reopenReview, submitReviews, submitSelfReview } from '#app/performance/appraisals/reviews.server.ts'
import { findCycle } from '#app/performance/cycles.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { goalLines } from '#db/schema/performance.ts'
import { eachEngine, now } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { manager, person } from './bank.ts'
import { imported, judged, judgedLines, running } from './running-cycle.ts'

eachEngine('a manager who scores', (open) => {
  it('is told when another mark was given meanwhile, and which', async () => {
    const db = await open()
    await running(db, { post: 'teller' })
    const [line] = await judgedLines(db, 'emp_1')
    const mark = { lineId: line?.id ?? '', perspective: 'manager', mark: '3', revision: 0 } as const
    expect(must(await giveMark(db, manager, mark, now)).revision).toBe(1)
    expect(await giveMark(db, manager, { ...mark, mark: '4' }, now)).toMatchObject({
      error: { code: 'changed-meanwhile', detail: { mark: '3', revision: 1 } },
    })
    expect(must(await giveMark(db, manager, { ...mark, mark: '4', revision: 1 }, now)).revision).toBe(2)
    expect(await giveMark(db, manager, { ...mark, mark: '9', revision: 2 }, now)).toMatchObject({
      error: { code: 'no-such-level' },
    })
    expect(await giveMark(db, person(1), { ...mark, revision: 2 }, now)).toMatchObject({
      error: { code: 'no-such-line' },
    })
  })

  it('is told of a mark that was taken away and given again, whatever else was marked meanwhile', async () => {
    const db = await open()
    await running(db, { post: 'teller' })
    const [line, other] = await judgedLines(db, 'emp_1')
    const give = (lineId = '', mark: string | null, revision: number) =>
      giveMark(db, manager, { lineId, perspective: 'manager', mark, revision }, now)
    const revision = must(await give(line?.id, '3', 0)).revision
    expect(must(await give(line?.id, null, revision)).revision).toBe(0)
    must(await give(other?.id, '2', 0))
    const again = must(await give(line?.id, '5', 0)).revision
    expect(await give(line?.id, '4', revision)).toMatchObject({
      error: { code: 'changed-meanwhile', detail: { mark: '5', revision: again } },
    })
    expect(must(await give(line?.id, '4', again)).revision).toBe(again + 1)
  })

  it('takes away a mark that is not there without a word in the trail', async () => {
    const db = await open()
    await running(db, { post: 'teller' })
    const [line] = await judgedLines(db, 'emp_1')
    const take = () =>
      giveMark(db, manager, { lineId: line?.id ?? '', perspective: 'manager', mark: null, revision: 0 }, now)
    const recorded = () => db.$count(auditRecords, eq(auditRecords.act, 'appraisal.manager-marked'))
    expect(must(await take()).revision).toBe(0)
    expect(await recorded()).toBe(0)
    must(await giveMark(db, manager, { lineId: line?.id ?? '', perspective: 'manager', mark: '3', revision: 0 }, now))
    expect(await take()).toMatchObject({ error: { code: 'changed-meanwhile', detail: { mark: '3' } } })
    expect(await recorded()).toBe(1)
  })

  it('reaches the browser with all that a cell shows', async () => {
    const db = await open()
    const cycleId = await running(db, { post: 'teller' })
    const [line] = await judgedLines(db, 'emp_1')
    const lineId = line?.id ?? ''
    const self = { lineId, perspective: 'self', mark: '5', comment: "it's “done”", revision: 0 } as const
    must(await giveMark(db, person(1), self, now))
    must(await giveMark(db, manager, { lineId, perspective: 'manager', mark: '4', revision: 0 }, now))
    const all = await db.select({ kpi: goalLines.kpiCode }).from(goalLines)
    const measured = all.find(({ kpi }) => !judged.includes(kpi))?.kpi ?? ''
    await imported(db, cycleId, `number,${measured.replaceAll('-', '_')}\nS-001,8\n`)
    const cycle = await findCycle(db, cycleId)
    const read = cycle && (await gridOf(db, manager, cycle))
    if (!read) throw new Error('no grid')
    // The browser has a copy: only the page that the server draws takes the grid as it was.
    const shown = unpackGrid(structuredClone(packGrid(read)))
    const lines = shown.people.flatMap((each) => each.parts).flatMap((part) => part.lines)
    expect(lines.find((each) => each.id === lineId)?.marks).toHaveLength(2)
    expect(lines.find((each) => each.kpiCode === measured)?.actual).toMatchObject({
      value: '8',
      fileName: 'q3.csv',
      sourceRow: 2,
    })
    expect(read).toMatchObject(shown)
    for (const [index, each] of shown.people.entries()) {
      const before = read.people[index]
      expect(before && totalOf(read, before, marksAtStart(read))).toEqual(totalOf(shown, each, marksAtStart(shown)))
    }
  })

  it('cannot submit before every judged line has a mark, and may reopen until calibration', async () => {
    const db = await open()
    const cycleId = await running(db, { post: 'teller' })
    const lines = await judgedLines(db, 'emp_1')
    const submit = () => submitReviews(db, manager, { cycleId, employeeIds: ['emp_1'] }, now)
    expect(await submit()).toMatchObject({ error: { code: 'marks-missing', detail: { count: lines.length } } })
    for (const { id: lineId } of lines) {
      must(await giveMark(db, person(1), { lineId, perspective: 'self', mark: '5', revision: 0 }, now))
      must(await giveMark(db, manager, { lineId, perspective: 'manager', mark: '4', revision: 0 }, now))
    }
    const own = await appraisalOf(db, cycleId, 'emp_1')
    must(await submitSelfReview(db, person(1), { appraisalId: own?.id ?? '', comment: 'a good quarter' }, now))
    must(await submit())
    expect(await submit()).toMatchObject({ error: { code: 'submitted-already' } })
    must(await reopenReview(db, manager, { cycleId, employeeId: 'emp_1' }, now))
    must(await submit())
  })
})
