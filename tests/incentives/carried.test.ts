/** What gates held in an earlier run: it is paid when none of them holds it any more. */
import { and, eq, isNull } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { heldVisible } from '#app/incentives/deferrals/deferral-register.server.ts'
import type { Condition, Gate } from '#app/incentives/plans/plan.ts'
import { incentiveRunJob } from '#app/incentives/runs/incentive-run.job.ts'
import { gateChangesAfter } from '#app/incentives/runs/release-check.server.ts'
import { prepareRun } from '#app/incentives/runs/run-preparation.server.ts'
import type { ScorecardResult } from '#app/performance/scorecard.ts'
import type { Db } from '#db/client.server.ts'
import { planVersions, runInputs, runLines, runs } from '#db/schema/incentives.ts'
import { certificates, certifications } from '#db/schema/learning.ts'
import { appraisals, unitScores } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { actorOf } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { must } from '../support/outcome.ts'
import { employee, frame, plan } from './plans.ts'
import { openTwoCurrencies, released } from './two-currencies.ts'

const officer = actorOf(null, ['incentive-officer'])
const gate = (code: string, condition: Condition): Gate => ({ code, name: { en: code }, condition, effect: 'hold' })
const certified = (code: string) => gate(code, { kind: 'certified', certification: code })

/** A former run that held 50 of the first salesperson by these gates, in this order. */
const held = async (db: Db, gates: readonly Gate[]): Promise<string> => {
  const cycleId = await openTwoCurrencies(db)
  const heldBy = gates.map(({ code }) => code)
  await released(db, cycleId, { id: 'former', currency: 'CNY', employee: 1, held: 50, heldBy })
  const definition = plan({ code: 'former-CNY', gates: [...gates] })
  await transact(db, async (tx) => {
    await tx.update(planVersions).set({ definition }).where(eq(planVersions.id, 'plv_former-CNY'))
    await tx
      .update(runs)
      .set({ frame: { ...frame(), plan: definition } })
      .where(eq(runs.id, 'former'))
    await tx
      .insert(runInputs)
      .values({ runId: 'former', employeeId: 'emp_1', employeeNumber: 'S-001', input: employee('S-001') })
  })
  return cycleId
}
const certify = (db: Db, code: string) =>
  transact(db, async (tx) => {
    const id = `crt_${code}`
    await tx
      .insert(certifications)
      .values({ id, code, name: { en: code }, validMonths: null, renewWindowDays: 0, graceDays: 0 })
    await tx.insert(certificates).values({
      ...{ id: `cer_${code}`, employeeId: 'emp_1', certificationId: id, verificationCode: code },
      ...{ basisOn: '2026-01-01', anchorDay: 1, validFrom: '2026-01-01', ruleVersion: 1, recordedAt: clock.now },
    })
  })
/** Prepares and calculates the next run, and gives what it pays of what was held. */
const paidByNext = async (db: Db, cycleId: string): Promise<number[]> => {
  const { id } = must(await prepareRun(db, officer, { planVersionId: 'plv_CNY', cycleId }, clock.now))
  await runJobs(db, [incentiveRunJob])
  expect(await db.select({ at: runs.calculatedAt }).from(runs).where(eq(runs.id, id))).not.toEqual([{ at: null }])
  const lines = await db
    .select({ minor: runLines.payableMinor })
    .from(runLines)
    .where(and(eq(runLines.runId, id), eq(runLines.kind, 'held')))
  return lines.map(({ minor }) => minor)
}
const scored: ScorecardResult = {
  ...{ score: '85.00', bandRating: 'B', finalRating: 'B', band: { least: '80', most: '92' } },
  ...{ cappedBy: [], lines: [], steps: [] },
}
const shown = async (db: Db) =>
  (await heldVisible(db, officer)).map(({ gateName, standing }) => [gateName.en, standing])

it('an amount that two gates hold waits while the second is not met, and the register says which', async () => {
  const db = await freshDb()
  const cycleId = await held(db, [certified('AML'), certified('CREDIT')])
  expect(await shown(db)).toEqual([['AML', 'not-met']])
  await certify(db, 'AML')
  expect(await shown(db)).toEqual([['CREDIT', 'not-met']])
  expect(await paidByNext(db, cycleId)).toEqual([])
})

it('an amount that two gates hold is paid once both are met', async () => {
  const db = await freshDb()
  const cycleId = await held(db, [certified('AML'), certified('CREDIT')])
  for (const code of ['AML', 'CREDIT']) await certify(db, code)
  expect(await shown(db)).toEqual([['AML', 'met']])
  expect(await paidByNext(db, cycleId)).toEqual([50])
})

it('an amount whose gate holds again before the run that pays it is released stops the release', async () => {
  const db = await freshDb()
  const cycleId = await held(db, [certified('AML')])
  await certify(db, 'AML')
  expect(await paidByNext(db, cycleId)).toEqual([50])
  const [run] = await db.select().from(runs).where(isNull(runs.releasedAt))
  if (!run) throw new Error('no run')
  const changed = async () => (await gateChangesAfter(db, run, '', 10, clock.now)).changes
  expect(await changed()).toEqual([])
  await transact(db, (tx) => tx.update(certificates).set({ revokedFrom: '2026-09-01' }))
  expect(await changed()).toEqual([{ employeeId: 'emp_1', employeeNumber: 'S-001', components: ['bonus'] }])
})

it('an amount held for the result of a unit that has none this time waits, and stops no run', async () => {
  const db = await freshDb()
  const cycleId = await held(db, [gate('profit', { kind: 'result-at-least', result: 'B1', value: '60' })])
  expect(await paidByNext(db, cycleId)).toEqual([])
})

it('an amount held for a rating waits for whoever has none this time', async () => {
  const db = await freshDb()
  const cycleId = await held(db, [gate('rating', { kind: 'rating-in', ratings: ['B'] })])
  expect(await shown(db)).toEqual([['rating', 'next-run']])
  expect(await paidByNext(db, cycleId)).toEqual([])
  expect(await shown(db)).toEqual([['rating', 'next-run']])
})

it('an amount held for a rating or a result waits for those of the next run, and the register says so', async () => {
  const db = await freshDb()
  const cycleId = await held(db, [
    certified('AML'),
    gate('profit', { kind: 'result-at-least', result: 'B1', value: '60' }),
    gate('rating', { kind: 'rating-in', ratings: ['B'] }),
  ])
  // What holds today holds whatever the next run's cycle brings.
  expect(await shown(db)).toEqual([['AML', 'not-met']])
  await certify(db, 'AML')
  // The former run had this rating, and no result: neither is what the next one reads.
  expect(await shown(db)).toEqual([['profit', 'next-run']])
  await transact(db, async (tx) => {
    await tx
      .insert(unitScores)
      .values({ cycleId, unitId: 'unt_b1', score: '75', recordedBy: 'acc_x', recordedAt: clock.now })
    await tx.insert(appraisals).values({
      ...{ id: 'apr_1', cycleId, employeeId: 'emp_1', unitPath: '/HO/B1/', calibratedAt: clock.now },
      ...{ result: scored, score: '85.00', finalRating: 'B' },
    })
  })
  expect(await shown(db)).toEqual([['profit', 'next-run']])
  expect(await paidByNext(db, cycleId)).toEqual([50])
})
