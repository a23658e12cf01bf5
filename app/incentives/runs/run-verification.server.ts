/** Recomputes a run from its stored inputs: the same digests, or what differs. */
import { asc, isNotNull } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { runs } from '#db/schema/incentives.ts'
import { closingOf, linesAsStored, payChunk, type RunRow, runAtWork } from './run-calculation.server.ts'
import { inLineOrder, lineText, openDigest } from './run-digest.server.ts'
import { fundRun } from './run-funding.server.ts'

export type Verification = {
  runId: string
  /** Inputs as stored have the digest that was kept. */
  inputs: boolean
  /** Lines as stored have the digest that was kept. */
  lines: boolean
  /** Calculating from the stored inputs gives the digest that was kept. */
  recomputed: boolean
}

export const holds = (verification: Verification): boolean =>
  verification.inputs && verification.lines && verification.recomputed

export const verifyRun = async (db: Reader, runId: string): Promise<Verification> => {
  const run = await runAtWork(db, runId)
  if (!run?.frame || !run.outputDigest) throw new Error(`run ${runId} was not calculated`)
  const funded = await fundRun(db, run.id, run.frame)
  if (!funded.ok) return { runId, inputs: false, lines: false, recomputed: false }
  const stored = await closingOf(db, run, funded.value, await linesAsStored(db, run.id))
  const recomputed = openDigest()
  let after = ''
  for (;;) {
    const chunk = await payChunk(db, run, funded.value, after, 1_000)
    for (const { lines } of chunk.paid) for (const line of inLineOrder(lines)) recomputed.add(lineText(line))
    if (!chunk.last) break
    after = chunk.last
  }
  return {
    runId,
    inputs: stored.inputDigest === run.inputDigest,
    lines: stored.outputDigest === run.outputDigest,
    recomputed: recomputed.close() === run.outputDigest,
  }
}

/** Every calculated run of the bank, oldest first. */
export const calculatedRuns = async (db: Reader): Promise<Pick<RunRow, 'id'>[]> =>
  db.select({ id: runs.id }).from(runs).where(isNotNull(runs.outputDigest)).orderBy(asc(runs.preparedAt))
