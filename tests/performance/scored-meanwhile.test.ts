import { expect, it } from 'vitest'
import { commitImport, uploadActuals } from '#app/performance/actuals/actual-imports.server.ts'
import { appraisalOf } from '#app/performance/appraisals/appraisals.server.ts'
import { moveRating } from '#app/performance/appraisals/results.server.ts'
import { submitReviews } from '#app/performance/appraisals/reviews.server.ts'
import { scoreAfter, writeScores } from '#app/performance/appraisals/score-cycle.server.ts'
import { findCycle, openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import { transact } from '#db/transact.server.ts'
import { eachEngine, now } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { head, hr, manager, openBank, quarter } from './bank.ts'

eachEngine('a rating that is moved while the cycle is being scored', (open) => {
  it('stays where it was moved', async () => {
    const db = await open()
    await openBank(db)
    const { id: cycleId } = must(await openCycle(db, hr, quarter, now))
    must(await makeSheets(db, hr, cycleId, now))
    const bytes = new TextEncoder().encode('number,sales,new_customers\nS-001,8,9\nS-002,5,6\n')
    const { id } = must(await uploadActuals(db, hr, { cycleId, fileName: 'q3.csv', bytes }, now))
    must(await commitImport(db, hr, { id, revision: 1 }, now))
    must(await submitReviews(db, manager, { cycleId, employeeIds: ['emp_1', 'emp_2'] }, now))
    const cycle = await findCycle(db, cycleId)
    const before = await appraisalOf(db, cycleId, 'emp_1')
    if (!cycle || !before) throw new Error('no appraisal')

    // What the job does between its steps, an act of a person, and the job's next step.
    const read = await scoreAfter(db, cycle, '')
    const move = { appraisalId: before.id, rating: 'A', reason: 'led the team', revision: before.revision }
    must(await moveRating(db, head, move, now))
    await transact(db, (tx) => writeScores(tx, cycle, read.rows))

    expect(await appraisalOf(db, cycleId, 'emp_1')).toMatchObject({ calibratedRating: 'A', finalRating: 'A' })
    expect(await appraisalOf(db, cycleId, 'emp_2')).toMatchObject({ score: '64', finalRating: 'D' })
  })
})
