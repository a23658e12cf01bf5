/** What an appraisal's page and the lists of appraisals and appeals show, to whom. */
import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import { appealsWithin } from '#app/performance/appraisals/appeals-open.server.ts'
import { appraisalView } from '#app/performance/appraisals/appraisal-view.server.ts'
import {
  type AppraisalFilter,
  appealsOf,
  appraisalOf,
  appraisalsIn,
} from '#app/performance/appraisals/appraisals.server.ts'
import { giveMark } from '#app/performance/appraisals/marks.server.ts'
import { resultsToTell } from '#app/performance/appraisals/result-notices.server.ts'
import { scoreCycle } from '#app/performance/appraisals/score-cycle.server.ts'
import { openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import type { Db } from '#db/client.server.ts'
import { employees } from '#db/schema/organisation.ts'
import { appeals, appraisals, goalLines, goalSheets } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { account } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { actorOf, head, hr, manager, openBank, person, quarter } from './bank.ts'
import { imported, judgedLines, reviewed, running } from './running-cycle.ts'

const { now, today } = clock
const nextQuarter = { ...quarter, code: '2026-Q4', fromOn: '2026-10-01', toOn: '2026-12-31' }
const elsewhere = actorOf(null, [], { grants: [{ role: 'hr-officer', path: '/HO/B2/' }] })

describe('the page of an appraisal', () => {
  it('shows a person their own marks at once, and their manager’s with the result', async () => {
    const db = await freshDb()
    const cycleId = await running(db, { post: 'teller' })
    const [line] = await judgedLines(db, 'emp_1')
    const given = { lineId: line?.id ?? '', revision: 0 }
    must(await giveMark(db, person(1), { ...given, perspective: 'self', mark: '5' }, now))
    must(await giveMark(db, manager, { ...given, perspective: 'manager', mark: '3' }, now))
    const id = (await appraisalOf(db, cycleId, 'emp_1'))?.id ?? ''
    const marks = async (actor: Actor) => {
      const shown = await appraisalView(db, actor, id)
      const found = shown?.parts.flatMap(({ lines }) => lines).find((each) => each.id === line?.id)
      return found && [found.self?.mark ?? null, found.manager?.mark ?? null]
    }
    expect([await marks(person(1)), await marks(manager)]).toEqual([
      ['5', null],
      ['5', '3'],
    ])
    await transact(db, (tx) => tx.update(appraisals).set({ publishedAt: now }).where(eq(appraisals.id, id)))
    expect(await marks(person(1))).toEqual(['5', '3'])
    expect([await appraisalView(db, person(2), id), await appraisalView(db, hr, 'apr_9')]).toEqual([null, null])
  })

  it('shows the points of each line in its own part', async () => {
    const db = await freshDb()
    const cycleId = await running(db)
    await imported(db, cycleId, 'number,sales,new_customers\nS-001,8,6\n')
    const ofTheFirst = and(eq(goalSheets.cycleId, cycleId), eq(goalSheets.employeeId, 'emp_1'))
    const [sheet] = await db.select().from(goalSheets).where(ofTheFirst)
    const own = await db
      .select()
      .from(goalLines)
      .where(eq(goalLines.sheetId, sheet?.id ?? ''))
    if (!sheet) throw new Error('no sheet')
    await transact(db, async (tx) => {
      await tx.update(goalSheets).set({ toOn: '2026-08-15' }).where(ofTheFirst)
      const next = { id: 'gsh_next', assignmentId: 'asg_emp_manager', fromOn: '2026-08-16' }
      await tx.insert(goalSheets).values({ ...sheet, ...next })
      for (const line of own) await tx.insert(goalLines).values({ ...line, id: `${line.id}-next`, sheetId: 'gsh_next' })
    })
    must(await scoreCycle(db, hr, cycleId, now))
    const scored = await appraisalOf(db, cycleId, 'emp_1')
    if (!scored?.result) throw new Error('no result')
    const lines = scored.result.lines.map((line, at) => ({ ...line, points: String(at + 1) }))
    await transact(db, (tx) =>
      tx
        .update(appraisals)
        .set({ result: { ...scored.result, lines } as typeof scored.result })
        .where(eq(appraisals.id, scored.id)),
    )
    const shown = await appraisalView(db, manager, scored.id)
    expect(shown?.parts.map((part) => part.lines.map((line) => line.points))).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
  })
})

describe('the list of a cycle’s appraisals', () => {
  const listed = async (db: Db, actor: Actor, cycleId: string, filter: AppraisalFilter = {}) => {
    const { rows, total } = await appraisalsIn(db, actor, cycleId, filter, { limit: 50, offset: 0 })
    expect(total).toBe(rows.length)
    return rows.map(({ employeeId }) => employeeId).sort()
  }
  it('has those of the cycle in reach, by rating and by whether they have a score', async () => {
    const db = await freshDb()
    const cycleId = await reviewed(db)
    const { id: other } = must(await openCycle(db, hr, nextQuarter, now))
    must(await makeSheets(db, hr, other, now))
    expect(await listed(db, hr, cycleId, { rating: 'B' })).toEqual(['emp_1'])
    expect(await listed(db, hr, cycleId, { state: 'manager-reviewed' })).toEqual(['emp_1', 'emp_2'])
    expect(await listed(db, person(2), cycleId)).toEqual(['emp_2'])
    expect(await listed(db, elsewhere, cycleId)).toEqual([])
    const unscored = await listed(db, hr, cycleId, { state: 'unscored' })
    expect([
      unscored.includes('emp_1'),
      (await listed(db, hr, other, { state: 'unscored' })).includes('emp_1'),
    ]).toEqual([false, true])
  })
})

describe('appeals', () => {
  it('stand to who may answer them in their part of the bank, the last first, and once answered are answered no more', async () => {
    const db = await freshDb()
    const cycleId = await reviewed(db)
    const id = (await appraisalOf(db, cycleId, 'emp_1'))?.id ?? ''
    await transact(db, async (tx) => {
      const appeal = { appraisalId: id, reason: 'Sales' }
      await tx
        .insert(appeals)
        .values({ ...appeal, id: 'apl_1', appealedAt: now, answeredAt: now, outcome: 'withdrawn' })
      await tx.insert(appeals).values({ ...appeal, id: 'apl_2', appealedAt: now + 1 })
    })
    const seen = async (actor: Actor) =>
      (await appealsWithin(db, actor, today)).map((each) => [each.id, each.mayAnswer])
    expect(await seen(hr)).toEqual([
      ['apl_2', true],
      ['apl_1', false],
    ])
    expect(await seen(head)).toHaveLength(2)
    expect([await seen(elsewhere), await seen(person(2))]).toEqual([[], []])
    expect((await appealsOf(db, id)).map((each) => each.id)).toEqual(['apl_2', 'apl_1'])
  })
})

describe('the news of a result', () => {
  it('is for those of the publication whose result is out and who have not read it', async () => {
    const db = await freshDb()
    await openBank(db)
    const { id: cycleId } = must(await openCycle(db, hr, quarter, now))
    must(await makeSheets(db, hr, cycleId, now))
    for (const n of [1, 2]) {
      await account(db, `acc_${n}`, `e${n}`)
      await transact(db, (tx) =>
        tx
          .update(employees)
          .set({ accountId: `acc_${n}` })
          .where(eq(employees.id, `emp_${n}`)),
      )
    }
    const [one, two] = [await appraisalOf(db, cycleId, 'emp_1'), await appraisalOf(db, cycleId, 'emp_2')]
    const ids = [one?.id ?? '', two?.id ?? '']
    const told = async (among: string[]) => (await resultsToTell(db, among)).map(({ accountId }) => accountId).sort()
    expect(await told(ids)).toEqual([])
    await transact(db, (tx) => tx.update(appraisals).set({ publishedAt: now }))
    expect([await told(ids), await told(ids.slice(1))]).toEqual([['acc_1', 'acc_2'], ['acc_2']])
    await transact(db, (tx) =>
      tx
        .update(appraisals)
        .set({ acknowledgedAt: now })
        .where(eq(appraisals.id, ids[0] ?? '')),
    )
    expect(await told(ids)).toEqual(['acc_2'])
  })
})
