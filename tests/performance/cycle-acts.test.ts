import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import { discardImport, importsOf, uploadActuals } from '#app/performance/actuals/actual-imports.server.ts'
import { scoreCycleJob } from '#app/performance/appraisals/score-cycle.job.ts'
import { makeSheetsKind, requestScoring, requestSheets } from '#app/performance/cycles/cycle-jobs.server.ts'
import { findCycle, moveWindows, openCycle } from '#app/performance/cycles.server.ts'
import { makeSheetsJob } from '#app/performance/goals/make-sheets.job.ts'
import { closeVeto, recordVeto, vetoesWithin, violationsOf } from '#app/performance/veto-events.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { jobs } from '#db/schema/kernel.ts'
import { assignments } from '#db/schema/organisation.ts'
import { actualImports, cycles, vetoEvents } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { must } from '../support/outcome.ts'
import { branchPath, hr, manager, openBank, openWindows, otherHr, quarter } from './bank.ts'

const { now } = clock
const codeOf = (outcome: { ok: boolean; error?: { code: string } }) => (outcome.ok ? 'done' : outcome.error?.code)
const acts = (db: Db, act: string) => db.$count(auditRecords, eq(auditRecords.act, act))
const close = (db: Db, id: string) =>
  transact(db, (tx) => tx.update(cycles).set({ closedAt: now }).where(eq(cycles.id, id)))

/** The quarter and the one after it, each with all its windows open. */
const two = async () => {
  const db = await freshDb()
  await openBank(db)
  const { id } = must(await openCycle(db, hr, quarter, now))
  const next = { ...quarter, code: '2026-Q4', fromOn: '2026-10-01', toOn: '2026-12-31' }
  const { id: other } = must(await openCycle(db, hr, next, now))
  return { db, id, other }
}

describe('the windows of a cycle', () => {
  const windows = openWindows.map((each) => ({ ...each, closesOn: '2026-11-30' }))
  const windowsOf = async (db: Db, id: string) => (await findCycle(db, id))?.windows.map(({ closesOn }) => closesOn)

  it('are moved, of that cycle alone, and the trail keeps where they were', async () => {
    const { db, id, other } = await two()
    must(await moveWindows(db, hr, { cycleId: id, revision: 1, windows }, now))
    expect(await windowsOf(db, id)).toEqual(windows.map(() => '2026-11-30'))
    expect(await windowsOf(db, other)).toEqual(windows.map(() => '2026-10-31'))
    expect(await findCycle(db, other)).toMatchObject({ revision: 1 })
    expect(await acts(db, 'cycle.windows-moved')).toBe(1)
    // Whoever still has the page from before.
    expect(codeOf(await moveWindows(db, hr, { cycleId: id, revision: 1, windows }, now))).toBe('changed-meanwhile')
    expect(codeOf(await moveWindows(db, hr, { cycleId: id, revision: 2, windows }, now))).toBe('done')
  })

  it('stay where they are for who does not hold the cycle, once it is closed, and where they would end first', async () => {
    const { db, id } = await two()
    const move = (actor: Actor, given: Partial<Parameters<typeof moveWindows>[2]> = {}) =>
      moveWindows(db, actor, { cycleId: id, revision: 1, windows, ...given }, now)
    expect(codeOf(await move(manager))).toBe('not-allowed')
    expect(codeOf(await move(hr, { cycleId: 'cyc_9' }))).toBe('no-such-cycle')
    const backwards = windows.map((each) => ({ ...each, closesOn: '2026-08-31' }))
    expect(codeOf(await move(hr, { windows: backwards }))).toBe('ends-before-it-begins')
    await close(db, id)
    expect(codeOf(await move(hr))).toBe('closed-already')
    expect(await windowsOf(db, id)).toEqual(windows.map(() => '2026-10-31'))
  })
})

describe('the goal sheets of a cycle', () => {
  it('are asked for once its page shows how far they are', async () => {
    const { db, id, other } = await two()
    const { jobId } = must(await requestSheets(db, hr, id, now))
    expect(await db.select({ kind: jobs.kind, by: jobs.requestedBy }).from(jobs).where(eq(jobs.id, jobId))).toEqual([
      { kind: makeSheetsKind, by: hr.id },
    ])
    expect((await findCycle(db, id))?.sheetsJobId).toBe(jobId)
    expect((await findCycle(db, other))?.sheetsJobId).toBeNull()
  })

  it('are made for nobody who does not hold the cycle, nor once it is closed', async () => {
    const { db, id } = await two()
    expect(codeOf(await requestSheets(db, manager, id, now))).toBe('not-allowed')
    expect(codeOf(await requestSheets(db, hr, 'cyc_9', now))).toBe('no-such-cycle')
    await close(db, id)
    expect(codeOf(await requestSheets(db, hr, id, now))).toBe('closed-already')
    expect(await db.$count(jobs, eq(jobs.kind, makeSheetsKind))).toBe(0)
  })
})

