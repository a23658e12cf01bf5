/** Calculates a run: clears away an earlier calculation, freezes the frame and everyone's inputs, pays everyone, closes. */

import { defineJob, JobFailure } from '#app/kernel/jobs.server.ts'
import { notifyDoer } from '#app/notices/notices.server.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/client.server.ts'
import type { RunFrame } from '../payout/run-input.ts'
import {
  beginFreezing,
  type Closing,
  clearSome,
  closeCalculation,
  closingOf,
  isClear,
  linesAsStored,
  linesTakenAlong,
  payChunk,
  type RunRow,
  runAtWork,
  runStanding,
  takeLinesAlong,
  writeInputs,
} from './run-calculation.server.ts'
import { type EarlierRuns, earlierRuns, frameFor, freezeAfter, populationSize } from './run-freezing.server.ts'
import { fundRun, takeInputsAlong } from './run-funding.server.ts'
import type { StoredInput } from './run-inputs.server.ts'
import { type PaidRows, rowsOfPaid, writePaid } from './run-lines.server.ts'

const peopleAtOnce = 500

type Cursor = { phase: 'begin' | 'freeze' | 'pay' | 'close'; after: string; people: number; total: number }
const isCursor = (value: unknown): value is Cursor => typeof value === 'object' && value !== null && 'phase' in value

type Prepared =
  | { phase: 'clear' }
  | { phase: 'begin'; frame: RunFrame; total: number }
  | { phase: 'freeze'; inputs: StoredInput[] }
  | { phase: 'pay'; rows: PaidRows; last: string | null }
  | { phase: 'close'; closing: Closing }

const first: Cursor = { phase: 'begin', after: '', people: 0, total: 0 }

/** The run as it was frozen and what earlier runs bring to it: all of its chunks share them, so they are read once. */
let known: { run: RunRow; past: EarlierRuns } | null = null

/** Also tells that the run is still wanted, each time anew. */
const knownRun = async (db: Db, runId: string): Promise<{ run: RunRow; past: EarlierRuns }> => {
  const now = await runStanding(db, runId)
  if (!now || now.cancelledAt !== null) throw new JobFailure('run-gone')
  if (known?.run.id === runId && known.run.frozenAt === now.frozenAt) return known
  const run = await runAtWork(db, runId)
  if (!run) throw new JobFailure('run-gone')
  known = { run, past: await earlierRuns(db, run) }
  return known
}

/** Frees what was read once: the run is done, or begins anew. */
const forget = () => {
  known = null
}

const frameOf = (run: RunRow): RunFrame => {
  if (!run.frame) throw new Error(`run ${run.id} has no frame`)
  return run.frame
}

const fundedOrFail = async (db: Db, run: RunRow) => {
  const funded = await fundRun(db, run.id, frameOf(run))
  if (!funded.ok)
    throw new JobFailure(`pool-${funded.error.code}`, {
      pool: funded.error.detail?.pool ?? '',
      unit: funded.error.detail?.unit ?? '',
      result: funded.error.detail?.result ?? '',
    })
  return funded.value
}

export const incentiveRunJob = defineJob<{ runId: string }, Prepared>({
  kind: 'incentive-run',
  outside: async (db, { input, cursor, now }): Promise<Prepared> => {
    const at = isCursor(cursor) ? cursor : first
    const { run, past } = await knownRun(db, input.runId)
    switch (at.phase) {
      case 'begin':
        if (!(await isClear(db, input.runId))) return { phase: 'clear' }
        forget()
        return { phase: 'begin', frame: await frameFor(db, run, now), total: await populationSize(db, run) }
      case 'freeze': {
        const inputs = await freezeAfter(db, run, past, at.after, peopleAtOnce)
        takeInputsAlong(frameOf(run), at.after, inputs)
        return { phase: 'freeze', inputs }
      }
      case 'pay': {
        const { paid, last } = await payChunk(db, run, await fundedOrFail(db, run), at.after, peopleAtOnce)
        const rows = rowsOfPaid(run.id, paid)
        takeLinesAlong(frameOf(run), at.after, rows, last)
        return { phase: 'pay', rows, last }
      }
      case 'close': {
        const lines = linesTakenAlong(frameOf(run)) ?? (await linesAsStored(db, run.id))
        return { phase: 'close', closing: await closingOf(db, run, await fundedOrFail(db, run), lines) }
      }
    }
  },
  step: async (tx, { input, cursor, now, prepared }) => {
    const at = isCursor(cursor) ? cursor : first
    // Freezing and paying are one half of the work each.
    const progress = (next: Cursor) => ({ cursor: next, done: next.people, total: Math.max(1, next.total * 2) })
    switch (prepared.phase) {
      case 'clear':
        await clearSome(tx, input.runId)
        return progress(at)
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
        forget()
        return { ...progress(at), done: at.total * 2, finished: true, result: { runId: input.runId } }
      }
    }
  },
  ended: async (tx, { input, requestedBy, now }, state) => {
    const run = state === 'failed' ? await runAtWork(tx, input.runId) : null
    if (!run) return
    const link = paths.run(run.id)
    const onceKey = `run-failed ${run.id} ${run.revision}`
    await notifyDoer(tx, requestedBy, { kind: 'run-failed', params: { plan: run.name }, link, onceKey }, now)
  },
})
