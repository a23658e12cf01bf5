import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { decideRun, releaseRun, submitRun } from '#app/incentives/runs/run-decisions.server.ts'
import { findRun } from '#app/incentives/runs/runs.server.ts'
import { openDb } from '#db/client.server.ts'
import { freshFile, freshFolder } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { query } from '../support/query.ts'
import { runScript, startServer } from '../support/server.ts'
import { chance, pause, rounds } from './chance.ts'
import { approver, officer, openPayBank, poolMinor, releaser } from './pay-bank.ts'

const people = 3_000

const ask = <T>(varDir: string, sql: string): T[] => query(join(varDir, 'echelon.db'), sql)
const openJobs = (varDir: string) =>
  ask(varDir, "SELECT id FROM jobs WHERE kind LIKE 'incentive-%' AND finished_at IS NULL")

/** Everything that a run and its release leave behind, without the ids and times that each doing makes anew. */
const outcomeOf = (varDir: string) => ({
  runs: ask(
    varDir,
    'SELECT input_digest, output_digest, control, population, released_at IS NOT NULL AS released FROM runs',
  ),
  lines: ask(
    varDir,
    'SELECT employee_number, component, payable_minor, deferred_minor, steps FROM run_lines ORDER BY 1, 2',
  ),
  deferred: ask(
    varDir,
    'SELECT employee_id, component, no, vests_on, amount_minor FROM deferral_instalments ORDER BY 1, 2, 3',
  ),
  statements: ask(varDir, 'SELECT employee_number, payable_minor FROM statements ORDER BY 1'),
  notices: ask(varDir, 'SELECT count(*) AS count FROM notices'),
  failed: ask(varDir, "SELECT kind, error FROM jobs WHERE state = 'failed'"),
})

/** Opens the bank and waits until no run is at work; gives how long that took, from the opening on. */
const finish = async (varDir: string): Promise<number> => {
  const server = await startServer({ varDir })
  const opened = performance.now()
  while (openJobs(varDir).length > 0) {
    if (performance.now() - opened > 60_000) throw new Error('the job was not taken up again within a minute')
    await pause(5)
  }
  const took = performance.now() - opened
  await server.stop()
  return took
}

/** Kills the server at a random moment of its work, then lets it finish. */
const killAndFinish = async (varDir: string, moment: number): Promise<void> => {
  const server = await startServer({ varDir })
  await pause(moment)
  await server.kill()
  const [dead] = ask<{ id: string; until: number }>(
    varDir,
    "SELECT id, lease_until AS until FROM jobs WHERE state = 'running' AND lease_until IS NOT NULL",
  )
  await finish(varDir)
  if (!dead) return
  // Not after the dead worker's lease of half a minute: the next start knows that its holder is gone.
  const [ended] = ask<{ at: number }>(varDir, `SELECT finished_at AS at FROM jobs WHERE id = '${dead.id}'`)
  expect(ended?.at).toBeLessThan(dead.until)
}

const copyOf = (varDir: string): string => {
  const copy = freshFolder()
  cpSync(varDir, copy, { recursive: true })
  return copy
}

const release = async (varDir: string, runId: string): Promise<void> => {
  const db = openDb({ url: `file:${join(varDir, 'echelon.db')}` })
  const now = Date.now()
  const run = await findRun(db, officer, runId)
  const shown = { runId, outputDigest: run?.outputDigest ?? '' }
  must(await submitRun(db, officer, runId, now))
  must(await decideRun(db, approver, { ...shown, decision: 'approved', reason: null }, now))
  must(await releaseRun(db, releaser, { ...shown, isLateKnown: false }, now))
  db.engine.close()
}

it('a run and its release that are killed go on by themselves and end as if nothing had been', {
  timeout: 240_000 + rounds * 60_000,
}, async () => {
  const random = chance('killed runs')
  const path = await freshFile()
  const waiting = join(path, '..')
  const db = openDb({ url: `file:${path}` })
  const runId = await openPayBank(db, people, Date.now())
  db.engine.close()

  const calculated = copyOf(waiting)
  const calculating = await finish(calculated)
  const toRelease = copyOf(calculated)
  await release(toRelease, runId)
  const released = copyOf(toRelease)
  const releasing = await finish(released)
  const [expectedRun, expectedRelease] = [outcomeOf(calculated), outcomeOf(released)]
  expect(expectedRun.lines).toHaveLength(people)
  const paid = ask<{ sum: number }>(calculated, 'SELECT sum(payable_minor + deferred_minor) AS sum FROM run_lines')
  expect(paid).toEqual([{ sum: poolMinor }])
  expect(expectedRelease.failed).toEqual([])

  for (let round = 0; round < rounds; round++) {
    const run = copyOf(waiting)
    await killAndFinish(run, random(calculating))
    expect(outcomeOf(run)).toEqual(expectedRun)
    const out = copyOf(toRelease)
    await killAndFinish(out, random(releasing))
    expect(outcomeOf(out)).toEqual(expectedRelease)
    expect(await runScript('verify', [], out)).toMatchObject({ code: 0, error: '' })
  }
})
