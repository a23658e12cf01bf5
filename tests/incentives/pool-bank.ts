/** A bank that shares a pool: seven salespeople with ratings, an active plan, and a run of it as far as a test needs it. */
import type { IncentivePlan } from '#app/incentives/plans/plan.ts'
import { decidePlan, draftPlan, submitPlan } from '#app/incentives/plans/plans.server.ts'
import { incentiveReleaseJob } from '#app/incentives/runs/incentive-release.job.ts'
import { incentiveRunJob } from '#app/incentives/runs/incentive-run.job.ts'
import { decideRun, releaseRun, submitRun } from '#app/incentives/runs/run-decisions.server.ts'
import { prepareRun } from '#app/incentives/runs/run-preparation.server.ts'
import { findRun } from '#app/incentives/runs/runs.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { findCycleByCode, openCycle } from '#app/performance/cycles.server.ts'
import type { ScorecardResult } from '#app/performance/scorecard.ts'
import type { Db } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { certificates, certifications } from '#db/schema/learning.ts'
import { roleGrants } from '#db/schema/organisation.ts'
import { appraisals } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { actorOf, openBank, quarter } from '../performance/bank.ts'
import { clock } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { must } from '../support/outcome.ts'

export const people = 7
export const officer = actorOf(null, ['incentive-officer'])
export const approver = actorOf(null, ['incentive-approver'])
export const releaser = actorOf(null, ['incentive-releaser'])
export const both: Actor = { ...actorOf(null, ['incentive-officer', 'incentive-approver']), id: officer.id }
export const jobs = [incentiveRunJob, incentiveReleaseJob]

export const plan: IncentivePlan = {
  format: 'echelon.plan',
  version: 1,
  code: 'pool',
  name: { en: 'Pool' },
  currency: 'CNY',
  period: { from: '2026-07-01', to: '2026-09-30', months: 3 },
  population: { posts: ['salesperson'] },
  unpaidAbsences: ['unpaid'],
  components: [
    {
      code: 'share',
      name: { en: 'Pool share' },
      kind: 'pool-share',
      pool: 'bank',
      targets: [{ percent: '10' }],
      individualTable: 'rating',
      redistribute: false,
    },
    {
      code: 'bonus',
      name: { en: 'Bonus' },
      kind: 'target-bonus',
      targets: [{ percent: '20' }],
      individualTable: 'rating',
    },
  ],
  tables: [
    {
      code: 'rating',
      name: { en: 'Rating' },
      kind: 'rating',
      rows: [
        { rating: 'A', multiplier: '1.5' },
        { rating: 'B', multiplier: '1' },
      ],
    },
  ],
  pools: [{ code: 'bank', name: { en: 'Bank pool' }, funding: { kind: 'fixed', minor: 100_000_00 } }],
  gates: [
    {
      code: 'aml',
      name: { en: 'AML' },
      components: ['bonus'],
      condition: { kind: 'certified', certification: 'AML' },
      effect: 'hold',
    },
  ],
  caps: { components: [] },
  roundingMinor: 1,
  deferral: [
    { riskClass: 'ordinary', percent: '30', parts: [1, 1, 1], everyMonths: 12 },
    { riskClass: 'risk', percent: '40', parts: [1, 1, 1], everyMonths: 12 },
    { riskClass: 'senior', percent: '40', parts: [1, 1, 1], everyMonths: 12 },
    { riskClass: 'principal-senior', percent: '51', parts: [1, 1, 1], everyMonths: 12 },
  ],
  payment: { monthsAfter: 1, day: 25 },
  examples: [],
}

/** As far as pay reads it: the band of the final rating. */
const resultOf = (least: string, most: string | null): ScorecardResult => ({
  score: least,
  bandRating: null,
  finalRating: null,
  band: { least, most },
  cappedBy: [],
  lines: [],
  steps: [],
})

/** Seven salespeople with ratings; all but the last hold the certificate; an active plan. */
export const prepared = async (db: Db): Promise<{ planVersionId: string; cycleId: string }> => {
  await openBank(db, { count: people })
  const hr = actorOf(null, ['hr-officer'])
  must(await openCycle(db, hr, quarter, clock.now))
  const cycle = await findCycleByCode(db, quarter.code)
  if (!cycle) throw new Error('no cycle')
  await transact(db, async (tx) => {
    for (const actor of [officer, approver, releaser]) {
      await tx
        .insert(accounts)
        .values({ id: actor.id, signInName: actor.id, displayName: actor.name, createdAt: clock.now })
      await tx.insert(roleGrants).values({
        id: `rgr_${actor.id}`,
        accountId: actor.id,
        role:
          actor === officer ? 'incentive-officer' : actor === approver ? 'incentive-approver' : 'incentive-releaser',
        unitId: 'unt_ho',
        fromOn: '2020-01-01',
        grantedBy: 'system',
        grantedAt: clock.now,
      })
    }
    await tx
      .insert(certifications)
      .values({ id: 'crt_aml', code: 'AML', name: { en: 'AML' }, validMonths: 12, renewWindowDays: 60, graceDays: 0 })
    for (let n = 1; n <= people; n++) {
      await tx.insert(appraisals).values({
        id: `apr_${n}`,
        cycleId: cycle.id,
        employeeId: `emp_${n}`,
        unitPath: '/HO/B1/',
        managerId: 'emp_manager',
        managerReviewedAt: clock.now,
        calibratedBy: 'acc_other-hr',
        calibratedAt: clock.now,
        publishedAt: clock.now,
        result: resultOf(n === 1 ? '92' : '80', n === 1 ? null : '92'),
        score: n === 1 ? '96.00' : '85.00',
        bandRating: n === 1 ? 'A' : 'B',
        finalRating: n === 1 ? 'A' : 'B',
      })
      if (n === people) continue
      await tx.insert(certificates).values({
        id: `cer_${n}`,
        employeeId: `emp_${n}`,
        certificationId: 'crt_aml',
        basisOn: '2026-01-01',
        anchorDay: 1,
        validFrom: '2026-01-01',
        validThrough: '2026-12-31',
        ruleVersion: 1,
        recordedAt: clock.now,
        verificationCode: `code-${n}`,
      })
    }
  })
  const drafted = must(
    await draftPlan(db, officer, { definition: plan, unitId: 'unt_ho', unitPath: '/HO/' }, clock.now),
  )
  const { id, revision } = must(await submitPlan(db, officer, { ...drafted, versionId: drafted.id }, clock.now))
  must(await decidePlan(db, approver, { versionId: id, revision, decision: 'approved', reason: null }, clock.now))
  return { planVersionId: id, cycleId: cycle.id }
}

export const calculated = async (db: Db) => {
  const { id } = must(await prepareRun(db, officer, await prepared(db), clock.now))
  await runJobs(db, jobs)
  return mustFind(db, id)
}
export const mustFind = async (db: Db, id: string) => {
  const run = await findRun(db, officer, id)
  if (!run) throw new Error('no run')
  return run
}
export const digestOf = (run: { outputDigest: string | null }) => run.outputDigest ?? ''

export const approved = async (db: Db) => {
  const run = await calculated(db)
  const approval = { runId: run.id, outputDigest: digestOf(run), decision: 'approved', reason: null } as const
  must(await submitRun(db, officer, run.id, clock.now))
  must(await decideRun(db, approver, approval, clock.now))
  return mustFind(db, run.id)
}
export const released = async (db: Db) => {
  const run = await approved(db)
  must(await releaseRun(db, releaser, { runId: run.id, outputDigest: digestOf(run), isLateKnown: false }, clock.now))
  await runJobs(db, jobs)
  return mustFind(db, run.id)
}
