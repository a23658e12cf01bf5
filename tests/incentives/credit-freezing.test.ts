import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { importCredits, withdrawCredit } from '#app/incentives/credits/credits.server.ts'
import { incentiveReleaseJob } from '#app/incentives/runs/incentive-release.job.ts'
import { incentiveRunJob } from '#app/incentives/runs/incentive-run.job.ts'
import { decideRun, releaseRun, submitRun } from '#app/incentives/runs/run-decisions.server.ts'
import { prepareCorrection, prepareRun } from '#app/incentives/runs/run-preparation.server.ts'
import { findStatement } from '#app/incentives/statements/statements.server.ts'
import type { AnyJob } from '#app/kernel/jobs.server.ts'
import { findCycleByCode, openCycle } from '#app/performance/cycles.server.ts'
import type { Db } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { productCredits, runInputs, runLines, runs } from '#db/schema/incentives.ts'
import { roleGrants } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { actorOf, hr, quarter } from '../performance/bank.ts'
import { clock, eachEngine } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { must } from '../support/outcome.ts'
import { openSellingBank } from './selling-bank.ts'

const officer = actorOf(null, ['incentive-officer'])
const approver = actorOf(null, ['incentive-approver'])
const releaser = actorOf(null, ['incentive-releaser'])
const three = [
  [officer, 'incentive-officer'],
  [approver, 'incentive-approver'],
  [releaser, 'incentive-releaser'],
] as const
const head = '工号,产品,数量,日期,业务编号,分成\n'
const take = (db: Db, rows: string) =>
  importCredits(
    db,
    officer,
    { fileName: 'credits.csv', bytes: new TextEncoder().encode(head + rows), locale: 'zh-CN' },
    clock.now,
  )

/** The run's job, with something that happens once its instant is fixed and before it has read anyone. */
const meanwhile = (happens: () => Promise<void>): AnyJob => {
  let isOver = false
  return {
    ...incentiveRunJob,
    outside: async (db, job) => {
      if (job.cursor !== null && !isOver) {
        isOver = true
        await happens()
      }
      return incentiveRunJob.outside?.(db, job)
    },
  } as AnyJob
}

/** A deal of two people; while they are frozen one share is withdrawn and another deal recorded. */
const disturbed = async (db: Db): Promise<string> => {
  await openSellingBank(db)
  // A release asks once more whether its three people may.
  await transact(db, async (tx) => {
    for (const [actor, role] of three) {
      const { id } = actor
      await tx.insert(accounts).values({ id, signInName: id, displayName: actor.name, createdAt: clock.now })
      await tx.insert(roleGrants).values({
        id: `rgr_${id}`,
        accountId: id,
        role,
        unitId: 'unt_ho',
        fromOn: '2020-01-01',
        grantedBy: 'system',
        grantedAt: clock.now,
      })
    }
  })
  must(await openCycle(db, hr, quarter, clock.now))
  const cycle = await findCycleByCode(db, quarter.code)
  must(await take(db, 'S-001,loan,1000,2026-09-01,D-1,60\nS-002,loan,1000,2026-09-01,D-1,40\n'))
  const { id } = must(await prepareRun(db, officer, { planVersionId: 'plv_1', cycleId: cycle?.id ?? '' }, clock.now))
  const job = meanwhile(async () => {
    const [share] = await db.select().from(productCredits).where(eq(productCredits.employeeId, 'emp_1'))
    // Both were asked for at the very instant of the freezing, and are done after it.
    must(await withdrawCredit(db, officer, { creditId: share?.id ?? '' }, clock.now))
    must(await take(db, 'S-002,loan,50,2026-09-02,D-2,100\n'))
  })
  await runJobs(db, [job])
  return id
}
const dealsOf = async (db: Db, runId: string) =>
  (await db.select().from(runInputs).where(eq(runInputs.runId, runId)))
    .flatMap(({ employeeNumber, input }) =>
      input.credits.map((credit) => `${employeeNumber} ${credit.id} ${credit.shareBp}`),
    )
    .sort()

eachEngine('credits that change while a run is being frozen', (open) => {
  it('neither leave nor enter the run, and its statements still show their file and row', async () => {
    const db = await open()
    const id = await disturbed(db)
    expect(await dealsOf(db, id)).toEqual(['S-001 D-1 6000', 'S-002 D-1 4000'])
    const shown = await findStatement(db, officer, id, 'emp_1')
    const credits = shown?.lines.flatMap(({ steps }) => steps.filter(({ rule }) => rule === 'credit'))
    expect(credits?.map(({ label, inputs }) => `${label} ${inputs.file} ${inputs.row}`)).toEqual(['D-1 credits.csv 2'])
  })

  it('are the differences of a correction: what was withdrawn is taken back, what was recorded is paid', async () => {
    const db = await open()
    const runId = await disturbed(db)
    const [run] = await db.select().from(runs).where(eq(runs.id, runId))
    const outputDigest = run?.outputDigest ?? ''
    must(await submitRun(db, officer, runId, clock.now))
    must(await decideRun(db, approver, { runId, outputDigest, decision: 'approved', reason: null }, clock.now))
    must(await releaseRun(db, releaser, { runId, outputDigest, isLateKnown: false }, clock.now))
    await runJobs(db, [incentiveReleaseJob])
    const { id } = must(await prepareCorrection(db, officer, runId, clock.minutes(1)))
    await runJobs(db, [incentiveRunJob], () => clock.minutes(2))
    expect(await dealsOf(db, id)).toEqual(['S-002 D-1 4000', 'S-002 D-2 10000'])
    const lines = await db.select().from(runLines).where(eq(runLines.runId, id))
    expect(lines.map((line) => [line.employeeNumber, line.awardedMinor]).sort()).toEqual([
      ['S-001', -600_00],
      ['S-002', 50_00],
    ])
  })
})
