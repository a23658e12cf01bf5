/** Runs a leased job step by step until it ends, is cancelled, is lost to another worker, or the worker stops. */
import { setTimeout } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.server.ts'
import { jobs } from '#db/schema/kernel.ts'
import { transact } from '#db/transact.server.ts'
import { canonical, type Json } from './canonical.ts'
import type { Instant } from './day.ts'
import { beat, handBack, held, type JobRow, type Lease, prolonged, released } from './job-lease.server.ts'
import { isTransient, waitForStorage } from './job-retry.ts'
import { type AnyJob, JobFailure, type JobFailureWords, type JobSurroundings } from './jobs.server.ts'

/** A job that has been taken up this often without finishing one step brings its worker down: it is given up. */
const mostAttempts = 5
const heartbeatMs = 500
const longestPauseMs = 100

export type RunnerOptions = {
  lease: Lease
  surroundings: JobSurroundings
  /** The clock, read once per step. */
  now: () => Instant
  /** Aborts when the worker stops: the step in progress ends, the job is handed back. */
  signal: AbortSignal
  /** Hears what went wrong that nobody foresaw. */
  report: (error: unknown, job: JobRow) => void
}

export type RunEnd = 'done' | 'failed' | 'cancelled' | 'later' | 'lost' | 'handed-back'

export const runJob = async (db: Db, definition: AnyJob, row: JobRow, options: RunnerOptions): Promise<RunEnd> => {
  if (row.attempts > mostAttempts) return end(db, definition, row, 'failed', { code: 'gave-up' }, options)
  try {
    let cursor: Json = row.cursor ?? null
    for (;;) {
      if (options.signal.aborted) {
        await handBack(db, row.id, options.lease)
        return 'handed-back'
      }
      const prepared = definition.outside ? await outside(db, definition, { ...row, cursor }, options) : undefined
      if (options.signal.aborted) continue
      const began = options.now()
      const outcome = await transact(db, (tx) => oneStep(tx, definition, row, prepared, options))
      if (outcome.end) return outcome.end
      cursor = outcome.cursor
      await leaveToOthers(definition.outside ? 0 : options.now() - began)
    }
  } catch (error) {
    if (isTransient(error)) return postpone(db, row, options)
    if (!(error instanceof JobFailure)) options.report(error, row)
    const words = error instanceof JobFailure ? error.words : { code: 'unexpected', params: { reference: row.id } }
    return end(db, definition, row, 'failed', words, options)
  }
}

/**
 * Whoever waits for the database looks again only now and then; steps on the heels of each other would leave it no
 * moment to find free. Half of the time is theirs. And a file answers within the same turn of the event loop: without
 * another turn the process would hear of nothing else, neither of its other lane nor of its end.
 */
export const leaveToOthers = (heldMs: number) => setTimeout(Math.min(heldMs, longestPauseMs))

type StepOutcome = { end: RunEnd } | { end: null; cursor: Json }

const oneStep = async (
  tx: Tx,
  definition: AnyJob,
  leased: JobRow,
  prepared: unknown,
  { lease, surroundings, now: clock }: RunnerOptions,
): Promise<StepOutcome> => {
  const now = clock()
  const row = await held(tx, leased.id, lease)
  if (!row) return { end: 'lost' }
  const job = {
    id: row.id,
    input: row.input,
    requestedBy: row.requestedBy,
    cursor: row.cursor ?? null,
    now,
    surroundings,
  }
  const mine = eq(jobs.id, row.id)
  if (row.cancelRequestedAt !== null) {
    await definition.ended(tx, job, 'cancelled', null)
    await tx
      .update(jobs)
      .set({ state: 'cancelled', finishedAt: now, ...released })
      .where(mine)
    return { end: 'cancelled' }
  }
  const step = await definition.step(tx, { ...job, prepared })
  const progress = {
    cursor: step.cursor,
    progressDone: step.done,
    progressTotal: step.total,
    attempts: 0,
    ...(step.result === undefined ? {} : { result: step.result }),
  }
  if (step.finished) {
    await tx
      .update(jobs)
      .set({ ...progress, state: 'done', finishedAt: now, ...released })
      .where(mine)
    return { end: 'done' }
  }
  if (step.resumeAt !== undefined) {
    await tx
      .update(jobs)
      .set({ ...progress, state: 'queued', runAfter: step.resumeAt, ...released })
      .where(mine)
    return { end: 'later' }
  }
  await tx
    .update(jobs)
    .set({ ...progress, ...prolonged(lease) })
    .where(mine)
  return { end: null, cursor: step.cursor }
}

/** The part between steps, under a heartbeat that also hears of a cancellation. */
const outside = async (db: Db, definition: AnyJob, row: JobRow, options: RunnerOptions): Promise<unknown> => {
  const ended = new AbortController()
  const timer = setInterval(() => {
    beat(db, row.id, options.lease).then(
      (answer) => {
        if (answer !== 'kept') ended.abort()
      },
      // A heartbeat that does not get through is followed by the next; the lease outlasts many of them.
      () => undefined,
    )
  }, heartbeatMs)
  const signal = AbortSignal.any([options.signal, ended.signal])
  try {
    const answer = await definition.outside?.(db, {
      id: row.id,
      input: row.input,
      requestedBy: row.requestedBy,
      cursor: row.cursor ?? null,
      now: options.now(),
      surroundings: options.surroundings,
      signal,
    })
    return answer
  } catch (error) {
    // Whoever listens to the signal may end by throwing; the step's transaction then finds out what happened.
    if (signal.aborted) return undefined
    throw error
  } finally {
    clearInterval(timer)
  }
}

const end = (
  db: Db,
  definition: AnyJob,
  leased: JobRow,
  state: 'failed',
  words: JobFailureWords,
  { lease, surroundings, now: clock }: RunnerOptions,
): Promise<RunEnd> =>
  transact(db, async (tx) => {
    const now = clock()
    const row = await held(tx, leased.id, lease)
    if (!row) return 'lost'
    // Whoever takes a thing away and its job with it meant to end the job: that its work found nothing is no failure.
    const end = row.cancelRequestedAt === null ? state : 'cancelled'
    const said = end === 'cancelled' ? null : words
    const job = {
      id: row.id,
      input: row.input,
      requestedBy: row.requestedBy,
      cursor: row.cursor ?? null,
      now,
      surroundings,
    }
    await definition.ended(tx, job, end, said)
    await tx
      .update(jobs)
      .set({ state: end, error: said && canonical(said), finishedAt: now, ...released })
      .where(eq(jobs.id, row.id))
    return end
  })

/**
 * The database was busy or away, or the disk full: again a little later. That is no attempt of the job's own. It is
 * said until it can be written: otherwise each lease that ran out would count as one.
 */
const postpone = async (db: Db, leased: JobRow, options: RunnerOptions): Promise<RunEnd> => {
  const { lease, now: clock, signal } = options
  for (;;)
    try {
      return await transact(db, async (tx) => {
        const now = clock()
        const row = await held(tx, leased.id, lease)
        if (!row) return 'lost'
        const runAfter = now + 1_000 * waitForStorage(now - row.queuedAt)
        await tx
          .update(jobs)
          .set({ state: 'queued', attempts: Math.max(0, row.attempts - 1), runAfter, ...released })
          .where(eq(jobs.id, row.id))
        return 'later'
      })
    } catch (error) {
      if (!isTransient(error) || signal.aborted) throw error
      await setTimeout(200)
    }
}
