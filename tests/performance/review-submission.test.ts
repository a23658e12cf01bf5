/** Marks and reviews: in their window, by who scores the person, of their own part, until it is handed in. */
import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import { appraisalOf } from '#app/performance/appraisals/appraisals.server.ts'
import { giveMark } from '#app/performance/appraisals/marks.server.ts'
import { moveRating } from '#app/performance/appraisals/results.server.ts'
import { reopenReview, submitReviews, submitSelfReview } from '#app/performance/appraisals/reviews.server.ts'
import type { Db } from '#db/client.server.ts'
import { appraisals, cycles, goalLines, goalSheets, marksGiven } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { actorOf, head, hr, manager, person } from './bank.ts'
import { judged, judgedLines, running } from './running-cycle.ts'

const { now } = clock
const codeOf = (outcome: { ok: boolean; error?: { code: string } }) => (outcome.ok ? 'done' : outcome.error?.code)
const late = (actor: Actor): Actor => ({ ...actor, today: '2026-11-01' })

/** Two tellers whose work is judged; `lines` are the first one's. */
const tellers = async () => {
  const db = await freshDb()
  const cycleId = await running(db, { post: 'teller' })
  return { db, cycleId, lines: (await judgedLines(db, 'emp_1')).map(({ id }) => id) }
}
const mark = (db: Db, lineId = '', more: { actor?: Actor; mark?: string | null; revision?: number } = {}) =>
  giveMark(
    db,
    more.actor ?? manager,
    { lineId, perspective: 'manager', mark: more.mark === undefined ? '4' : more.mark, revision: more.revision ?? 0 },
    now,
  )
const close = (db: Db, id: string) =>
  transact(db, (tx) => tx.update(cycles).set({ closedAt: now }).where(eq(cycles.id, id)))

describe('a mark', () => {
  it('is given in the window of its review, until that is handed in, while the cycle runs', async () => {
    const { db, cycleId, lines } = await tellers()
    const [first] = lines
    expect(codeOf(await mark(db, 'gln_9'))).toBe('no-such-line')
    expect(codeOf(await mark(db, first, { actor: late(manager) }))).toBe('phase-not-open')
    for (const line of lines) expect(codeOf(await mark(db, line))).toBe('done')
    must(await submitReviews(db, manager, { cycleId, employeeIds: ['emp_1'] }, now))
    expect(codeOf(await mark(db, first, { mark: '5', revision: 1 }))).toBe('submitted-already')
    must(await reopenReview(db, manager, { cycleId, employeeId: 'emp_1' }, now))
    await close(db, cycleId)
    expect(codeOf(await mark(db, first, { mark: '5', revision: 1 }))).toBe('closed-already')
  })

  it('is taken away alone', async () => {
    const { db, lines } = await tellers()
    for (const line of lines) must(await mark(db, line))
    must(await mark(db, lines[0], { mark: null, revision: 1 }))
    const left = await db.select({ lineId: marksGiven.goalLineId }).from(marksGiven)
    expect(left.map(({ lineId }) => lineId)).toEqual(lines.slice(1))
  })

  it('is of what is judged, not of what is measured', async () => {
    const { db } = await tellers()
    const all = await db.select({ id: goalLines.id, kpi: goalLines.kpiCode }).from(goalLines)
    const measured = all.find(({ kpi }) => !judged.includes(kpi))
    expect(codeOf(await mark(db, measured?.id))).toBe('not-judged')
  })
})

