import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import type { JobView } from '#app/kernel/jobs.server.ts'
import {
  commitImport,
  findImport,
  previewOf,
  remapImport,
  uploadActuals,
} from '#app/performance/actuals/actual-imports.server.ts'
import { correctActual, findActual, historyOf } from '#app/performance/actuals/actuals.server.ts'
import { appealsToAnswer, appealsWithin } from '#app/performance/appraisals/appeals-open.server.ts'
import { appraisalOf } from '#app/performance/appraisals/appraisals.server.ts'
import { calibrationView } from '#app/performance/appraisals/calibration-view.server.ts'
import { closeCalibration, publishResults } from '#app/performance/appraisals/cycle-results.server.ts'
import { gridOf } from '#app/performance/appraisals/grid.server.ts'
import { marksAtStart, totalOf } from '#app/performance/appraisals/grid.ts'
import { packGrid, unpackGrid } from '#app/performance/appraisals/grid-rows.ts'
import { giveMark } from '#app/performance/appraisals/marks.server.ts'
import { unrated } from '#app/performance/appraisals/rating-spread.ts'
import {
  acknowledge,
  answerAppeal,
  fileAppeal,
  moveRating,
  withdrawAppeal,
} from '#app/performance/appraisals/results.server.ts'
import { reopenReview, submitReviews, submitSelfReview } from '#app/performance/appraisals/reviews.server.ts'
import { scoreCycle } from '#app/performance/appraisals/score-cycle.server.ts'
import { scoreReport } from '#app/performance/cycles/job-reports.server.ts'
import { closeCycle, cyclesScoredBy, findCycle, openCycle } from '#app/performance/cycles.server.ts'
import { finalRatings } from '#app/performance/final-ratings.server.ts'
import { agreeGoals, proposeChange, proposeGoals, sheetsOf } from '#app/performance/goals/goal-sheets.server.ts'
import { lastTemplateColumn, lastTemplates } from '#app/performance/goals/last-templates.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import { performanceDue } from '#app/performance/performance-due.server.ts'
import { recordVeto, violationsOf } from '#app/performance/veto-events.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { accounts } from '#db/schema/identity.ts'
import { notices } from '#db/schema/notices.ts'
import { assignments, employees } from '#db/schema/organisation.ts'
import { actuals, appraisals, goalLines, goalSheets, templateVersions } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { eachEngine, now } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { actorOf, head, hr, manager, openBank, otherHr, person, quarter } from './bank.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const running = async (db: Db, options?: Parameters<typeof openBank>[1]) => {
  await openBank(db, options)
  const { id } = must(await openCycle(db, hr, quarter, now))
  must(await makeSheets(db, hr, id, now))
  return id
}

const imported = async (db: Db, cycleId: string, csv: string) => {
  const { id } = must(await uploadActuals(db, hr, { cycleId, fileName: 'q3.csv', bytes: bytes(csv) }, now))
  return must(await commitImport(db, hr, { id, revision: 1 }, now))
}

