import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { payDue } from '#app/incentives/pay-due.server.ts'
import type { Gate, IncentivePlan } from '#app/incentives/plans/plan.ts'
import { decidePlan, draftPlan, submitPlan } from '#app/incentives/plans/plans.server.ts'
import { incentiveReleaseJob } from '#app/incentives/runs/incentive-release.job.ts'
import { incentiveRunJob } from '#app/incentives/runs/incentive-run.job.ts'
import { runAtWork } from '#app/incentives/runs/run-calculation.server.ts'
import { decideRun, releaseRun, submitRun } from '#app/incentives/runs/run-decisions.server.ts'
import { fundRun } from '#app/incentives/runs/run-funding.server.ts'
import { exceptionGroups } from '#app/incentives/runs/run-notes.server.ts'
import {
  adjustRun,
  prepareCorrection,
  prepareRun,
  recalculateRun,
  withdrawAdjustment,
} from '#app/incentives/runs/run-preparation.server.ts'
import { holds, verifyRun } from '#app/incentives/runs/run-verification.server.ts'
import { findRun } from '#app/incentives/runs/runs.server.ts'
import {
  findStatement,
  statementsOf,
  statementsOfRun,
  totalsOfRun,
} from '#app/incentives/statements/statements.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { addDays, hourOfDay } from '#app/kernel/day.ts'
import { findJob } from '#app/kernel/jobs.server.ts'
import { findCycleByCode, openCycle } from '#app/performance/cycles.server.ts'
import type { ScorecardResult } from '#app/performance/scorecard.ts'
import { recordUnitScore } from '#app/performance/unit-scores.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { accounts } from '#db/schema/identity.ts'
import {
  deferralInstalments,
  heldPayables,
  planVersions,
  runAdjustments,
  runInputs,
  runLines,
} from '#db/schema/incentives.ts'
import { certificates, certifications } from '#db/schema/learning.ts'
import { notices } from '#db/schema/notices.ts'
import { employees, roleGrants } from '#db/schema/organisation.ts'
import { appraisals } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { account } from '../organisation/bank.ts'
import { actorOf, openBank, person, quarter } from '../performance/bank.ts'
import { clock, eachEngine, freshDb } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { must } from '../support/outcome.ts'

const people = 7
const officer = actorOf(null, ['incentive-officer'])
const approver = actorOf(null, ['incentive-approver'])
const releaser = actorOf(null, ['incentive-releaser'])
const both: Actor = { ...actorOf(null, ['incentive-officer', 'incentive-approver']), id: officer.id }
const jobs = [incentiveRunJob, incentiveReleaseJob]