describe('a review', () => {
  it('is handed in by who scores the person, in its window, in a cycle that there is', async () => {
    const { db, cycleId, lines } = await tellers()
    for (const line of lines) must(await mark(db, line))
    const submit = async (actor: Actor = manager, id = cycleId) =>
      codeOf(await submitReviews(db, actor, { cycleId: id, employeeIds: ['emp_1'] }, now))
    expect(await submit(manager, 'cyc_9')).toBe('no-such-cycle')
    expect(await submit(late(manager))).toBe('phase-not-open')
    for (const actor of [hr, head, person(1), person(2)]) expect(await submit(actor)).toBe('not-allowed')
    const before = await appraisalOf(db, cycleId, 'emp_1')
    expect(await submit()).toBe('done')
    const after = await appraisalOf(db, cycleId, 'emp_1')
    expect(after).toMatchObject({ managerReviewedBy: manager.id, revision: (before?.revision ?? 0) + 1 })
    expect(await appraisalOf(db, cycleId, 'emp_2')).toMatchObject({ managerReviewedAt: null })
  })

  it('needs the marks of one’s own part of the person, not those of another manager’s', async () => {
    const { db, cycleId, lines } = await tellers()
    const ofTheFirst = and(eq(goalSheets.cycleId, cycleId), eq(goalSheets.employeeId, 'emp_1'))
    const [sheet] = await db.select().from(goalSheets).where(ofTheFirst)
    const own = await db
      .select()
      .from(goalLines)
      .where(eq(goalLines.sheetId, sheet?.id ?? ''))
    if (!sheet) throw new Error('no sheet')
    await transact(db, async (tx) => {
      await tx.update(goalSheets).set({ fromOn: '2026-08-16' }).where(ofTheFirst)
      const before = { id: 'gsh_before', assignmentId: 'asg_emp_manager', managerId: 'emp_head', toOn: '2026-08-15' }
      await tx.insert(goalSheets).values({ ...sheet, ...before })
      for (const line of own)
        await tx.insert(goalLines).values({ ...line, id: `${line.id}-before`, sheetId: 'gsh_before' })
    })
    const submit = async () => codeOf(await submitReviews(db, manager, { cycleId, employeeIds: ['emp_1'] }, now))
    expect(await submit()).toBe('marks-missing')
    for (const line of lines) must(await mark(db, line))
    expect(await submit()).toBe('done')
  })

  it('of oneself needs its marks', async () => {
    const { db, cycleId, lines } = await tellers()
    const own = await appraisalOf(db, cycleId, 'emp_1')
    const submit = async () =>
      submitSelfReview(db, person(1), { appraisalId: own?.id ?? '', comment: 'A good quarter' }, now)
    expect(await submit()).toMatchObject({ error: { code: 'marks-missing', detail: { count: lines.length } } })
  })

  it('is taken back where there is one, and its appraisal is another since', async () => {
    const { db, cycleId, lines } = await tellers()
    for (const line of lines) must(await mark(db, line))
    must(await submitReviews(db, manager, { cycleId, employeeIds: ['emp_1'] }, now))
    const reopen = async (employeeId: string, id = cycleId) =>
      codeOf(await reopenReview(db, manager, { cycleId: id, employeeId }, now))
    expect([await reopen('emp_1', 'cyc_9'), await reopen('emp_9')]).toEqual(['no-such-appraisal', 'no-such-appraisal'])
    const before = await appraisalOf(db, cycleId, 'emp_1')
    expect(await reopen('emp_1')).toBe('done')
    expect(await appraisalOf(db, cycleId, 'emp_1')).toMatchObject({ revision: (before?.revision ?? 0) + 1 })
  })
})

describe('a rating', () => {
  it('is moved of nobody who has no scorecard', async () => {
    const { db, cycleId } = await tellers()
    const [own] = await db.select().from(appraisals).where(eq(appraisals.employeeId, 'emp_1'))
    await transact(db, async (tx) => {
      await tx
        .update(appraisals)
        .set({ score: '80', finalRating: 'C' })
        .where(eq(appraisals.id, own?.id ?? ''))
      await tx.delete(goalLines)
      await tx.delete(goalSheets).where(eq(goalSheets.cycleId, cycleId))
    })
    const move = { appraisalId: own?.id ?? '', rating: 'A', reason: 'led', revision: own?.revision ?? 0 }
    expect(codeOf(await moveRating(db, actorOf('emp_head', ['hr-officer']), move, now))).toBe('no-such-appraisal')
  })
})