eachEngine('a cycle', (open) => {
  it('makes one goal sheet for each assignment part whose post has a template, and again without doubling', async () => {
    const db = await open()
    const cycleId = await running(db)
    expect(must(await makeSheets(db, hr, cycleId, now))).toEqual({ people: 4, sheets: 2, without: 2 })
    expect(await db.select().from(goalSheets)).toHaveLength(2)
    expect(await db.select().from(goalLines)).toHaveLength(4)
  })

  it('splits a mid-cycle transfer into two sheets', async () => {
    const db = await open()
    await openBank(db)
    await transact(db, async (tx) => {
      await tx.update(assignments).set({ toOn: '2026-08-15' }).where(eq(assignments.id, 'asg_emp_1'))
      const [before] = await tx.select().from(assignments).where(eq(assignments.id, 'asg_emp_1'))
      if (!before) throw new Error('no assignment')
      await tx
        .insert(assignments)
        .values({ ...before, id: 'asg_next', postId: 'pst_teller', fromOn: '2026-08-16', toOn: null })
    })
    const { id } = must(await openCycle(db, hr, quarter, now))
    must(await makeSheets(db, hr, id, now))
    const parts = await db
      .select()
      .from(goalSheets)
      .where(eq(goalSheets.employeeId, 'emp_1'))
      .orderBy(goalSheets.fromOn)
    expect(parts.map((part) => [part.fromOn, part.toOn])).toEqual([
      ['2026-07-01', '2026-08-15'],
      ['2026-08-16', '2026-09-30'],
    ])
    // The template of the last part gives the rating.
    const last = parts.at(-1)?.templateVersionId ?? ''
    expect(await lastTemplates(db, id, ['emp_1'])).toEqual(new Map([['emp_1', last]]))
    const versionId = lastTemplateColumn(appraisals.employeeId, id)
    const ofTheFirst = eq(appraisals.employeeId, 'emp_1')
    expect(await db.select({ versionId }).from(appraisals).where(ofTheFirst)).toEqual([{ versionId: last }])
    expect(last).not.toBe(parts[0]?.templateVersionId)
  })

  it('gives the appraisal of a transfer to the manager of its last part, until somebody has reviewed it', async () => {
    const db = await open()
    await openBank(db)
    const ofTheFirst = eq(appraisals.employeeId, 'emp_1')
    const managerOf = async () => (await db.select().from(appraisals).where(ofTheFirst))[0]?.managerId
    const led = (managerId: string, id: string) =>
      transact(db, (tx) => tx.update(assignments).set({ lineManagerId: managerId }).where(eq(assignments.id, id)))
    await transact(db, async (tx) => {
      const [before] = await tx.select().from(assignments).where(eq(assignments.id, 'asg_emp_1'))
      if (!before) throw new Error('no assignment')
      await tx.update(assignments).set({ toOn: '2026-08-15' }).where(eq(assignments.id, 'asg_emp_1'))
      await tx.insert(assignments).values({ ...before, id: 'asg_next', fromOn: '2026-08-16', toOn: null })
    })
    await led('emp_head', 'asg_next')
    const { id } = must(await openCycle(db, hr, quarter, now))
    must(await makeSheets(db, hr, id, now))
    expect(await managerOf()).toBe('emp_head')
    await led('emp_2', 'asg_next')
    must(await makeSheets(db, hr, id, now))
    expect(await managerOf()).toBe('emp_2')
    await transact(db, (tx) => tx.update(appraisals).set({ managerReviewedAt: now }).where(ofTheFirst))
    await led('emp_head', 'asg_next')
    must(await makeSheets(db, hr, id, now))
    expect(await managerOf()).toBe('emp_2')
  })

  it('says who has no score, and why', async () => {
    const db = await open()
    const cycleId = await running(db)
    await imported(db, cycleId, 'number,sales,new_customers\nS-001,8,9\nS-002,5,6\n')
    await transact(db, (tx) => tx.update(actuals).set({ value: 'much' }).where(eq(actuals.employeeId, 'emp_2')))
    const counts = must(await scoreCycle(db, hr, cycleId, now))
    expect(counts).toMatchObject({ people: 2, scored: 1, without: 1, unreadable: 1 })
    const cycle = await findCycle(db, cycleId)
    const job = { state: 'done', result: counts, finishedAt: now } as unknown as JobView
    const id = (await appraisalOf(db, cycleId, 'emp_2'))?.id
    expect(cycle && (await scoreReport(db, cycle, job))).toMatchObject({
      ...{ people: 2, scored: 1, without: 1, at: now },
      faults: [{ appraisalId: id, name: 'emp_2', kpi: { en: expect.any(String) }, code: 'not-a-number' }],
    })
    expect(cycle && (await scoreReport(db, cycle, { ...job, state: 'running' }))).toBeNull()
    expect(await submitReviews(db, manager, { cycleId, employeeIds: ['emp_2'] }, now)).toMatchObject({
      error: { code: 'cannot-be-scored', detail: { reason: 'not_a_number' } },
    })
  })

  it('scores imported actuals, and pays nobody before calibration is closed', async () => {
    const db = await open()
    const cycleId = await running(db)
    const { counts } = await imported(db, cycleId, 'number,sales,new_customers\nS-001,8,9\nS-002,5,6\n')
    expect(counts).toMatchObject({ add: 4, faults: 0 })
    expect(must(await scoreCycle(db, hr, cycleId, now))).toMatchObject({ people: 2, scored: 2, problems: [] })
    expect((await appraisalOf(db, cycleId, 'emp_1'))?.score).toBe('100')
    expect((await appraisalOf(db, cycleId, 'emp_2'))?.score).toBe('64')
    expect(await finalRatings(db, cycleId, ['emp_1', 'emp_2'])).toEqual(new Map())
    must(await submitReviews(db, manager, { cycleId, employeeIds: ['emp_1', 'emp_2'] }, now))
    expect(await closeCalibration(db, manager, cycleId, now)).toMatchObject({ ok: false })
    expect(must(await closeCalibration(db, head, cycleId, now))).toEqual({ closed: 2 })
    const ratings = await finalRatings(db, cycleId, ['emp_1', 'emp_2'])
    expect(ratings.get('emp_1')).toEqual({ score: '100', rating: 'B', band: { least: '90', most: '105' } })
    expect(ratings.get('emp_2')?.rating).toBe('D')
  })
})

