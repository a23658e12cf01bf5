/** Scoring a cycle: by HR once managers review, of what is not published, piece by piece, and the trail says so. */
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import { appraisalOf } from '#app/performance/appraisals/appraisals.server.ts'
import { scoreCycleJob } from '#app/performance/appraisals/score-cycle.job.ts'
import {
  addCounts,
  noneScored,
  type ScoreProblem,
  scoreAfter,
  scoreCycle,
  writeScores,
} from '#app/performance/appraisals/score-cycle.server.ts'
import { requestScoring, scoreCycleKind } from '#app/performance/cycles/cycle-jobs.server.ts'
import { findCycle, openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { jobs } from '#db/schema/kernel.ts'
import { appraisals, cycles } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { account } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { must } from '../support/outcome.ts'
import { hr, manager, openBank, quarter } from './bank.ts'
import { imported, running } from './running-cycle.ts'

const { now } = clock
const codeOf = (outcome: { ok: boolean; error?: { code: string } }) => (outcome.ok ? 'done' : outcome.error?.code)
const recorded = (db: Db) => db.$count(auditRecords, eq(auditRecords.act, 'cycle.scored'))
const close = (db: Db, id: string) =>
  transact(db, (tx) => tx.update(cycles).set({ closedAt: now }).where(eq(cycles.id, id)))
const scoresOf = async (db: Db, cycleId: string) =>
  (await db.select({ score: appraisals.score }).from(appraisals).where(eq(appraisals.cycleId, cycleId)))
    .flatMap(({ score }) => score ?? [])
    .sort()
const csv = 'number,sales,new_customers\nS-001,8,9\nS-002,5,6\n'
const nextQuarter = { ...quarter, code: '2026-Q4', fromOn: '2026-10-01', toOn: '2026-12-31' }

describe('a cycle is scored', () => {
  it.each<[string, (db: Db, actor: Actor, cycleId: string) => Promise<string | undefined>]>([
    ['at once', async (db, actor, id) => codeOf(await scoreCycle(db, actor, id, now))],
    ['by a job', async (db, actor, id) => codeOf(await requestScoring(db, actor, id, now))],
  ])('%s by HR over it, from manager review on, until it is closed', async (_, score) => {
    const db = await freshDb()
    const cycleId = await running(db)
    expect(await score(db, hr, 'cyc_9')).toBe('no-such-cycle')
    expect(await score(db, manager, cycleId)).toBe('not-allowed')
    expect(await score(db, { ...hr, today: '2026-08-31' }, cycleId)).toBe('too-early')
    expect([await recorded(db), await db.$count(jobs)]).toEqual([0, 0])
    // Late is allowed, when the window is over.
    expect(await score(db, { ...hr, today: '2026-12-31' }, cycleId)).toBe('done')
    await close(db, cycleId)
    expect(await score(db, hr, cycleId)).toBe('closed-already')
  })

  it('itself alone, without what is published, and once in the trail', async () => {
    const db = await freshDb()
    const cycleId = await running(db)
    const { id: other } = must(await openCycle(db, hr, nextQuarter, now))
    must(await makeSheets(db, hr, other, now))
    for (const id of [cycleId, other]) await imported(db, id, csv)
    await transact(db, (tx) =>
      tx.update(appraisals).set({ publishedAt: now }).where(eq(appraisals.employeeId, 'emp_2')),
    )
    expect(must(await scoreCycle(db, hr, cycleId, now))).toMatchObject({ people: 1, scored: 1 })
    expect([await scoresOf(db, cycleId), await scoresOf(db, other)]).toEqual([['100'], []])
    expect(await recorded(db)).toBe(1)
  })

  it('anew where somebody’s review was handed in meanwhile, by what stands there now', async () => {
    const db = await freshDb()
    const cycleId = await running(db)
    await imported(db, cycleId, csv)
    const cycle = await findCycle(db, cycleId)
    if (!cycle) throw new Error('no cycle')
    const read = await scoreAfter(db, cycle, '')
    await imported(db, cycleId, csv.replace('S-002,5', 'S-002,8'))
    await transact(db, (tx) => tx.update(appraisals).set({ revision: 7 }).where(eq(appraisals.employeeId, 'emp_2')))
    await transact(db, (tx) => writeScores(tx, cycle, read.rows))
    expect(await appraisalOf(db, cycleId, 'emp_1')).toMatchObject({ score: '100', revision: 2 })
    expect(await appraisalOf(db, cycleId, 'emp_2')).toMatchObject({ score: '88', revision: 8 })
  })

  it('by a job that its page knows, in pieces of a hundred, and once in the trail', async () => {
    const db = await freshDb()
    await openBank(db, { count: 101 })
    await account(db, hr.id, 'hr')
    const { id: cycleId } = must(await openCycle(db, hr, quarter, now))
    const { id: other } = must(await openCycle(db, hr, nextQuarter, now))
    for (const id of [cycleId, other]) must(await makeSheets(db, hr, id, now))
    await imported(db, cycleId, 'number,sales,new_customers\nS-001,8,9\nS-101,5,6\n')
    const { jobId } = must(await requestScoring(db, hr, cycleId, now))
    expect((await findCycle(db, cycleId))?.scoreJobId).toBe(jobId)
    expect((await findCycle(db, other))?.scoreJobId).toBeNull()
    const people = await db.$count(appraisals, eq(appraisals.cycleId, cycleId))
    const [asked] = await db.select().from(jobs).where(eq(jobs.kind, scoreCycleKind))
    expect(asked?.input).toMatchObject({ cycleId, total: people })
    await runJobs(db, [scoreCycleJob])
    expect(await scoresOf(db, cycleId)).toEqual(['100', '64'])
    const [ended] = await db.select().from(jobs).where(eq(jobs.id, jobId))
    expect(ended).toMatchObject({
      state: 'done',
      progressDone: people,
      progressTotal: people,
      result: { people, scored: 2 },
    })
    expect(await recorded(db)).toBe(1)
  })

  it('by a job not any more where it was closed meanwhile', async () => {
    const db = await freshDb()
    const cycleId = await running(db)
    await account(db, hr.id, 'hr')
    await imported(db, cycleId, csv)
    must(await requestScoring(db, hr, cycleId, now))
    await close(db, cycleId)
    await expect(runJobs(db, [scoreCycleJob])).rejects.toThrow('cycle-closed')
    expect([await scoresOf(db, cycleId), await recorded(db)]).toEqual([[], 0])
  })
})

describe('the counts of a scoring', () => {
  it('name the first hundred who cannot be scored, and count all', () => {
    const counts = noneScored()
    const problem: ScoreProblem = { employeeId: 'e', appraisalId: 'a', code: 'not-a-number', kpi: null }
    for (let times = 0; times < 3; times++)
      addCounts(counts, { rows: [], people: 60, problems: Array.from({ length: 60 }, () => problem) })
    expect(counts).toMatchObject({ people: 180, without: 180, unreadable: 180 })
    expect(counts.problems).toHaveLength(100)
  })
})
