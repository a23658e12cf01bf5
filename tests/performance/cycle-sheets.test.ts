import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openCycle } from '#app/performance/cycles.server.ts'
import { lastTemplateColumn, lastTemplates } from '#app/performance/goals/last-templates.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import { assignments } from '#db/schema/organisation.ts'
import { appraisals, goalLines, goalSheets } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { eachEngine, now } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { hr, openBank, quarter } from './bank.ts'
import { running } from './running-cycle.ts'

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
})
