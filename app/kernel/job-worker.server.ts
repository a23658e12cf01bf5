/** A worker: takes jobs from the queue, one at a time per lane, and asks for those that come round by themselves. */
import { hostname } from 'node:os'
import { and, gte, lt } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.server.ts'
import { jobs } from '#db/schema/kernel.ts'
import { transact } from '#db/transact.server.ts'
import { type Instant, msPerDay } from './day.ts'
import { anythingWaits, claim, type Lease } from './job-lease.server.ts'
import { isTransient } from './job-retry.ts'
import { leaveToOthers, runJob } from './job-runner.server.ts'
import { type AnyJob, enqueue, type JobSurroundings } from './jobs.server.ts'

export type WorkerOptions = {
  jobs: readonly AnyJob[]
  surroundings: JobSurroundings
  now: () => Instant
  signal: AbortSignal
  /** Tells this worker from all others, on this machine and elsewhere. */
  owner?: string
  leaseMs?: number
  /** How long an idle worker waits before it looks again. */
  idleMs?: number
  report?: (error: unknown, about: string) => void
}

/** Longer than any stretch in which a heartbeat may fail to get through. */
const defaultLeaseMs = 30_000
/** What comes round by itself leaves a row each time; after so long it is cleared away. */
const routineKeptMs = 7 * msPerDay

/** Works until the signal aborts; resolves when the step in progress has ended and its job is handed back. */
export const work = async (db: Db, options: WorkerOptions): Promise<void> => {
  const known = new Map(options.jobs.map((job) => [job.kind, job]))
  if (known.size !== options.jobs.length) throw new Error('two jobs have the same kind')
  const lanes = [...new Set(options.jobs.map((job) => job.lane))]
  await Promise.all([
    ...lanes.map((lane) => runLane(db, options, known, lane)),
    runSchedule(
      db,
      options,
      options.jobs.filter((job) => job.everyMs !== null),
    ),
  ])
}

const runLane = async (db: Db, options: WorkerOptions, known: ReadonlyMap<string, AnyJob>, lane: string) => {
  const { signal, now, idleMs = 200, surroundings } = options
  const report = reportOf(options)
  const kinds = [...known.values()].filter((job) => job.lane === lane).map((job) => job.kind)
  const lease: Lease = {
    owner: `${options.owner ?? `${hostname()}:${process.pid}`}:${lane}`,
    ms: options.leaseMs ?? defaultLeaseMs,
  }
  while (!signal.aborted) {
    try {
      const row = (await anythingWaits(db, kinds, now())) ? await claim(db, kinds, lease, now()) : null
      const definition = row ? known.get(row.kind) : undefined
      if (!row || !definition) {
        await pause(idleMs, signal)
        continue
      }
      await runJob(db, definition, row, {
        lease,
        surroundings,
        now,
        signal,
        report: (error, job) => report(error, `job ${job.kind} ${job.id}`),
      })
      await leaveToOthers(0)
    } catch (error) {
      // The database itself did not answer. The lease will run out, and someone takes the job up where it stood.
      if (!isTransient(error)) report(error, `the ${lane} lane`)
      await pause(1_000, signal)
    }
  }
}

/** Asks for every routine job once per stretch; the key makes it once however many workers there are. */
const runSchedule = async (db: Db, options: WorkerOptions, routine: readonly AnyJob[]) => {
  const { signal, now } = options
  const asked = new Map<string, number>()
  while (!signal.aborted && routine.length > 0) {
    const at = now()
    const due = routine.filter((job) => asked.get(job.kind) !== stretch(job, at))
    try {
      if (due.length > 0)
        await transact(db, async (tx) => {
          for (const job of due) {
            const onceKey = keyOf(job, at)
            await enqueue(tx, { kind: job.kind, input: {}, requestedBy: 'system', onceKey }, at)
          }
          for (const job of due) await clearRoutine(tx, job, at)
        })
      for (const job of due) asked.set(job.kind, stretch(job, at))
    } catch (error) {
      if (!isTransient(error)) reportOf(options)(error, 'the schedule')
    }
    await pause(1_000, signal)
  }
}

/**
 * The rows of stretches that are long over. By their keys, which stand in the order of time: nothing else finds them
 * among the jobs of all letters ever sent, and this runs every minute.
 */
const clearRoutine = (tx: Tx, job: AnyJob, at: Instant) =>
  tx
    .delete(jobs)
    .where(
      and(
        gte(jobs.onceKey, keyOf(job, 0)),
        lt(jobs.onceKey, keyOf(job, at - routineKeptMs)),
        lt(jobs.finishedAt, at - routineKeptMs),
      ),
    )

const reportOf = (options: WorkerOptions) =>
  options.report ?? ((error: unknown, about: string) => console.error(about, error))

const stretch = (job: AnyJob, at: Instant): number => Math.floor(at / (job.everyMs ?? 1))
const keyOf = (job: AnyJob, at: Instant): string => `${job.kind} ${stretch(job, at)}`

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const wake = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, ms)
    signal.addEventListener('abort', wake)
  })
