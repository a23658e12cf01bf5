/** What is done to one result: by whom, in which state, to that one alone, and in the trail. */
import { asc, eq, inArray } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { record } from '#app/audit/records.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { commitImport, uploadActuals } from '#app/performance/actuals/actual-imports.server.ts'
import { appealsToAnswer, appealsWithin } from '#app/performance/appraisals/appeals-open.server.ts'
import { type AppraisalState, appraisalStates } from '#app/performance/appraisals/appraisal-state.ts'
import { appealsOf, appraisalOf, appraisalsIn, countsByState } from '#app/performance/appraisals/appraisals.server.ts'
import { calibrationView } from '#app/performance/appraisals/calibration-view.server.ts'
import { closeCalibration, publishResults } from '#app/performance/appraisals/cycle-results.server.ts'
import {
  acknowledge,
  answerAppeal,
  fileAppeal,
  moveRating,
  withdrawAppeal,
} from '#app/performance/appraisals/results.server.ts'
import { reopenReview, submitReviews, submitSelfReview } from '#app/performance/appraisals/reviews.server.ts'
import { findCycle, openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import type { Db } from '#db/client.server.ts'
import { approvals, auditRecords } from '#db/schema/audit.ts'
import { notices } from '#db/schema/notices.ts'
import { delegations } from '#db/schema/organisation.ts'
import { appraisals, cycles } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { account } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { actorOf, head, hr, manager, openBank, otherHr, person, quarter } from './bank.ts'

const { now } = clock
const elsewhere = actorOf(null, [], { grants: [{ role: 'hr-officer', path: '/HO/B2/' }] })
const tooEarly = (actor: Actor): Actor => ({ ...actor, today: '2026-08-31' })
const codeOf = (outcome: { ok: boolean; error?: { code: string } }) => (outcome.ok ? 'done' : outcome.error?.code)
/** The acts of one kind of thing, in their order. */
const trail = async (db: Db, ...acts: string[]) =>
  (
    await db
      .select({ act: auditRecords.act })
      .from(auditRecords)
      .where(inArray(auditRecords.act, acts))
      .orderBy(asc(auditRecords.seq))
  ).map(({ act }) => act)

/** Two salespeople of the branch, scored and reviewed by their manager. */
const reviewed = async () => {
  const db = await freshDb()
  await openBank(db)
  const { id: cycleId } = must(await openCycle(db, hr, quarter, now))
  must(await makeSheets(db, hr, cycleId, now))
  const bytes = new TextEncoder().encode('number,sales,new_customers\nS-001,8,9\nS-002,5,6\n')
  const { id } = must(await uploadActuals(db, hr, { cycleId, fileName: 'q3.csv', bytes }, now))
  must(await commitImport(db, hr, { id, revision: 1 }, now))
  must(await submitReviews(db, manager, { cycleId, employeeIds: ['emp_1', 'emp_2'] }, now))
  const one = await appraisalOf(db, cycleId, 'emp_1')
  const two = await appraisalOf(db, cycleId, 'emp_2')
  return { db, cycleId, oneId: one?.id ?? '', twoId: two?.id ?? '', revision: one?.revision ?? 0 }
}
const published = async () => {
  const bank = await reviewed()
  must(await closeCalibration(bank.db, head, bank.cycleId, now))
  must(await publishResults(bank.db, hr, bank.cycleId, now))
  return bank
}
const theOther = (db: Db, cycleId: string) => appraisalOf(db, cycleId, 'emp_2')
const closed = (db: Db, cycleId: string) =>
  transact(db, (tx) => tx.update(cycles).set({ closedAt: now }).where(eq(cycles.id, cycleId)))

describe('a rating', () => {
  it('is moved once its calibration has begun and until it is closed, of one person alone', async () => {
    const { db, cycleId, oneId, revision } = await reviewed()
    const move = (actor: Actor, given: Partial<Parameters<typeof moveRating>[2]> = {}) =>
      moveRating(db, actor, { appraisalId: oneId, rating: 'A', reason: 'led', revision, ...given }, now)
    const theirs = await theOther(db, cycleId)
    expect(codeOf(await move(tooEarly(head)))).toBe('phase-not-open')
    expect(codeOf(await move(head, { appraisalId: 'apr_9' }))).toBe('no-such-appraisal')
    expect(codeOf(await move(head, { revision: revision + 1 }))).toBe('changed-meanwhile')
    expect(codeOf(await move(head, { rating: 'S' }))).toBe('no-such-rating')
    expect(codeOf(await move(head))).toBe('done')
    expect(await appraisalOf(db, cycleId, 'emp_1')).toMatchObject({
      ...{ calibratedRating: 'A', calibrationReason: 'led', finalRating: 'A', revision: revision + 1 },
    })
    expect(await theOther(db, cycleId)).toEqual(theirs)
    expect(await trail(db, 'appraisal.calibrated')).toHaveLength(1)
    must(await closeCalibration(db, head, cycleId, now))
    expect(codeOf(await move(head, { revision: revision + 2 }))).toBe('calibrated-already')
  })
})

describe('closing calibration', () => {
  it('approves those in reach that others have reviewed, of this cycle, and none a second time', async () => {
    const { db, cycleId, twoId } = await reviewed()
    await transact(db, (tx) =>
      tx
        .update(appraisals)
        .set({ calibratedBy: 'acc_before', calibratedAt: 1, managerReviewedBy: 'acc_before' })
        .where(eq(appraisals.id, twoId)),
    )
    const next = { ...quarter, code: '2026-Q4', fromOn: '2026-10-01', toOn: '2026-12-31' }
    const { id: other } = must(await openCycle(db, hr, next, now))
    must(await makeSheets(db, hr, other, now))
    await transact(db, (tx) =>
      tx
        .update(appraisals)
        .set({ score: '90', finalRating: 'B', managerReviewedAt: now, managerReviewedBy: 'acc_m' })
        .where(eq(appraisals.cycleId, other)),
    )
    const close = (actor: Actor, of = cycleId) => closeCalibration(db, actor, of, now)
    expect(codeOf(await close(elsewhere))).toBe('nothing-ready')
    // Who reviewed it heads the unit by now, and does not approve it.
    expect(codeOf(await close({ ...head, id: manager.id }))).toBe('nothing-ready')
    expect(codeOf(await close(head, 'cyc_9'))).toBe('no-such-cycle')
    expect(must(await close(head))).toEqual({ closed: 1 })
    expect(await theOther(db, cycleId)).toMatchObject({ calibratedBy: 'acc_before', calibratedAt: 1 })
    expect((await appraisalOf(db, other, 'emp_1'))?.calibratedAt).toBeNull()
    await closed(db, other)
    expect(codeOf(await close(head, other))).toBe('closed-already')
  })
})

describe('publishing results', () => {
  it('is of what was approved in this cycle, and HR’s to do', async () => {
    const { db, cycleId, twoId } = await reviewed()
    must(await closeCalibration(db, head, cycleId, now))
    await transact(db, (tx) => tx.update(appraisals).set({ calibratedAt: null }).where(eq(appraisals.id, twoId)))
    const { id: other } = must(await openCycle(db, hr, { ...quarter, code: 'OTHER' }, now))
    for (const actor of [head, manager, elsewhere])
      expect(codeOf(await publishResults(db, actor, cycleId, now))).toBe('not-allowed')
    expect(codeOf(await publishResults(db, hr, 'cyc_9', now))).toBe('no-such-cycle')
    expect(codeOf(await publishResults(db, hr, other, now))).toBe('nothing-ready')
    expect(must(await publishResults(db, hr, cycleId, now))).toEqual({ published: 1 })
    expect((await theOther(db, cycleId))?.publishedAt).toBeNull()
    await closed(db, cycleId)
    expect(codeOf(await publishResults(db, hr, cycleId, now))).toBe('closed-already')
  })
})

describe('a result that is published', () => {
  it('is acknowledged once, by its person, and no other’s with it', async () => {
    const { db, cycleId, oneId } = await published()
    const say = (actor: Actor, appraisalId = oneId) => acknowledge(db, actor, { appraisalId, note: 'read' }, now)
    expect([codeOf(await say(manager)), codeOf(await say(person(2)))]).toEqual(['not-allowed', 'no-such-appraisal'])
    expect(codeOf(await say(person(1), 'apr_9'))).toBe('no-such-appraisal')
    must(await say(person(1)))
    expect(await appraisalOf(db, cycleId, 'emp_1')).toMatchObject({ acknowledgedAt: now, acknowledgementNote: 'read' })
    expect((await theOther(db, cycleId))?.acknowledgedAt).toBeNull()
    expect(codeOf(await say(person(1)))).toBe('acknowledged-already')
    expect(await trail(db, 'appraisal.acknowledged')).toHaveLength(1)
  })

  it('is appealed against by its person while the window is open, once at a time, and those who may answer hear of it', async () => {
    const { db, oneId, twoId } = await published()
    await account(db, 'acc_answers', 'answers', 'hr-officer')
    await account(db, 'acc_elsewhere', 'elsewhere', 'auditor')
    const file = (actor: Actor, appraisalId = oneId) => fileAppeal(db, actor, { appraisalId, reason: 'Sales' }, now)
    expect([codeOf(await file(manager)), codeOf(await file(person(1), 'apr_9'))]).toEqual([
      'not-allowed',
      'no-such-appraisal',
    ])
    expect(codeOf(await file(tooEarly(person(1))))).toBe('phase-not-open')
    must(await file(person(2), twoId))
    must(await file(person(1)))
    expect(codeOf(await file(person(1)))).toBe('appealed-already')
    expect(await appealsOf(db, oneId)).toHaveLength(1)
    expect(await trail(db, 'appeal.filed')).toHaveLength(2)
    const told = await db.select().from(notices).where(eq(notices.kind, 'appeal-filed'))
    expect(told.map(({ accountId }) => accountId)).toEqual(['acc_answers', 'acc_answers'])
  })

  it('is not appealed against before it is published', async () => {
    const { db, oneId } = await reviewed()
    expect(codeOf(await fileAppeal(db, person(1), { appraisalId: oneId, reason: 'Sales' }, now))).toBe('not-published')
  })
})

describe('an appeal', () => {
  /** One of each of the two. */
  const appealed = async () => {
    const bank = await published()
    const file = async (n: number, appraisalId: string) =>
      must(await fileAppeal(bank.db, person(n), { appraisalId, reason: 'Sales' }, now)).id
    return { ...bank, appealId: await file(1, bank.oneId), theirs: await file(2, bank.twoId) }
  }
  const outcomes = async (db: Db, ...ids: string[]) =>
    (await Promise.all(ids.map((id) => appealsOf(db, id)))).map(([row]) => row?.outcome ?? null)

  it('is taken back by whoever filed it, as it stands on their page, and no other with it', async () => {
    const { db, appealId, oneId, twoId } = await appealed()
    const take = (actor: Actor, revision = 1, id = appealId) =>
      withdrawAppeal(db, actor, { appealId: id, revision }, now)
    expect(codeOf(await take(manager))).toBe('no-such-appraisal')
    expect(codeOf(await take(person(1), 1, 'apl_9'))).toBe('no-such-appraisal')
    expect(codeOf(await take(person(1), 2))).toBe('changed-meanwhile')
    must(await take(person(1)))
    expect(await outcomes(db, oneId, twoId)).toEqual(['withdrawn', null])
    expect((await appealsOf(db, oneId))[0]?.revision).toBe(2)
    expect(await trail(db, 'appeal.withdrawn')).toHaveLength(1)
  })

  it('is answered once, as it stands on the page, with a rating where the answer says so', async () => {
    const { db, cycleId, appealId, oneId, twoId } = await appealed()
    const theirs = await theOther(db, cycleId)
    const was = await appraisalOf(db, cycleId, 'emp_1')
    const answer = (given: Partial<Parameters<typeof answerAppeal>[2]> = {}, actor: Actor = otherHr) =>
      answerAppeal(
        db,
        actor,
        { appealId, outcome: 'upheld', answer: 'Found them', rating: 'A', revision: 1, ...given },
        now,
      )
    expect(codeOf(await answer({ appealId: 'apl_9' }))).toBe('no-such-appraisal')
    expect(codeOf(await answer({}, elsewhere))).toBe('no-such-appraisal')
    expect(codeOf(await answer({}, manager))).toBe('maker-is-checker')
    expect(codeOf(await answer({ revision: 2 }))).toBe('changed-meanwhile')
    expect(codeOf(await answer({ rating: 'S' }))).toBe('no-such-rating')
    must(await answer())
    expect(await appraisalOf(db, cycleId, 'emp_1')).toMatchObject({
      ...{ calibratedRating: 'A', calibrationReason: 'Found them', finalRating: 'A', score: was?.score },
      revision: (was?.revision ?? 0) + 1,
    })
    expect(await theOther(db, cycleId)).toEqual(theirs)
    expect(await outcomes(db, oneId, twoId)).toEqual(['upheld', null])
    expect(codeOf(await answer({ revision: 2 }))).toBe('answered-already')
    expect(await trail(db, 'appeal.upheld')).toHaveLength(1)
    expect(await db.select().from(approvals).where(eq(approvals.subjectId, appealId))).toMatchObject([
      { decision: 'approved', reason: 'Found them' },
    ])
  })

  it('that is rejected changes no result, whatever rating was typed', async () => {
    const { db, cycleId, appealId } = await appealed()
    const was = await appraisalOf(db, cycleId, 'emp_1')
    const answer = { appealId, outcome: 'rejected', answer: 'They are all there', rating: 'A', revision: 1 } as const
    must(await answerAppeal(db, otherHr, answer, now))
    expect(await appraisalOf(db, cycleId, 'emp_1')).toEqual(was)
    expect(await trail(db, 'appeal.rejected')).toHaveLength(1)
    expect(await db.select().from(approvals).where(eq(approvals.subjectId, appealId))).toMatchObject([
      { decision: 'returned' },
    ])
  })
})

describe('what a deputy did in the name of who lent it', () => {
  const lender = otherHr
  const deputy: Actor = {
    ...actorOf('emp_head', ['hr-officer']),
    ...{ onBehalfOf: lender.id, lentActs: ['appraisal.', 'goal.', 'cycle.'] },
  }
  const lent = async (db: Db) => {
    for (const [id, name] of [
      [lender.id, 'lender'],
      [deputy.id, 'deputy'],
    ] as const)
      await account(db, id, name, 'hr-officer')
    await transact(db, (tx) =>
      tx.insert(delegations).values({
        ...{ id: 'dlg_1', fromAccountId: lender.id, toAccountId: deputy.id, reason: 'leave', acts: ['appraisal.'] },
        ...{ fromOn: clock.today, toOn: clock.today, recordedAt: now },
      }),
    )
  }

  it('closing a calibration, leaves them no appeal against it to answer, and others do', async () => {
    const { db, cycleId, oneId } = await reviewed()
    await lent(db)
    must(await closeCalibration(db, deputy, cycleId, now))
    must(await publishResults(db, hr, cycleId, now))
    const { id: appealId } = must(await fileAppeal(db, person(1), { appraisalId: oneId, reason: 'Sales' }, now))
    const told = await db.select().from(notices).where(eq(notices.kind, 'appeal-filed'))
    expect(told).toEqual([])
    const answer = (actor: Actor) =>
      answerAppeal(db, actor, { appealId, outcome: 'rejected', answer: 'All there', rating: null, revision: 1 }, now)
    const may = async (actor: Actor) => [
      await appealsToAnswer(db, actor),
      (await appealsWithin(db, actor, actor.today))[0]?.mayAnswer,
    ]
    expect([await may(lender), await may(hr)]).toEqual([
      [0, false],
      [1, true],
    ])
    expect(codeOf(await answer(lender))).toBe('maker-is-checker')
    must(await answer(hr))
  })

  it('scoring, leaves them no rating to move or to approve', async () => {
    const { db, cycleId, oneId, twoId } = await reviewed()
    await lent(db)
    // Both were reviewed by the deputy, one of them in the lender's name.
    await transact(db, async (tx) => {
      await tx.update(appraisals).set({ managerReviewedBy: deputy.id })
      await record(tx, deputy, 'appraisal.manager-reviewed', { kind: 'appraisal', id: oneId, unitPath: '/' }, {}, now)
    })
    const cycle = await findCycle(db, cycleId)
    const view = cycle && (await calibrationView(db, lender, cycle, { rating: null, limit: 9, offset: 0 }))
    expect(view?.ready).toBe(1)
    expect(view?.cards.filter(({ mayMove }) => mayMove).map(({ id }) => id)).toEqual([twoId])
    const move = { appraisalId: oneId, rating: 'A', reason: 'led', revision: 1 }
    expect(codeOf(await moveRating(db, lender, move, now))).toBe('maker-is-checker')
    expect(must(await closeCalibration(db, lender, cycleId, now))).toEqual({ closed: 1 })
    expect((await appraisalOf(db, cycleId, 'emp_1'))?.calibratedAt).toBeNull()
  })
})

describe('a review', () => {
  it('of oneself is handed in once, in its window, by oneself', async () => {
    const { db, cycleId, oneId } = await reviewed()
    const submit = (actor: Actor, appraisalId = oneId) =>
      submitSelfReview(db, actor, { appraisalId, comment: 'x' }, now)
    expect(codeOf(await submit(person(1), 'apr_9'))).toBe('no-such-appraisal')
    expect(codeOf(await submit(manager))).toBe('not-allowed')
    expect(codeOf(await submit(tooEarly(person(1))))).toBe('phase-not-open')
    const was = await appraisalOf(db, cycleId, 'emp_1')
    must(await submit(person(1)))
    expect(await appraisalOf(db, cycleId, 'emp_1')).toMatchObject({
      ...{ selfReviewedAt: now, selfComment: 'x', revision: (was?.revision ?? 0) + 1 },
    })
    expect((await theOther(db, cycleId))?.selfReviewedAt).toBeNull()
    expect(codeOf(await submit(person(1)))).toBe('submitted-already')
    expect(await trail(db, 'appraisal.self-reviewed', 'appraisal.manager-reviewed')).toEqual([
      'appraisal.manager-reviewed',
      'appraisal.manager-reviewed',
      'appraisal.self-reviewed',
    ])
  })

  it('of a person is taken back by who scores them, in its window, until its calibration is closed', async () => {
    const { db, cycleId } = await reviewed()
    const reopen = (actor: Actor, of = cycleId) => reopenReview(db, actor, { cycleId: of, employeeId: 'emp_1' }, now)
    for (const actor of [person(1), person(2), hr]) expect(codeOf(await reopen(actor))).toBe('no-such-appraisal')
    expect(codeOf(await reopen(manager, 'cyc_9'))).toBe('no-such-appraisal')
    expect(codeOf(await reopen(tooEarly(manager)))).toBe('phase-not-open')
    must(await reopen(manager))
    expect(await appraisalOf(db, cycleId, 'emp_1')).toMatchObject({ managerReviewedAt: null, managerReviewedBy: null })
    expect((await theOther(db, cycleId))?.managerReviewedAt).toBe(now)
    expect(codeOf(await reopen(manager))).toBe('not-submitted')
    expect(await trail(db, 'appraisal.reopened')).toHaveLength(1)
    const again = { cycleId, employeeIds: ['emp_1'] }
    must(await submitReviews(db, manager, again, now))
    await closed(db, cycleId)
    expect(codeOf(await reopen(manager))).toBe('closed-already')
    await transact(db, (tx) => tx.update(cycles).set({ closedAt: null }))
    must(await closeCalibration(db, head, cycleId, now))
    expect(codeOf(await reopen(manager))).toBe('calibrated-already')
  })
})

describe('the figures of a cycle', () => {
  it('count each result where it stands, of its cycle and of those in reach', async () => {
    const { db, cycleId, oneId } = await published()
    const { id: other } = must(await openCycle(db, hr, { ...quarter, code: 'OTHER' }, now))
    must(await makeSheets(db, hr, other, now))
    const of = (actor: Actor, id = cycleId) => countsByState(db, actor, id)
    const all = (await of(hr)).all
    expect(await of(hr)).toMatchObject({ published: 2, scored: 2, acknowledged: 0, appealed: 0 })
    expect(await of(hr, other)).toMatchObject({ open: all, all, published: 0, scored: 0, appealed: 0 })
    expect(await of(elsewhere)).toMatchObject({ all: 0, published: 0, appealed: 0 })
    must(await acknowledge(db, person(1), { appraisalId: oneId, note: null }, now))
    const { id } = must(await fileAppeal(db, person(1), { appraisalId: oneId, reason: 'Sales' }, now))
    expect(await of(hr)).toMatchObject({ published: 1, acknowledged: 1, appealed: 1 })
    expect([(await of(hr, other)).appealed, (await of(elsewhere)).appealed]).toEqual([0, 0])
    must(await withdrawAppeal(db, person(1), { appealId: id, revision: 1 }, now))
    expect(await of(hr)).toMatchObject({ appealed: 0 })
  })

  it('put each result into one state, the last that it reached', async () => {
    const db = await freshDb()
    await openBank(db, { count: 8 })
    const { id: cycleId } = must(await openCycle(db, hr, quarter, now))
    must(await makeSheets(db, hr, cycleId, now))
    await transact(db, (tx) => tx.delete(appraisals).where(inArray(appraisals.employeeId, ['emp_head', 'emp_manager'])))
    // Those of each line have all that stands in it; whoever skipped a step is where the last one leads.
    const steps: [employeeId: string, has: Partial<typeof appraisals.$inferInsert>][] = [
      ['emp_2', { selfReviewedAt: now }],
      ['emp_3', { selfReviewedAt: now, managerReviewedAt: now }],
      ['emp_4', { managerReviewedAt: now }],
      ['emp_5', { managerReviewedAt: now, calibratedAt: now }],
      ['emp_6', { selfReviewedAt: now, calibratedAt: now }],
      ['emp_7', { calibratedAt: now, publishedAt: now }],
      ['emp_8', { calibratedAt: now, publishedAt: now, acknowledgedAt: now }],
    ]
    for (const [employeeId, has] of steps)
      await transact(db, (tx) => tx.update(appraisals).set(has).where(eq(appraisals.employeeId, employeeId)))
    expect(await countsByState(db, hr, cycleId)).toMatchObject({
      ...{ open: 1, 'self-reviewed': 1, 'manager-reviewed': 2, calibrated: 2, published: 1, acknowledged: 1, all: 8 },
    })
    const page = { limit: 10, offset: 0 }
    const found = async (state: AppraisalState) =>
      (await appraisalsIn(db, hr, cycleId, { state }, page)).rows.map(({ employeeId }) => employeeId).sort()
    expect(await Promise.all(appraisalStates.map(found))).toEqual([
      ...[['emp_1'], ['emp_2'], ['emp_3', 'emp_4'], ['emp_5', 'emp_6'], ['emp_7'], ['emp_8']],
    ])
  })
})