eachEngine('an import of actuals', (open) => {
  it('fills a missing employee number by a pattern', async () => {
    const db = await open()
    const cycleId = await running(db)
    const csv = 'sales,new_customers,region,gender,rating\n10.1,9,North,M,2\n11.67,17,West,F,3\n'
    const { id } = must(await uploadActuals(db, hr, { cycleId, fileName: 'people.csv', bytes: bytes(csv) }, now))
    const found = await findImport(db, hr, id)
    if (!found) throw new Error('no import')
    expect((await previewOf(db, found)).counts).toMatchObject({ faults: 2 })
    const columns = { ...found.mapping.columns, subject: { from: 'pattern', pattern: 'S-{row:3}' } as const }
    must(await remapImport(db, hr, { id, revision: 1 }, { ...found.mapping, columns }, now))
    expect(must(await commitImport(db, hr, { id, revision: 2 }, now)).counts).toMatchObject({ add: 4, faults: 0 })
    const [sales] = await db.select().from(actuals).where(eq(actuals.value, '11.67'))
    expect(sales).toMatchObject({ employeeId: 'emp_2', kpiCode: 'sales', sourceRow: 3, importId: id })
  })

  it('says row, column, value and reason of every cell that it leaves out', async () => {
    const db = await open()
    const cycleId = await running(db)
    const csv =
      '工号,指标,数值\nS-001,sales,abc\nS-999,sales,1\nM-001,sales,2\nS-001,nonsense,3\nS-002,sales,4\nS-002,sales,5\n'
    const { id } = must(await uploadActuals(db, hr, { cycleId, fileName: 'long.csv', bytes: bytes(csv) }, now))
    const found = await findImport(db, hr, id)
    if (!found) throw new Error('no import')
    const { faults, values } = await previewOf(db, found)
    expect(found.mapping.shape).toBe('long')
    expect(values).toHaveLength(1)
    expect(faults).toEqual([
      { row: 2, column: '数值', value: 'abc', reason: 'not-a-number' },
      { row: 3, column: '工号', value: 'S-999', reason: 'no-such-subject' },
      { row: 4, column: '工号', value: 'M-001', reason: 'not-in-cycle' },
      { row: 5, column: '指标', value: 'nonsense', reason: 'no-such-kpi' },
      { row: 7, column: '数值', value: '5', reason: 'twice' },
    ])
  })

  it('corrects by superseding, never by overwriting', async () => {
    const db = await open()
    const cycleId = await running(db)
    await imported(db, cycleId, 'number,sales\nS-001,8\nS-002,5\n')
    const { counts } = await imported(db, cycleId, 'number,sales\nS-001,9\nS-002,5\n')
    expect(counts).toMatchObject({ add: 0, correct: 1, same: 1 })
    const [current] = await db.select().from(actuals).where(eq(actuals.value, '9'))
    const actual = await findActual(db, hr, current?.id ?? '')
    if (!actual) throw new Error('no actual')
    must(await correctActual(db, hr, { id: actual.id, value: '10', note: 'booked late' }, now))
    expect((await historyOf(db, actual)).map((row) => row.value)).toEqual(['10', '9', '8'])
    const late = await correctActual(db, otherHr, { id: actual.id, value: '11', note: 'no, more' }, now)
    expect(late).toMatchObject({ error: { code: 'changed-meanwhile', detail: { by: hr.name } } })
    expect(await findActual(db, person(2), actual.id)).toBeNull()
    expect(await findActual(db, person(1), actual.id)).not.toBeNull()
  })

  it('takes less than nothing of what is counted neither from a file nor by hand', async () => {
    const db = await open()
    const cycleId = await running(db)
    const { counts } = await imported(db, cycleId, 'number,complaints,sales\nS-001,2,-1\nS-002,-1,5\n')
    expect(counts).toMatchObject({ add: 3, faults: 1 })
    const [complaints] = await db.select().from(actuals).where(eq(actuals.kpiCode, 'complaints'))
    const correction = { id: complaints?.id ?? '', note: 'withdrawn' }
    expect(await correctActual(db, hr, { ...correction, value: '-1' }, now)).toMatchObject({
      error: { code: 'below-zero' },
    })
    must(await correctActual(db, hr, { ...correction, value: '0' }, now))
  })

  it('is refused to whoever does not hold the cycle', async () => {
    const db = await open()
    const cycleId = await running(db)
    const csv = bytes('number,sales\nS-001,8\n')
    const outcome = await uploadActuals(db, manager, { cycleId, fileName: 'x.csv', bytes: csv }, now)
    expect(outcome).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  })
})

