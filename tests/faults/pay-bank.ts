/** A bank with enough people that a run takes a while, and a run that waits to be calculated. */
import type { IncentivePlan } from '#app/incentives/plans/plan.ts'
import { decidePlan, draftPlan, submitPlan } from '#app/incentives/plans/plans.server.ts'
import { prepareRun } from '#app/incentives/runs/run-preparation.server.ts'
import { findCycleByCode, openCycle } from '#app/performance/cycles.server.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { roleGrants } from '#db/schema/organisation.ts'
import { appraisals } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { actorOf, branchPath, hr, openBank, quarter } from '../performance/bank.ts'
import { clock } from '../support/database.ts'
import { must } from '../support/outcome.ts'

export const officer = actorOf(null, ['incentive-officer'])
export const approver = actorOf(null, ['incentive-approver'])
export const releaser = actorOf(null, ['incentive-releaser'])
export const poolMinor = 5_000_000_00

const plan: IncentivePlan = {
  format: 'echelon.plan',
  version: 1,
  code: 'pool',
  name: { en: 'Pool' },
  currency: 'CNY',
  period: { from: quarter.fromOn, to: quarter.toOn, months: 3 },
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
  pools: [{ code: 'bank', name: { en: 'Bank pool' }, funding: { kind: 'fixed', minor: poolMinor } }],
  gates: [],
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

/** Everyone's appraisal of a cycle, as if it had gone its way: a fifth of them A, the others B. */
export const publishAll = async (tx: Tx, cycleId: string, people: number): Promise<void> => {
  for (let n = 1; n <= people; n++)
    await tx.insert(appraisals).values({
      id: `apr_${n}_${cycleId}`,
      cycleId,
      employeeId: `emp_${n}`,
      unitPath: branchPath,
      managerId: 'emp_manager',
      managerReviewedAt: clock.now,
      calibratedBy: 'acc_other-hr',
      calibratedAt: clock.now,
      publishedAt: clock.now,
      result: {
        score: '96',
        bandRating: null,
        finalRating: null,
        band: n % 5 === 0 ? { least: '92', most: null } : { least: '80', most: '92' },
        cappedBy: [],
        lines: [],
        steps: [],
      },
      score: n % 5 === 0 ? '96.00' : '85.00',
      bandRating: n % 5 === 0 ? 'A' : 'B',
      finalRating: n % 5 === 0 ? 'A' : 'B',
    })
}

/** Gives the id of the run, whose job waits in the queue since `now` — the real time, by which the server lives. */
export const openPayBank = async (db: Db, people: number, now: number): Promise<string> => {
  await openBank(db, { count: people })
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
    await publishAll(tx, cycle.id, people)
  })
  const drafted = must(
    await draftPlan(db, officer, { definition: plan, unitId: 'unt_ho', unitPath: '/HO/' }, clock.now),
  )
  const { id, revision } = must(await submitPlan(db, officer, { ...drafted, versionId: drafted.id }, clock.now))
  must(await decidePlan(db, approver, { versionId: id, revision, decision: 'approved', reason: null }, clock.now))
  return must(await prepareRun(db, officer, { planVersionId: id, cycleId: cycle.id }, now)).id
}
