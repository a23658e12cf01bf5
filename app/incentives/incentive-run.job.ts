/** Calculates a run: freezes the frame and everyone's inputs, pays everyone, closes with digests and totals. */

import { defineJob, JobFailure } from '#app/kernel/jobs.server.ts'
import type { Db } from '#db/client.server.ts'
import {
  beginFreezing,
  type Closing,
  closeCalculation,
  closingOf,
  payChunk,
  type RunRow,
  runAtWork,
  writeInputs,
} from './run-calculation.server.ts'
import { frameFor, freezeAfter, peopleDue, populationSize } from './run-freezing.server.ts'
import { forgetFunding, fundRun } from './run-funding.server.ts'
import type { RunFrame } from './run-input.ts'
import type { StoredInput } from './run-inputs.server.ts'
import { type PaidRows, rowsOfPaid, writePaid } from './run-lines.server.ts'

const peopleAtOnce = 500

type Cursor = { phase: 'begin' | 'freeze' | 'pay' | 'close'; after: string; people: number; total: number }
const isCursor = (value: unknown): value is Cursor => typeof value === 'object' && value !== null && 'phase' in value

type Prepared =
  | { phase: 'begin'; frame: RunFrame; total: number }
  | { phase: 'freeze'; inputs: StoredInput[] }
  | { phase: 'pay'; rows: PaidRows; last: string | null }
  | { phase: 'close'; closing: Closing }

const first: Cursor = { phase: 'begin', after: '', people: 0, total: 0 }

/** Who is owed from before: all chunks of a run share it, so it is asked once. */
let owed: { runId: string; people: string[] } | null = null
const owedIn = async (db: Db, run: RunRow): Promise<string[]> => {
  if (owed?.runId !== run.id) owed = { runId: run.id, people: await peopleDue(db, run) }
  return owed.people
}

const needRun = async (db: Db, runId: string): Promise<RunRow> => {
  const run = await runAtWork(db, runId)
  if (!run || run.cancelledAt !== null) throw new JobFailure('run-gone')
  return run
}

const fundedOrFail = async (db: Db, run: RunRow) => {
  if (!run.frame) throw new Error(`run ${run.id} has no frame`)
  const funded = await fundRun(db, run.id, run.frame)
  if (!funded.ok)
    throw new JobFailure(`pool-${funded.error.code}`, {
      pool: funded.error.detail?.pool ?? '',
      unit: funded.error.detail?.unit ?? '',
    })
  return funded.value
}

export const incentiveRunJob = defineJob<{ runId: string }, Prepared>({
  kind: 'incentive-run',
  outside: async (db, { input, cursor, now }): Promise<Prepared> => {
    const at = isCursor(cursor) ? cursor : first
    const run = await needRun(db, input.runId)
    switch (at.phase) {
      case 'begin':
        forgetFunding()
        owed = null
        return { phase: 'begin', frame: await frameFor(db, run, now), total: await populationSize(db, run) }
      case 'freeze':
        return { phase: 'freeze', inputs: await freezeAfter(db, run, await owedIn(db, run), at.after, peopleAtOnce) }
      case 'pay': {
        const { paid, last } = await payChunk(db, run, await fundedOrFail(db, run), at.after, peopleAtOnce)
        return { phase: 'pay', rows: rowsOfPaid(run.id, paid), last }
      }
      case 'close':
        return { phase: 'close', closing: await closingOf(db, run, await fundedOrFail(db, run)) }
    }
  },
  step: async (tx, { input, cursor, now, prepared }) => {
    const at = isCursor(cursor) ? cursor : first
    // Freezing and paying are one half of the work each.
    const progress = (next: Cursor) => ({ cursor: next, done: next.people, total: Math.max(1, next.total * 2) })
    switch (prepared.phase) {
      case 'begin':
        await beginFreezing(tx, input.runId, prepared.frame, now)
        return progress({ phase: 'freeze', after: '', people: 0, total: prepared.total })
      case 'freeze': {
        await writeInputs(tx, input.runId, prepared.inputs)
        const last = prepared.inputs.at(-1)
        const people = at.people + prepared.inputs.length
        return progress(
          last ? { ...at, after: last.employeeNumber, people } : { phase: 'pay', after: '', people, total: at.total },
        )
      }
      case 'pay': {
        await writePaid(tx, prepared.rows, now)
        const people = at.people + prepared.rows.people
        return progress(
          prepared.last ? { ...at, after: prepared.last, people } : { ...at, phase: 'close', after: '', people },
        )
      }
      case 'close': {
        const run = await runAtWork(tx, input.runId)
        if (!run) throw new JobFailure('run-gone')
        await closeCalculation(tx, run, prepared.closing, now)
        forgetFunding()
        return { ...progress(at), done: at.total * 2, finished: true, result: { runId: input.runId } }
      }
    }
  },
})