const judged = ['service-conduct', 'teamwork']
const judgedLines = async (db: Db, employeeId: string) => {
  const rows = await db
    .select({ id: goalLines.id, kpi: goalLines.kpiCode })
    .from(goalLines)
    .innerJoin(goalSheets, eq(goalSheets.id, goalLines.sheetId))
    .where(eq(goalSheets.employeeId, employeeId))
  return rows.filter((row) => judged.includes(row.kpi))
}

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

eachEngine('a published result', (open) => {
  const published = async (db: Db) => {
    const cycleId = await running(db)
    await imported(db, cycleId, 'number,sales,new_customers\nS-001,8,9\nS-002,5,6\n')
    must(await submitReviews(db, manager, { cycleId, employeeIds: ['emp_1', 'emp_2'] }, now))
    return cycleId
  }

  it('stands on the board under its rating, beside the guide, for whoever may move it', async () => {
    const db = await open()
    const cycleId = await published(db)
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
    const cycleId = await published(db)
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

  it('is capped by a violation of the cycle, whatever calibration says', async () => {
    const db = await open()
    const cycleId = await published(db)
    const veto = { kind: 'violation', description: 'Forged signature', happenedOn: '2026-08-01', isSerious: true }
    must(await recordVeto(db, hr, { ...veto, employeeId: 'emp_1', capRating: 'D' }, now))
    const before = await appraisalOf(db, cycleId, 'emp_1')
    const move = { appraisalId: before?.id ?? '', rating: 'A', reason: 'led the team', revision: before?.revision ?? 0 }
    expect(await moveRating(db, manager, move, now)).toMatchObject({ error: { code: 'maker-is-checker' } })
    must(await moveRating(db, head, move, now))
    const after = await appraisalOf(db, cycleId, 'emp_1')
    expect(after).toMatchObject({ bandRating: 'B', finalRating: 'D', score: '100' })
    expect(after?.result?.cappedBy).toEqual(['Forged signature'])
    expect(await violationsOf(db, ['emp_1', 'emp_2'])).toEqual([
      { employeeId: 'emp_1', severity: 'serious', from: '2026-08-01', to: null },
    ])
  })

  it('cannot be moved before there is a score', async () => {
    const db = await open()
    const cycleId = await running(db)
    must(await scoreCycle(db, hr, cycleId, now))
    const unscored = await appraisalOf(db, cycleId, 'emp_1')
    expect(unscored).toMatchObject({ score: null, finalRating: null })
    const move = {
      appraisalId: unscored?.id ?? '',
      rating: 'A',
      reason: 'led the team',
      revision: unscored?.revision ?? 0,
    }
    const refusal = { error: { code: 'not-scored-yet' } }
    expect(await moveRating(db, head, move, now)).toMatchObject(refusal)
    expect(await appraisalOf(db, cycleId, 'emp_1')).toEqual(unscored)
  })

  it('waits to be approved again when another result comes out after its approval', async () => {
    const db = await open()
    const cycleId = await published(db)
    must(await closeCalibration(db, head, cycleId, now))
    const approved = async (employeeId: string) => (await appraisalOf(db, cycleId, employeeId))?.calibratedAt !== null
    must(await scoreCycle(db, hr, cycleId, now))
    expect([await approved('emp_1'), await approved('emp_2')]).toEqual([true, true])
    const [sales] = await db.select().from(actuals).where(eq(actuals.value, '8'))
    must(await correctActual(db, hr, { id: sales?.id ?? '', value: '3', note: 'booked twice' }, now))
    must(await scoreCycle(db, hr, cycleId, now))
    expect([await approved('emp_1'), await approved('emp_2')]).toEqual([false, true])
    expect(must(await closeCalibration(db, head, cycleId, now))).toEqual({ closed: 1 })
    expect(await approved('emp_1')).toBe(true)
    // Another rating of the same score, as a violation gives, is another result too.
    await transact(db, (tx) =>
      tx.update(appraisals).set({ finalRating: 'A' }).where(eq(appraisals.employeeId, 'emp_2')),
    )
    must(await scoreCycle(db, hr, cycleId, now))
    expect([await approved('emp_1'), await approved('emp_2')]).toEqual([true, false])
  })

  it('is scored by whoever its manager lent that to: they find the cycle, and it waits for them', async () => {
    const db = await open()
    const cycleId = await running(db)
    const lent = { onBehalfOf: 'acc_emp_manager', lentActs: ['appraisal.', 'goal.'], manages: ['emp_1', 'emp_2'] }
    const deputy = actorOf('emp_2', [], lent)
    expect(await cyclesScoredBy(db, deputy)).toMatchObject([{ id: cycleId, people: 2 }])
    const due = (await performanceDue(db, deputy)).filter(({ kind }) => kind === 'score-people')
    // The other of the two: nobody scores themselves.
    expect(due).toMatchObject([{ subjectId: cycleId, people: 1 }])
    expect(await cyclesScoredBy(db, person(2))).toEqual([])
    expect((await performanceDue(db, { ...deputy, lentActs: ['course.'] })).map(({ kind }) => kind)).not.toContain(
      'score-people',
    )
  })

  it('is acknowledged by its person, appealed, and answered by someone who had no part in it', async () => {
    const db = await open()
    const cycleId = await published(db)
    const appraisal = await appraisalOf(db, cycleId, 'emp_2')
    const appraisalId = appraisal?.id ?? ''
    expect(await acknowledge(db, person(2), { appraisalId, note: null }, now)).toMatchObject({
      error: { code: 'not-published' },
    })
    must(await closeCalibration(db, hr, cycleId, now))
    expect(must(await publishResults(db, hr, cycleId, now))).toEqual({ published: 2 })
    must(await acknowledge(db, person(2), { appraisalId, note: 'read, not agreed' }, now))
    const appeal = must(await fileAppeal(db, person(2), { appraisalId, reason: 'Two sales are missing' }, now))
    const answer = { appealId: appeal.id, outcome: 'upheld', answer: 'Found them', rating: null, revision: 1 } as const
    expect(await answerAppeal(db, hr, answer, now)).toMatchObject({ error: { code: 'maker-is-checker' } })
    await imported(db, cycleId, 'number,sales,new_customers\nS-002,8,6\n')
    await transact(db, async (tx) => {
      await tx.insert(accounts).values({ id: 'acc_2', signInName: 'two', displayName: 'Two', createdAt: now })
      await tx.update(employees).set({ accountId: 'acc_2' }).where(eq(employees.id, 'emp_2'))
    })
    must(await answerAppeal(db, otherHr, answer, now))
    expect((await appraisalOf(db, cycleId, 'emp_2'))?.score).toBe('88')
    // Whoever appealed waits for the answer, and need not come and look for it.
    expect(await db.select().from(notices)).toMatchObject([
      { accountId: 'acc_2', kind: 'appeal-answered', link: `/appraisals/${appraisalId}` },
    ])
  })

  it('is appealed against, waited for by those who may answer, and the appeal taken back by whoever filed it', async () => {
    const db = await open()
    const cycleId = await published(db)
    must(await closeCalibration(db, hr, cycleId, now))
    must(await publishResults(db, hr, cycleId, now))
    const appraisalId = (await appraisalOf(db, cycleId, 'emp_2'))?.id ?? ''
    const waiting = async () => Promise.all([hr, otherHr, person(2)].map((actor) => appealsToAnswer(db, actor)))
    const appeal = must(await fileAppeal(db, person(2), { appraisalId, reason: 'Two sales are missing' }, now))
    // Who calibrated it does not answer it.
    expect(await waiting()).toEqual([0, 1, 0])
    // Whoever answers chooses among the ratings of the person's template, the best first.
    const [shown] = await appealsWithin(db, otherHr, otherHr.today)
    expect(await appealsWithin(db, { ...otherHr, lenderId: 'emp_2' }, otherHr.today)).toEqual([])
    expect(shown).toMatchObject({ id: appeal.id, mayAnswer: true })
    expect(shown?.bands.map(({ rating }) => rating)).toEqual(['A', 'B', 'C', 'D', 'E'])
    expect((await appealsWithin(db, hr, hr.today))[0]).toMatchObject({ mayAnswer: false, bands: [] })
    const taken = { appealId: appeal.id, revision: 1 }
    expect(await withdrawAppeal(db, person(1), taken, now)).toMatchObject({ error: { code: 'no-such-appraisal' } })
    must(await withdrawAppeal(db, person(2), taken, now))
    expect(await waiting()).toEqual([0, 0, 0])
    expect(await withdrawAppeal(db, person(2), taken, now)).toMatchObject({ error: { code: 'answered-already' } })
    // Having been hasty, they may still appeal.
    must(await fileAppeal(db, person(2), { appraisalId, reason: 'Three sales are missing' }, now))
    expect(await waiting()).toEqual([0, 1, 0])
  })

  it('changes nothing any more once its cycle is closed, however long the windows stand open', async () => {
    const db = await open()
    const cycleId = await published(db)
    must(await closeCalibration(db, head, cycleId, now))
    must(await publishResults(db, hr, cycleId, now))
    must(await closeCycle(db, hr, { cycleId, revision: 1 }, now))
    const one = await appraisalOf(db, cycleId, 'emp_1')
    const appraisalId = one?.id ?? ''
    const closed = { error: { code: 'closed-already' } }
    const move = { appraisalId, rating: 'A', reason: 'late', revision: one?.revision ?? 0 }
    expect(await moveRating(db, head, move, now)).toMatchObject(closed)
    expect(await fileAppeal(db, person(1), { appraisalId, reason: 'late' }, now)).toMatchObject(closed)
    expect(await submitSelfReview(db, person(1), { appraisalId, comment: 'late' }, now)).toMatchObject(closed)
    expect(await submitReviews(db, manager, { cycleId, employeeIds: ['emp_1'] }, now)).toMatchObject(closed)
    const [sheet] = await sheetsOf(db, 'emp_1')
    const goals = { sheetId: sheet?.id ?? '', revision: sheet?.revision ?? 0, targets: [] }
    expect(await proposeGoals(db, person(1), goals, now)).toMatchObject(closed)
    expect(await agreeGoals(db, manager, goals, now)).toMatchObject(closed)
    expect(await proposeChange(db, person(1), { ...goals, reason: 'late' }, now)).toMatchObject(closed)
  })
})