it('the record of what was calculated for a cycle names both who asked for it and in whose name', async () => {
  const { db, id } = await two()
  const deputy = { ...otherHr, onBehalfOf: hr.id, lentActs: ['cycle.'] }
  must(await requestSheets(db, deputy, id, now))
  must(await requestScoring(db, deputy, id, now))
  await runJobs(db, [makeSheetsJob, scoreCycleJob])
  const asked = async (act: string) =>
    db
      .select({ by: auditRecords.actorId, inNameOf: auditRecords.onBehalfOf })
      .from(auditRecords)
      .where(eq(auditRecords.act, act))
  for (const act of ['cycle.sheets-made', 'cycle.scored'])
    expect(await asked(act)).toEqual([{ by: otherHr.id, inNameOf: hr.id }])
})

describe('a violation', () => {
  const veto = { kind: 'violation', description: 'Forged signature', happenedOn: '2026-08-01', isSerious: true }
  const recorded = async () => {
    const db = await freshDb()
    await openBank(db)
    const ids: string[] = []
    for (const employeeId of ['emp_1', 'emp_2'])
      ids.push(must(await recordVeto(db, hr, { ...veto, employeeId, capRating: null }, now)).id)
    const [id = '', other = ''] = ids
    return { db, id, other }
  }

  it('is closed on the day, itself alone, and the trail says so', async () => {
    const { db, id } = await recorded()
    must(await closeVeto(db, otherHr, { id, revision: 1 }, now))
    expect(await db.select().from(vetoEvents).where(eq(vetoEvents.id, id))).toMatchObject([
      { closedOn: clock.today, closedBy: otherHr.id, revision: 2 },
    ])
    expect((await violationsOf(db, ['emp_1', 'emp_2'])).map(({ employeeId, to }) => [employeeId, to])).toEqual([
      ['emp_1', clock.today],
      ['emp_2', null],
    ])
    expect(await acts(db, 'veto.closed')).toBe(1)
    expect(codeOf(await closeVeto(db, hr, { id, revision: 2 }, now))).toBe('closed-already')
  })

  it('is listed to HR of the person’s part of the bank, whoever recorded it, and to none of another', async () => {
    const { db, id, other } = await recorded()
    const ofBranch = { ...otherHr, grants: [{ role: 'hr-officer' as const, path: branchPath }] }
    const elsewhere = { ...hr, grants: [{ role: 'hr-officer' as const, path: '/HO/B2/' }] }
    const listed = async (actor: Actor) => (await vetoesWithin(db, actor, actor.today)).map((event) => event.id).sort()
    expect(await listed(ofBranch)).toEqual([id, other].sort())
    // Who recorded both has moved on to another branch.
    expect(await listed(elsewhere)).toEqual([])
    await transact(db, (tx) =>
      tx.update(assignments).set({ toOn: '2026-08-31' }).where(eq(assignments.id, 'asg_emp_1')),
    )
    expect(await listed(elsewhere)).toEqual([id])
  })

  it('is closed by nobody out of reach, from no old page, and only where there is one', async () => {
    const { db, id, other } = await recorded()
    expect(codeOf(await closeVeto(db, manager, { id, revision: 1 }, now))).toBe('not-allowed')
    expect(codeOf(await closeVeto(db, hr, { id: 'vet_9', revision: 1 }, now))).toBe('no-such-event')
    expect(codeOf(await closeVeto(db, hr, { id: other, revision: 2 }, now))).toBe('changed-meanwhile')
    expect((await violationsOf(db, ['emp_1', 'emp_2'])).map(({ to }) => to)).toEqual([null, null])
  })
})

describe('a file of actuals that is given up', () => {
  const bytes = new TextEncoder().encode('number,sales\nS-001,8\n')

  it('is over, itself alone, without its rows, and the trail says so', async () => {
    const { db, id: cycleId, other } = await two()
    const upload = async (of: string) =>
      must(await uploadActuals(db, hr, { cycleId: of, fileName: 'q3.csv', bytes }, now)).id
    const [given, kept] = [await upload(cycleId), await upload(other)]
    expect(codeOf(await discardImport(db, manager, { id: given, revision: 1 }, now))).toBe('no-such-import')
    expect(codeOf(await discardImport(db, hr, { id: given, revision: 2 }, now))).toBe('changed-meanwhile')
    must(await discardImport(db, hr, { id: given, revision: 1 }, now))
    const rowsOf = (id: string, of: string) =>
      db
        .select({ at: actualImports.discardedAt, hasRows: actualImports.preview })
        .from(actualImports)
        .where(and(eq(actualImports.id, id), eq(actualImports.cycleId, of)))
    expect(await rowsOf(given, cycleId)).toEqual([{ at: now, hasRows: null }])
    expect(await rowsOf(kept, other)).toMatchObject([{ at: null }])
    expect((await rowsOf(kept, other))[0]?.hasRows).not.toBeNull()
    expect(codeOf(await discardImport(db, hr, { id: given, revision: 1 }, now))).toBe('written-already')
    expect(await acts(db, 'actuals.discarded')).toBe(1)
  })

  it('stands among the files of its cycle, the last handed in first', async () => {
    const { db, id: cycleId, other } = await two()
    const upload = async (of: string, fileName: string, minutes: number) =>
      must(await uploadActuals(db, hr, { cycleId: of, fileName, bytes }, clock.minutes(minutes)))
    await upload(cycleId, 'first.csv', 1)
    await upload(other, 'other.csv', 2)
    await upload(cycleId, 'second.csv', 3)
    expect((await importsOf(db, cycleId)).map(({ fileName }) => fileName)).toEqual(['second.csv', 'first.csv'])
  })
})
