import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { incentiveRunJob } from '#app/incentives/runs/incentive-run.job.ts'
import { submitRun } from '#app/incentives/runs/run-decisions.server.ts'
import { prepareRun } from '#app/incentives/runs/run-preparation.server.ts'
import { findRun } from '#app/incentives/runs/runs.server.ts'
import { paths } from '#app/paths.ts'
import { commitImport, uploadActuals } from '#app/performance/actuals/actual-imports.server.ts'
import { submitReviews } from '#app/performance/appraisals/reviews.server.ts'
import { openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import { type Db, openDb } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { roleGrants } from '#db/schema/organisation.ts'
import { appraisals } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { hr, manager, quarter } from '../performance/bank.ts'
import { clock, freshFile } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { must } from '../support/outcome.ts'
import { query } from '../support/query.ts'
import { post, runScript, type Server, startServer } from '../support/server.ts'
import { chance, pause, rounds } from './chance.ts'
import { answered, enter, givePasswords } from './entry.ts'
import { approver, officer, openPayBank, publishAll } from './pay-bank.ts'

const people = 40
const moving = 15
const everyone = Array.from({ length: people }, (_, n) => `emp_${n + 1}`)

const cycleOf = async (db: Db, code: string): Promise<string> =>
  must(await openCycle(db, hr, { ...quarter, code }, clock.now)).id

/** A cycle whose people are all reviewed and wait for calibration by HR. */
const toCalibrate = async (db: Db, code: string) => {
  const cycleId = await cycleOf(db, code)
  must(await makeSheets(db, hr, cycleId, clock.now))
  const rows = everyone.map((_, n) => `S-${String(n + 1).padStart(3, '0')},8,9\n`)
  const bytes = new TextEncoder().encode(`number,sales,new_customers\n${rows.join('')}`)
  const { id } = must(await uploadActuals(db, hr, { cycleId, fileName: 'q3.csv', bytes }, clock.now))
  must(await commitImport(db, hr, { id, revision: 1 }, clock.now))
  const reviewer = { ...manager, manages: everyone }
  must(await submitReviews(db, reviewer, { cycleId, employeeIds: everyone }, clock.now))
  const waiting = await db
    .select({ id: appraisals.id, revision: appraisals.revision, reviewedAt: appraisals.managerReviewedAt })
    .from(appraisals)
    .where(eq(appraisals.cycleId, cycleId))
  return { cycleId, waiting: waiting.filter(({ reviewedAt }) => reviewedAt !== null) }
}

/** A run that was calculated and submitted and waits for its approver. */
const toApprove = async (db: Db, runId: string) => {
  must(await submitRun(db, officer, runId, clock.now))
  return { runId, outputDigest: (await findRun(db, officer, runId))?.outputDigest ?? '' }
}

/** A bank in which so many calibrations and as many runs wait to be decided. */
const openDecisions = async (count: number) => {
  const path = await freshFile()
  const db = openDb({ url: `file:${path}` })
  const runIds = [await openPayBank(db, people, clock.now)]
  const planVersionId = (await findRun(db, officer, runIds[0] ?? ''))?.planVersionId ?? ''
  for (let n = 1; n < count; n++) {
    const cycleId = await cycleOf(db, `paid-${n}`)
    await transact(db, (tx) => publishAll(tx, cycleId, people))
    runIds.push(must(await prepareRun(db, officer, { planVersionId, cycleId }, clock.now)).id)
  }
  await runJobs(db, [incentiveRunJob])
  await transact(db, async (tx) => {
    await tx.insert(accounts).values({ id: hr.id, signInName: hr.id, displayName: 'HR', createdAt: clock.now })
    const grant = { role: 'hr-officer', unitId: 'unt_ho', fromOn: '2020-01-01', grantedBy: 'system' } as const
    await tx.insert(roleGrants).values({ id: 'rgr_hr', accountId: hr.id, grantedAt: clock.now, ...grant })
  })
  await givePasswords(db, [hr.id, approver.id])
  const decisions = []
  for (const [n, runId] of runIds.entries())
    decisions.push({ ...(await toCalibrate(db, `calibrated-${n}`)), ...(await toApprove(db, runId)) })
  db.engine.close()
  return { varDir: join(path, '..'), decisions }
}
type Decisions = Awaited<ReturnType<typeof openDecisions>>['decisions'][number]

const ask = <T>(varDir: string, sql: string): T[] => query(join(varDir, 'echelon.db'), sql)
const recordsOf = (act: string, subject: string) =>
  `(SELECT count(*) FROM audit_records WHERE act = '${act}' AND subject_id = ${subject})`
const approvalsOf = (step: string, subject: string) =>
  `(SELECT count(*) FROM approvals WHERE step = '${step}' AND subject_id = ${subject})`

/** What the bank holds of a calibration and an approval. Booleans are 0 and 1. */
const standing = (varDir: string, { cycleId, runId }: Decisions) => ({
  people: ask<{ id: string; revision: number; moved: number; moves: number; closed: number; approvals: number }>(
    varDir,
    `SELECT id, revision, calibrated_rating IS NOT NULL AS moved, calibrated_at IS NOT NULL AS closed,
       ${recordsOf('appraisal.calibrated', 'a.id')} AS moves, ${approvalsOf('calibration', 'a.id')} AS approvals
     FROM appraisals a WHERE cycle_id = '${cycleId}' AND manager_reviewed_at IS NOT NULL`,
  ),
  closings: ask(varDir, `SELECT ${recordsOf('calibration.closed', `'${cycleId}'`)} AS count`),
  run: ask<{ approved: number; approvals: number; records: number }>(
    varDir,
    `SELECT approved_at IS NOT NULL AS approved, ${approvalsOf('approve', 'r.id')} AS approvals,
       ${recordsOf('run.approved', 'r.id')} AS records FROM runs r WHERE id = '${runId}'`,
  )[0],
})

type Sessions = { hr: string; approver: string }
const isDone = (answer: Response | null) => answer?.status === 302

/** HR moves ratings and closes, while the approver presses twice; gives what the server acknowledged. */
const decide = async (server: Server, as: Sessions, { cycleId, waiting, runId, outputDigest }: Decisions) => {
  const moved = new Set<string>()
  const calibrating = async (): Promise<boolean> => {
    for (const { id: appraisalId, revision } of waiting.slice(0, moving)) {
      const fields = { act: 'move', appraisalId, rating: 'C', reason: 'compared', revision: String(revision) }
      const answer = await answered(post(server.address, paths.calibration(cycleId), fields, as.hr))
      if (!answer) return false
      if (isDone(answer)) moved.add(appraisalId)
      else expect(answer.status).toBe(409)
    }
    return isDone(await answered(post(server.address, paths.calibration(cycleId), { act: 'close' }, as.hr)))
  }
  const approve = () => answered(post(server.address, paths.run(runId), { act: 'approve', outputDigest }, as.approver))
  const [isClosed, ...approvals] = await Promise.all([calibrating(), approve(), approve()])
  return { moved, isClosed, approvals: approvals.filter(isDone).length }
}

it('a move, a closing and an approval that are killed are whole or absent, and stand once when acknowledged', {
  timeout: 120_000 + rounds * 20_000,
}, async () => {
  const random = chance('killed decisions')
  const { varDir, decisions } = await openDecisions(rounds + 1)
  let server = await startServer({ varDir })
  const sessions = { hr: await enter(server, hr.id), approver: await enter(server, approver.id) }

  const [undisturbed, ...killed] = decisions
  if (!undisturbed) throw new Error('nothing to decide')
  const began = performance.now()
  expect(await decide(server, sessions, undisturbed)).toMatchObject({ isClosed: true, approvals: 1 })
  const took = performance.now() - began

  for (const each of killed) {
    const deciding = decide(server, sessions, each)
    await pause(random(took))
    await server.kill()
    const acknowledged = await deciding

    const { people: left, closings, run } = standing(varDir, each)
    const closed = left.filter((person) => person.closed).length
    expect([0, people]).toContain(closed)
    expect(closings).toEqual([{ count: closed === 0 ? 0 : 1 }])
    if (acknowledged.isClosed) expect(closed).toBe(people)
    const reviewed = new Map(each.waiting.map(({ id, revision }) => [id, revision]))
    for (const person of left) {
      expect(person).toMatchObject({ moves: person.moved, approvals: person.closed })
      expect(person.revision).toBe((reviewed.get(person.id) ?? 0) + person.moves + person.closed)
      if (acknowledged.moved.has(person.id)) expect(person.moved).toBe(1)
    }
    // At most the one move that nobody had an answer to.
    expect([0, 1]).toContain(left.filter((person) => person.moved).length - acknowledged.moved.size)
    expect(run).toMatchObject({ approvals: run?.approved, records: run?.approved })
    expect(acknowledged.approvals).toBeLessThanOrEqual(run?.approved ?? 0)

    // The sessions are still there. Whoever goes on does nothing twice, and ends where nobody was disturbed.
    server = await startServer({ varDir })
    const rest = await decide(server, sessions, each)
    expect(rest).toMatchObject({ isClosed: closed === 0, approvals: 1 - (run?.approved ?? 0) })
    expect(standing(varDir, each)).toMatchObject({ closings: [{ count: 1 }], run: { approvals: 1, records: 1 } })
    expect(
      standing(varDir, each)
        .people.map(({ moves, approvals }) => [moves, approvals])
        .sort(),
    ).toEqual(
      standing(varDir, undisturbed)
        .people.map(({ moves, approvals }) => [moves, approvals])
        .sort(),
    )
  }
  await server.stop()
  expect(await runScript('verify', [], varDir)).toMatchObject({ code: 0, error: '' })
})
