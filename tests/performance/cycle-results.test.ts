import { count, eq, inArray, isNotNull, isNull, notInArray } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { paths } from '#app/paths.ts'
import { closeCalibration, publishResults } from '#app/performance/appraisals/cycle-results.server.ts'
import { tellResultsJob } from '#app/performance/appraisals/tell-results.job.ts'
import { openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import { approvals, auditRecords } from '#db/schema/audit.ts'
import { notices } from '#db/schema/notices.ts'
import { employees } from '#db/schema/organisation.ts'
import { appraisals } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { account } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { must } from '../support/outcome.ts'
import { head, hr, openBank, quarter } from './bank.ts'

const { now } = clock
const people = 450

/** Everybody is scored and reviewed by their manager. */
const reviewed = async () => {
  const db = await freshDb()
  await openBank(db, { count: people })
  const opened = await openCycle(db, hr, quarter, now)
  if (!opened.ok) throw new Error(opened.error.code)
  const cycleId = opened.value.id
  await makeSheets(db, hr, cycleId, now)
  await transact(db, async (tx) => {
    await tx
      .update(appraisals)
      .set({ score: '90', finalRating: 'B', managerReviewedBy: 'acc_m', managerReviewedAt: now })
  })
  return { db, cycleId }
}

describe('what is decided for everyone of a cycle', () => {
  it('is written piece by piece, each with its record, until everyone has it', async () => {
    const { db, cycleId } = await reviewed()
    const [all] = await db.select({ n: count() }).from(appraisals)
    const closed = await closeCalibration(db, head, cycleId, now)
    expect(closed).toEqual({ ok: true, value: { closed: all?.n } })
    expect(await db.$count(approvals)).toBe(all?.n)
    expect(await db.$count(auditRecords, eq(auditRecords.act, 'calibration.closed'))).toBe(3)
    expect(await publishResults(db, hr, cycleId, now)).toEqual({ ok: true, value: { published: all?.n } })
    expect(await db.$count(appraisals, isNotNull(appraisals.publishedAt))).toBe(all?.n)
    expect(await db.$count(auditRecords, eq(auditRecords.act, 'results.published'))).toBe(3)
    expect(await publishResults(db, hr, cycleId, now)).toMatchObject({ error: { code: 'nothing-ready' } })
  })

  it('is told to everyone who has an account and has not read it yet, once', async () => {
    const { db, cycleId } = await reviewed()
    await account(db, 'acc_1', 'one')
    await account(db, 'acc_300', 'three-hundred')
    await account(db, 'acc_2', 'two')
    await transact(db, async (tx) => {
      for (const n of [1, 2, 300])
        await tx
          .update(employees)
          .set({ accountId: `acc_${n}` })
          .where(eq(employees.id, `emp_${n}`))
    })
    must(await closeCalibration(db, head, cycleId, now))
    must(await publishResults(db, hr, cycleId, now))
    await transact(db, (tx) =>
      tx.update(appraisals).set({ acknowledgedAt: now }).where(eq(appraisals.employeeId, 'emp_2')),
    )
    await runJobs(db, [tellResultsJob])
    const told = await db.select().from(notices).where(eq(notices.kind, 'rating-published'))
    const [own] = await db.select().from(appraisals).where(eq(appraisals.employeeId, 'emp_1'))
    expect(told.map(({ accountId }) => accountId).sort()).toEqual(['acc_1', 'acc_300'])
    expect(told.find(({ accountId }) => accountId === 'acc_1')?.link).toBe(paths.appraisal(own?.id ?? ''))
  })

  it('is done when the last piece ends with the last of them', async () => {
    const { db, cycleId } = await reviewed()
    await transact(db, async (tx) => {
      const first = tx.select({ id: appraisals.id }).from(appraisals).orderBy(appraisals.id).limit(200)
      await tx.delete(appraisals).where(notInArray(appraisals.id, first))
    })
    expect(await closeCalibration(db, head, cycleId, now)).toEqual({ ok: true, value: { closed: 200 } })
    expect(await publishResults(db, hr, cycleId, now)).toEqual({ ok: true, value: { published: 200 } })
  })

  it('goes past those who are not ready, however many they are', async () => {
    const { db, cycleId } = await reviewed()
    const all = await db.select({ id: appraisals.id }).from(appraisals).orderBy(appraisals.unitPath, appraisals.id)
    const waiting = all.slice(0, 250).map(({ id }) => id)
    await transact(db, (tx) => tx.update(appraisals).set({ score: null }).where(inArray(appraisals.id, waiting)))
    expect(await closeCalibration(db, head, cycleId, now)).toMatchObject({ value: { closed: all.length - 250 } })
  })

  it('waits for its phase, and leaves out whom nobody has reviewed or scored', async () => {
    const { db, cycleId } = await reviewed()
    const early = { ...head, today: '2026-08-31' }
    expect(await closeCalibration(db, early, cycleId, now)).toMatchObject({ error: { code: 'phase-not-open' } })
    const [all] = await db.select({ n: count() }).from(appraisals)
    await transact(db, async (tx) => {
      await tx.update(appraisals).set({ managerReviewedAt: null }).where(eq(appraisals.employeeId, 'emp_1'))
      await tx.update(appraisals).set({ score: null }).where(eq(appraisals.employeeId, 'emp_2'))
    })
    expect(await closeCalibration(db, head, cycleId, now)).toEqual({ ok: true, value: { closed: (all?.n ?? 0) - 2 } })
    const left = await db.select().from(appraisals).where(isNull(appraisals.calibratedAt))
    expect(left.map(({ employeeId }) => employeeId).sort()).toEqual(['emp_1', 'emp_2'])
  })

  it('leaves room for what others write in between', async () => {
    const { db, cycleId } = await reviewed()
    const order: string[] = []
    const closing = closeCalibration(db, head, cycleId, now).then(() => order.push('closed'))
    await new Promise((resolve) => setImmediate(resolve))
    await transact(db, async () => {
      order.push('another')
    })
    await closing
    expect(order).toEqual(['another', 'closed'])
  })
})