const plan: IncentivePlan = {
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
const prepared = async (db: Db): Promise<{ planVersionId: string; cycleId: string }> => {
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

const calculated = async (db: Db) => {
  const { id } = must(await prepareRun(db, officer, await prepared(db), clock.now))
  await runJobs(db, jobs)
  return mustFind(db, id)
}
const mustFind = async (db: Db, id: string) => {
  const run = await findRun(db, officer, id)
  if (!run) throw new Error('no run')
  return run
}
const digestOf = (run: { outputDigest: string | null }) => run.outputDigest ?? ''

const approved = async (db: Db) => {
  const run = await calculated(db)
  const approval = { runId: run.id, outputDigest: digestOf(run), decision: 'approved', reason: null } as const
  must(await submitRun(db, officer, run.id, clock.now))
  must(await decideRun(db, approver, approval, clock.now))
  return mustFind(db, run.id)
}
const released = async (db: Db) => {
  const run = await approved(db)
  must(await releaseRun(db, releaser, { runId: run.id, outputDigest: digestOf(run), isLateKnown: false }, clock.now))
  await runJobs(db, jobs)
  return mustFind(db, run.id)
}

eachEngine('an incentive run', (freshDb) => {
  it('is funded from the inputs that were frozen last, also where another process froze them', async () => {
    const db = await freshDb()
    const { id } = await calculated(db)
    const populationFunded = async () => {
      const run = await runAtWork(db, id)
      if (!run?.frame) throw new Error('no frame')
      return must(await fundRun(db, id, run.frame)).population
    }
    const before = await populationFunded()
    await transact(db, (tx) => tx.delete(runInputs).where(eq(runInputs.employeeId, 'emp_1')))
    expect(await populationFunded()).toBe(before - 1)
  })

  it('shares the pool to the last 分, holds what a gate holds, and balances', async () => {
    const db = await freshDb()
    const run = await calculated(db)
    expect(run.state).toBe('calculated')
    expect(run.population).toBe(people + 2)
    const shares = await db
      .select()
      .from(runLines)
      .where(and(eq(runLines.runId, run.id), eq(runLines.component, 'share')))
    expect(shares).toHaveLength(people)
    expect(shares.reduce((sum, line) => sum + line.calculatedMinor, 0)).toBe(100_000_00)
    expect(run.control?.components.every((total) => total.balanced)).toBe(true)
    expect(run.control?.pools).toMatchObject([{ distributedMinor: 100_000_00, undistributedMinor: 0, balanced: true }])
    const last = await findStatement(db, officer, run.id, `emp_${people}`)
    // 10,000.00 × 3 months × 20 % = 6,000.00; 30 % deferred; the rest waits for the certificate.
    expect(last?.lines.find((line) => line.component === 'bonus')).toMatchObject({
      awardedMinor: 600_000,
      deferredMinor: 180_000,
      heldMinor: 420_000,
      payableMinor: 0,
      heldBy: ['aml'],
    })
  })

  it('that pays nobody is not handed on, and says the same of many people once', async () => {
    const db = await freshDb()
    const from = await prepared(db)
    // A pool that nobody weighs on would stop the calculation itself.
    const definition = { ...plan, components: plan.components.slice(1), pools: [] }
    await transact(db, async (tx) => {
      await tx.update(planVersions).set({ definition })
      await tx.delete(appraisals)
    })
    const { id } = must(await prepareRun(db, officer, from, clock.now))
    await runJobs(db, jobs)
    expect(await submitRun(db, officer, id, clock.now)).toMatchObject({ error: { code: 'nobody-paid' } })
    expect(await exceptionGroups(db, id, 2)).toMatchObject([
      { code: 'no-rating', count: people, people: ['S-001 emp_1', 'S-002 emp_2'] },
    ])
  })

  it('whose gate reads a unit that has no score names unit and people, and pays them once it has one', async () => {
    const db = await freshDb()
    const from = await prepared(db)
    const condition = { kind: 'result-at-least', result: 'B1', value: '60' } as const
    const whole: Gate = { code: 'unit', name: { en: 'Unit' }, condition, effect: 'forfeit' }
    const definition = { ...plan, components: plan.components.slice(1), pools: [], gates: [whole] }
    await transact(db, async (tx) => {
      await tx.update(planVersions).set({ definition })
      await tx.delete(appraisals).where(eq(appraisals.employeeId, 'emp_7'))
    })
    const { id } = must(await prepareRun(db, officer, from, clock.now))
    await runJobs(db, jobs)
    expect((await mustFind(db, id)).state).toBe('calculated')
    expect(await exceptionGroups(db, id, 2)).toMatchObject([
      { code: 'no-rating', count: 1, people: ['S-007 emp_7'] },
      {
        ...{ code: 'no-result', severity: 'error', count: people - 1, people: ['S-001 emp_1', 'S-002 emp_2'] },
        detail: { component: 'bonus', subject: 'B1' },
      },
    ])
    const score = { cycleId: from.cycleId, unitId: 'unt_b1', shownAt: null, score: '75', note: 'the board says so' }
    must(await recordUnitScore(db, actorOf(null, ['hr-officer']), score, clock.now))
    must(await recalculateRun(db, officer, id, clock.now))
    await runJobs(db, jobs)
    expect(await exceptionGroups(db, id, 2)).toMatchObject([{ code: 'no-rating' }])
    expect(await totalsOfRun(db, officer, id)).toMatchObject({ people: people - 1 })
  })

  it('whose pool lacks the result that funds it says which pool and unit, and calculates once there is one', async () => {
    const db = await freshDb()
    const from = await prepared(db)
    const pools: IncentivePlan['pools'] = [
      { code: 'bank', name: { en: 'Bank pool' }, funding: { kind: 'rate', result: 'B1', percent: '1000' } },
    ]
    await transact(db, (tx) => tx.update(planVersions).set({ definition: { ...plan, pools } }))
    const { id, jobId } = must(await prepareRun(db, officer, from, clock.now))
    await expect(runJobs(db, jobs)).rejects.toThrow('pool-no-result')
    expect(await findJob(db, officer, jobId)).toMatchObject({
      state: 'failed',
      failure: { code: 'pool-no-result', params: { pool: 'bank', result: 'B1' } },
    })
    const score = { cycleId: from.cycleId, unitId: 'unt_b1', shownAt: null, score: '75', note: 'the board says so' }
    must(await recordUnitScore(db, actorOf(null, ['hr-officer']), score, clock.now))
    const again = must(await recalculateRun(db, officer, id, clock.now))
    // The first job stays failed, and is told of again.
    await expect(runJobs(db, jobs)).rejects.toThrow('pool-no-result')
    expect(await findJob(db, officer, again.jobId)).toMatchObject({ state: 'done' })
    expect((await mustFind(db, id)).state).toBe('calculated')
  })

  it('is released by whom its releaser lent that to, in both names', async () => {
    const db = await freshDb()
    const run = await approved(db)
    await account(db, 'acc_deputy', 'deputy')
    const deputy = { ...releaser, id: 'acc_deputy', onBehalfOf: releaser.id, lentActs: ['run.'] }
    const shown = { runId: run.id, outputDigest: digestOf(run), isLateKnown: false }
    must(await releaseRun(db, deputy, shown, clock.now))
    await runJobs(db, jobs)
    expect(await mustFind(db, run.id)).toMatchObject({ state: 'released', releasedBy: deputy.id })
    const [released] = await db.select().from(auditRecords).where(eq(auditRecords.act, 'run.released'))
    expect(released).toMatchObject({ actorId: deputy.id, onBehalfOf: releaser.id })
  })

  it('is approved and released by other people than who prepared it, and recomputes to the same digest', async () => {
    const db = await freshDb()
    const run = await calculated(db)
    const approval = { runId: run.id, outputDigest: digestOf(run), decision: 'approved', reason: null } as const
    expect(await decideRun(db, approver, approval, clock.now)).toMatchObject({
      ok: false,
      error: { code: 'not-submitted' },
    })
    // A colleague of whoever prepared it may hand it in, and is then the one who hears what became of it.
    await account(db, 'acc_colleague', 'colleague')
    must(await submitRun(db, { ...officer, id: 'acc_colleague', onBehalfOf: 'acc_lender' }, run.id, clock.now))
    // Nor does whoever was away meanwhile, in whose name that was done.
    for (const maker of [both, { ...both, id: 'acc_colleague' }, { ...both, id: 'acc_lender' }])
      expect(await decideRun(db, maker, approval, clock.now)).toMatchObject({
        ok: false,
        error: { code: 'maker-is-checker' },
      })
    expect(await decideRun(db, approver, { ...approval, outputDigest: '0'.repeat(64) }, clock.now)).toMatchObject({
      ok: false,
      error: { code: 'changed-meanwhile' },
    })
    expect(await statementsOf(db, person(1))).toHaveLength(0)
    expect(await findStatement(db, person(1), run.id, 'emp_1')).toBeNull()
    // Returned, it is with its officer again.
    must(await decideRun(db, approver, { ...approval, decision: 'returned', reason: 'Two leavers' }, clock.now))
    const told = await db.select().from(notices).where(eq(notices.kind, 'run-returned'))
    expect(told).toMatchObject([{ accountId: 'acc_colleague' }])
    must(await submitRun(db, officer, run.id, clock.now))
    must(await decideRun(db, approver, approval, clock.now))
    const shown = { runId: run.id, outputDigest: digestOf(run), isLateKnown: false }
    // Whoever prepared or approved it may not release it, be they a releaser too.
    for (const { id } of [officer, approver])
      expect(await releaseRun(db, { ...releaser, id }, shown, clock.now)).toMatchObject({
        error: { code: 'maker-is-checker' },
      })
    must(await releaseRun(db, releaser, shown, clock.now))
    await runJobs(db, jobs)
    expect(await mustFind(db, run.id)).toMatchObject({ state: 'released', releasedBy: releaser.id })
    expect(await statementsOf(db, person(1))).toHaveLength(1)
    expect(await db.select().from(heldPayables)).toHaveLength(1)
    expect(await db.select().from(deferralInstalments)).toHaveLength(people * 2 * 3)
    expect(holds(await verifyRun(db, run.id))).toBe(true)
  })

  it('is released after its pay day only by whoever knows that it has passed', async () => {
    const db = await freshDb()
    const run = await approved(db)
    const shown = { runId: run.id, outputDigest: digestOf(run), isLateKnown: false }
    // From a page that was opened before.
    const tomorrow = { ...releaser, today: addDays(run.payOn, 1) }
    expect(await releaseRun(db, tomorrow, shown, clock.now)).toMatchObject({ error: { code: 'pay-day-passed' } })
    expect(await mustFind(db, run.id)).toEqual(run)
    must(await releaseRun(db, tomorrow, { ...shown, isLateKnown: true }, clock.now))
    await account(db, 'acc_salesperson', 'salesperson')
    await transact(db, (tx) =>
      tx.update(employees).set({ accountId: 'acc_salesperson' }).where(eq(employees.id, 'emp_1')),
    )
    await runJobs(db, jobs, () => hourOfDay(tomorrow.today, 9, 'Asia/Shanghai'))
    expect(await db.select().from(notices).where(eq(notices.accountId, 'acc_salesperson'))).toMatchObject([
      { kind: 'statement-released-late', params: { pay: run.payOn, released: tomorrow.today } },
    ])
  })

  it('is still in time on its pay day', async () => {
    const db = await freshDb()
    const run = await approved(db)
    const shown = { runId: run.id, outputDigest: digestOf(run), isLateKnown: false }
    must(await releaseRun(db, { ...releaser, today: run.payOn }, shown, clock.now))
  })

  it('is no longer what was released when a stored line is touched', async () => {
    const db = await freshDb()
    const run = await released(db)
    await transact(db, async (tx) => {
      await tx
        .update(runLines)
        .set({ payableMinor: 1 })
        .where(and(eq(runLines.runId, run.id), eq(runLines.employeeNumber, 'S-001')))
    })
    expect(await verifyRun(db, run.id)).toMatchObject({ inputs: true, lines: false, recomputed: true })
  })

  it('stops at release when a gate has changed, and lists the people', async () => {
    const db = await freshDb()
    const run = await approved(db)
    await transact(db, async (tx) => {
      await tx.update(certificates).set({ revokedFrom: '2026-09-01' }).where(eq(certificates.employeeId, 'emp_2'))
    })
    must(await releaseRun(db, releaser, { runId: run.id, outputDigest: digestOf(run), isLateKnown: false }, clock.now))
    await runJobs(db, jobs)
    expect((await mustFind(db, run.id)).state).toBe('calculated')
    expect(await statementsOf(db, person(1))).toHaveLength(0)
  })

  it('goes on where a gate has changed of what it does not pay, and lists only whom it pays', async () => {
    const db = await freshDb()
    const from = await prepared(db)
    const revoke = (employeeId: string) =>
      transact(db, (tx) =>
        tx.update(certificates).set({ revokedFrom: '2026-09-01' }).where(eq(certificates.employeeId, employeeId)),
      )
    await transact(db, (tx) => tx.delete(appraisals).where(eq(appraisals.employeeId, 'emp_3')))
    const { id } = must(await prepareRun(db, officer, from, clock.now))
    await runJobs(db, jobs)
    // Of these two the gate says something else now; the third has no appraisal and is paid nothing.
    await revoke('emp_2')
    await revoke('emp_3')
    const listed = async () => {
      const run = await mustFind(db, id)
      const shown = { runId: id, outputDigest: digestOf(run) }
      must(await submitRun(db, officer, id, clock.now))
      must(await decideRun(db, approver, { ...shown, decision: 'approved', reason: null }, clock.now))
      must(await releaseRun(db, releaser, { ...shown, isLateKnown: false }, clock.now))
      await runJobs(db, jobs)
      const groups = await exceptionGroups(db, id, 9)
      return groups.filter(({ code }) => code === 'gate-changed')
    }
    expect(await listed()).toMatchObject([{ count: 1, people: ['S-002 emp_2'], detail: { component: 'bonus' } }])
    await transact(db, (tx) => tx.update(certificates).set({ revokedFrom: null }))
    must(await recalculateRun(db, officer, id, clock.now))
    await runJobs(db, jobs)
    await revoke('emp_3')
    expect(await listed()).toEqual([])
    expect((await mustFind(db, id)).state).toBe('released')
  })

  it('shows a person only their own, and a stranger to the unit nothing', async () => {
    const db = await freshDb()
    const run = await released(db)
    expect(await findStatement(db, person(1), run.id, 'emp_1')).not.toBeNull()
    expect(await findStatement(db, person(1), run.id, 'emp_2')).toBeNull()
    const elsewhere = actorOf(null, [], { grants: [{ role: 'incentive-officer', path: '/HO/B2/' }] })
    expect(await findRun(db, elsewhere, run.id)).toBeNull()
    expect(await statementsOfRun(db, elsewhere, { runId: run.id, count: 10 })).toHaveLength(0)
    expect((await totalsOfRun(db, elsewhere, run.id)).people).toBe(0)
  })

  it('is corrected by a further run whose lines are the differences', async () => {
    const db = await freshDb()
    const run = await released(db)
    await transact(db, async (tx) => {
      await tx.update(appraisals).set({ finalRating: 'A', score: '95.00' }).where(eq(appraisals.employeeId, 'emp_3'))
    })
    const { id } = must(await prepareCorrection(db, officer, run.id, clock.minutes(1)))
    await runJobs(db, jobs, () => clock.minutes(2))
    const lines = await db.select().from(runLines).where(eq(runLines.runId, id))
    expect(new Set(lines.map((line) => line.employeeNumber))).toEqual(new Set(['S-003']))
    // 6,000.00 × 1.5 less what was released.
    expect(lines.find((line) => line.component === 'bonus')?.awardedMinor).toBe(300_000)
    // The others' shares stand, and the pool has no reserve: what it would give out beyond itself is seen.
    const more = lines.find((line) => line.component === 'share')?.calculatedMinor ?? 0
    expect(more).toBeGreaterThan(0)
    expect((await mustFind(db, id)).control?.pools).toMatchObject([
      { fundedMinor: 100_000_00, distributedMinor: 100_000_00 + more, undistributedMinor: -more, balanced: false },
    ])
    expect(holds(await verifyRun(db, id))).toBe(true)
  })
})

describe('an adjustment', () => {
  it('is calculated into the run with its reason', async () => {
    const db = await freshDb()
    const run = await calculated(db)
    const given = {
      runId: run.id,
      employeeId: 'emp_2',
      component: 'bonus',
      amountMinor: 12_345,
      reason: 'Stood in for a colleague',
    }
    must(await adjustRun(db, officer, given, clock.now))
    await runJobs(db, jobs)
    const statement = await findStatement(db, officer, run.id, 'emp_2')
    expect(statement?.lines.find((line) => line.component === 'bonus')).toMatchObject({
      adjustedMinor: 12_345,
      awardedMinor: 612_345,
    })
    const [adjustment] = await db.select().from(runAdjustments)
    const taken = { runId: run.id, adjustmentId: adjustment?.id ?? '' }
    must(await withdrawAdjustment(db, officer, taken, clock.now))
    await runJobs(db, jobs)
    expect((await findStatement(db, officer, run.id, 'emp_2'))?.awardedMinor).toBe(
      (statement?.awardedMinor ?? 0) - 12_345,
    )
    expect(await withdrawAdjustment(db, officer, taken, clock.now)).toMatchObject({
      ok: false,
      error: { code: 'no-such-adjustment' },
    })
  })

  it('is of somebody in the run, and is not approved by whoever made it', async () => {
    const db = await freshDb()
    const run = await calculated(db)
    const given = { runId: run.id, component: 'bonus', amountMinor: 12_345, reason: 'Stood in for a colleague' }
    // Known to the bank, and without a post in the time of the run.
    const name = { name: 'Gone', pinyin: 'gone', initials: 'g' }
    const gone = { id: 'emp_gone', number: 'G-001', ...name, createdAt: clock.now }
    await transact(db, (tx) => tx.insert(employees).values(gone))
    expect(await adjustRun(db, officer, { ...given, employeeId: 'emp_gone' }, clock.now)).toMatchObject({
      ok: false,
      error: { code: 'not-in-run' },
    })
    expect(await db.select().from(runAdjustments)).toEqual([])
    await account(db, 'acc_colleague', 'colleague')
    must(await adjustRun(db, { ...officer, id: 'acc_colleague' }, { ...given, employeeId: 'emp_2' }, clock.now))
    await runJobs(db, jobs)
    must(await submitRun(db, officer, run.id, clock.now))
    const due = async (actor: Actor) => (await payDue(db, actor)).map(({ kind }) => kind)
    expect([await due({ ...approver, id: 'acc_colleague' }), await due(approver)]).toEqual([[], ['approve-run']])
    const outputDigest = digestOf(await mustFind(db, run.id))
    const approval = { runId: run.id, outputDigest, decision: 'approved', reason: null } as const
    expect(await decideRun(db, { ...both, id: 'acc_colleague' }, approval, clock.now)).toMatchObject({
      ok: false,
      error: { code: 'maker-is-checker' },
    })
    must(await decideRun(db, approver, approval, clock.now))
  })
})
