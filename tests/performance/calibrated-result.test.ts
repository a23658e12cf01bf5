import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { correctActual } from '#app/performance/actuals/actuals.server.ts'
import { appraisalOf } from '#app/performance/appraisals/appraisals.server.ts'
import { closeCalibration } from '#app/performance/appraisals/cycle-results.server.ts'
import { moveRating } from '#app/performance/appraisals/results.server.ts'
import { scoreCycle } from '#app/performance/appraisals/score-cycle.server.ts'
import { cyclesScoredBy } from '#app/performance/cycles.server.ts'
import { performanceDue } from '#app/performance/performance-due.server.ts'
import { recordVeto, violationsOf } from '#app/performance/veto-events.server.ts'
import { actuals, appraisals } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { eachEngine, now } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { actorOf, head, hr, manager, person } from './bank.ts'
import { reviewed, running } from './running-cycle.ts'

eachEngine('a reviewed result', (open) => {
  it('is capped by a violation of the cycle, whatever calibration says', async () => {
    const db = await open()
    const cycleId = await reviewed(db)
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
    const cycleId = await reviewed(db)
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
})
