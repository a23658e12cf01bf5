import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { appealsToAnswer, appealsWithin } from '#app/performance/appraisals/appeals-open.server.ts'
import { appealsOf, appraisalOf } from '#app/performance/appraisals/appraisals.server.ts'
import { closeCalibration, publishResults } from '#app/performance/appraisals/cycle-results.server.ts'
import {
  acknowledge,
  answerAppeal,
  fileAppeal,
  moveRating,
  withdrawAppeal,
} from '#app/performance/appraisals/results.server.ts'
import { submitReviews, submitSelfReview } from '#app/performance/appraisals/reviews.server.ts'
import { closeCycle } from '#app/performance/cycles.server.ts'
import { agreeGoals, proposeChange, proposeGoals, sheetsOf } from '#app/performance/goals/goal-sheets.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { notices } from '#db/schema/notices.ts'
import { employees } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { eachEngine, now } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { head, hr, manager, otherHr, person } from './bank.ts'
import { imported, reviewed } from './running-cycle.ts'

eachEngine('a published result', (open) => {
  it('is acknowledged by its person, appealed, and answered by someone who had no part in it', async () => {
    const db = await open()
    const cycleId = await reviewed(db)
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
    expect(await appealsOf(db, appraisalId)).toMatchObject([{ revision: 2, answeredBy: otherHr.id }])
    expect((await appraisalOf(db, cycleId, 'emp_2'))?.score).toBe('88')
    // Whoever appealed waits for the answer, and need not come and look for it.
    expect(await db.select().from(notices)).toMatchObject([
      { accountId: 'acc_2', kind: 'appeal-answered', link: `/appraisals/${appraisalId}` },
    ])
  })

  it('is appealed against, waited for by those who may answer, and the appeal taken back by whoever filed it', async () => {
    const db = await open()
    const cycleId = await reviewed(db)
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
    const cycleId = await reviewed(db)
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
