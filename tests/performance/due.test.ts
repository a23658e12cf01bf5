/** What waits for somebody in an open cycle is what they may act on themselves. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import { openCycle } from '#app/performance/cycles.server.ts'
import { findSheet, proposeGoals, sheetsOf } from '#app/performance/goals/goal-sheets.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import { performanceDue } from '#app/performance/performance-due.server.ts'
import type { Db } from '#db/client.server.ts'
import { goalSheets } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { freshDb, now } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { actorOf, hr, manager, openBank, person, quarter } from './bank.ts'

let db: Db
beforeEach(async () => {
  db = await freshDb()
  await openBank(db)
  const { id } = must(await openCycle(db, hr, quarter, now))
  must(await makeSheets(db, hr, id, now))
})

const lent = {
  onBehalfOf: manager.id,
  lenderId: 'emp_manager',
  lentActs: ['goal.', 'appraisal.'],
  manages: manager.manages,
}
const deputy = actorOf('emp_head', [], lent)

const propose = async (by: Actor, employeeId: string) => {
  const [sheet] = await sheetsOf(db, employeeId)
  const found = await findSheet(db, by, sheet?.id ?? '')
  const targets = (found?.lines ?? []).map(({ id, target, weightBp }) => ({ lineId: id, target, weightBp }))
  must(await proposeGoals(db, by, { sheetId: sheet?.id ?? '', revision: found?.sheet.revision ?? 0, targets }, now))
}
const due = async (actor: Actor) =>
  (await performanceDue(db, actor)).map((each) => ('people' in each ? `${each.kind} ${each.people}` : each.kind))

describe('goals to agree to', () => {
  it('are those that somebody else has proposed', async () => {
    await propose(manager, 'emp_1')
    expect(await due(manager)).not.toContain('agree-peoples-goals 1')
    expect(await due(person(1))).toContain('agree-goals')
    await propose(person(2), 'emp_2')
    expect(await due(manager)).toContain('agree-peoples-goals 1')
    expect(await due(person(2))).not.toContain('agree-goals')
  })

  it('are not those that another proposed in one’s name, nor for the other deputies', async () => {
    await propose(deputy, 'emp_1')
    await propose(person(2), 'emp_2')
    for (const actor of [manager, deputy, actorOf('emp_1', [], lent)])
      expect(await due(actor)).toContain('agree-peoples-goals 1')
  })

  it('count a person once, though the deputy scores one part of their cycle and the lender the other', async () => {
    const [sheet] = await db.select().from(goalSheets)
    if (!sheet) throw new Error('no sheet')
    await propose(person(1), 'emp_1')
    await transact(db, async (tx) => {
      const own = { managerId: 'emp_head', fromOn: '2026-08-16', proposedBy: 'acc_emp_1', proposedAt: now }
      await tx
        .insert(goalSheets)
        .values({ ...sheet, employeeId: 'emp_1', id: 'gsh_9', assignmentId: 'asg_emp_head', ...own })
    })
    expect(await due(deputy)).toContain('agree-peoples-goals 1')
  })
})

it('whoever acts for another has nothing to do in a cycle that was not lent', async () => {
  await propose(person(2), 'emp_2')
  expect(await due({ ...actorOf('emp_manager', [], lent), lentActs: ['course.'] })).toEqual([])
  expect(await due({ ...person(1), onBehalfOf: 'acc_other', lentActs: ['course.'] })).toEqual([])
})
