/**
 * Durable jobs: long work as rows, done in short steps. A step's writes, its cursor and its progress are one
 * transaction, so that a crash repeats nothing and loses nothing.
 */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { can } from '#app/identity/policy.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { jobs } from '#db/schema/kernel.ts'
import { newId, transact } from '#db/transact.server.ts'
import type { Actor } from './actor.ts'
import type { Json } from './canonical.ts'
import type { Instant } from './day.ts'
import { eventStream } from './event-stream.server.ts'
import type { Id } from './id.ts'
import type { JobState } from './job-state.ts'
import { done, type Outcome, refused } from './result.ts'

export type JobId = Id<'job'>

/** What a job may need from outside the database. */
export type JobSurroundings = {
  /** Folder of files, backups and the embedded database. */
  varDir: string
  /** Where people reach the product; links in mail begin with it. */
  origin: string
  /** Null: mail is kept and shown, not sent. */
  smtpUrl: string | null
  /** Signs what the browser carries; the same as the server's. */
  secret: string
}

/** What a step is handed. `now` is read once for it; `prepared` is what `outside` gave just before it. */
export type JobAtWork<Input, Prepared = undefined> = {
  id: JobId
  input: Input
  requestedBy: string
  cursor: Json
  now: Instant
  prepared: Prepared
  surroundings: JobSurroundings
}

export type JobStep = {
  /** Where the next step begins. */
  cursor: Json
  /** Progress in whatever the job counts: rows, people, mails. */
  done: number
  total: number | null
  finished?: true
  /** What the page reads when all is done (or already now): ids and counts, not the bulk itself. */
  result?: Json
  /** Give the worker back and go on not before this time: a mail server that was away. */
  resumeAt?: Instant
}

export type JobDefinition<Input extends Json = Json, Prepared = undefined> = {
  kind: string
  /** Errands (mail, sealing) have a lane of their own, so that they need not wait for a long run. */
  lane?: 'work' | 'errand'
  /** Enqueued by the worker itself, once in each such stretch of time. */
  everyMs?: number
  /**
   * Long computing, reading or sending between steps, outside any transaction; gives what the next step writes. Its
   * effects may be repeated after a crash. Look at `signal` (cancelled or stopping), and await now and then: no
   * heartbeat gets through a computation of half a minute.
   */
  outside?: (db: Db, job: Omit<JobAtWork<Input>, 'prepared'> & { signal: AbortSignal }) => Promise<Prepared>
  /** One short transaction (aim at 20 ms). Throw a `JobFailure` for what a person must hear about. */
  step: (tx: Tx, job: JobAtWork<Input, Prepared>) => Promise<JobStep>
  /** Puts the subject in order when the job fails or is cancelled, in the transaction that ends it. */
  ended?: (
    tx: Tx,
    job: Omit<JobAtWork<Input>, 'prepared'>,
    state: 'failed' | 'cancelled',
    failure: JobFailureWords | null,
  ) => Promise<void>
}

/** A job as the worker's list holds it, whatever its input. */
export type AnyJob = {
  readonly kind: string
  readonly lane: 'work' | 'errand'
  readonly everyMs: number | null
  readonly outside:
    | ((db: Db, job: Omit<JobAtWork<Json>, 'prepared'> & { signal: AbortSignal }) => Promise<unknown>)
    | null
  readonly step: (tx: Tx, job: JobAtWork<Json, unknown>) => Promise<JobStep>
  readonly ended: NonNullable<JobDefinition<Json>['ended']>
}

/**
 * Names a job. Its input was written by `enqueue` with the same kind, so it is taken to have that shape; a job whose
 * input may have changed between versions checks it with its schema first.
 */
export const defineJob = <Input extends Json, Prepared = undefined>(
  definition: JobDefinition<Input, Prepared>,
): AnyJob => {
  const { outside, ended } = definition
  return {
    kind: definition.kind,
    lane: definition.lane ?? 'work',
    everyMs: definition.everyMs ?? null,
    outside: outside ? (db, job) => outside(db, { ...job, input: job.input as Input }) : null,
    step: (tx, job) => definition.step(tx, { ...job, input: job.input as Input, prepared: job.prepared as Prepared }),
    ended: async (tx, job, state, failure) => ended?.(tx, { ...job, input: job.input as Input }, state, failure),
  }
}

/** Why a job failed: a code under `job.failures` of kernel's words, or words of the job's own domain. */
export type JobFailureWords = { code: string; params?: Record<string, string | number> }

/** Thrown by a job for what a person can understand and mend; anything else is a bug and says only 'unexpected'. */
export class JobFailure extends Error {
  readonly words: JobFailureWords
  constructor(code: string, params?: Record<string, string | number>) {
    super(code)
    this.name = 'JobFailure'
    this.words = params ? { code, params } : { code }
  }
}

export type JobRequest = {
  kind: string
  input: Json
  /** The account that asks; 'system' for the machinery. */
  requestedBy: string
  /** Two requests with the same key are one job. */
  onceKey?: string
  /** Not before this time. */
  runAfter?: Instant
}

const rowOf = (id: JobId, request: JobRequest, now: Instant) => ({
  id,
  kind: request.kind,
  input: request.input,
  requestedBy: request.requestedBy,
  onceKey: request.onceKey ?? null,
  queuedAt: now,
  runAfter: request.runAfter ?? now,
})

/** Puts many jobs in the queue, none of whose keys has a job already. */
export const enqueueNew = (tx: Tx, requests: readonly JobRequest[], now: Instant): Promise<void> =>
  insertRows(
    tx,
    jobs,
    requests.map((request) => rowOf(newId(tx, 'job', now), request, now)),
  )

/** Puts a job in the queue, in the transaction of whatever asks for it. Gives the job that the key already has. */
export const enqueue = async (tx: Tx, request: JobRequest, now: Instant): Promise<JobId> => {
  const id = newId(tx, 'job', now)
  const written = await tx
    .insert(jobs)
    .values(rowOf(id, request, now))
    .onConflictDoNothing({ target: jobs.onceKey })
    .returning({ id: jobs.id })
  if (written.length > 0) return id
  const [known] = await tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(eq(jobs.onceKey, request.onceKey ?? ''))
  if (!known) throw new Error(`job ${request.kind} was neither written nor there before`)
  return known.id
}

/** What a page shows of a job. */
export type JobView = {
  id: JobId
  kind: string
  state: JobState
  done: number
  total: number | null
  result: Json
  failure: JobFailureWords | null
  requestedBy: string
  queuedAt: Instant
  startedAt: Instant | null
  finishedAt: Instant | null
  isBeingCancelled: boolean
}

const viewOf = (row: typeof jobs.$inferSelect): JobView => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  done: row.progressDone,
  total: row.progressTotal,
  result: row.result ?? null,
  failure: row.error ? (JSON.parse(row.error) as JobFailureWords) : null,
  requestedBy: row.requestedBy,
  queuedAt: row.queuedAt,
  startedAt: row.startedAt,
  finishedAt: row.finishedAt,
  isBeingCancelled: row.cancelRequestedAt !== null && (row.state === 'running' || row.state === 'queued'),
})

/** A job, or null when it does not exist or is not the actor's to see. */
export const findJob = async (db: Reader | Tx, actor: Actor, id: string): Promise<JobView | null> => {
  const [row] = await db.select().from(jobs).where(eq(jobs.id, id))
  return row && can(actor, 'job.read', row) ? viewOf(row) : null
}

/** Cancels: a queued job at once, a running one before its next step. What its steps wrote so far stays. */
export const cancelJob = (
  db: Db | Tx,
  actor: Actor,
  id: string,
  now: Instant,
): Promise<Outcome<undefined, 'no-such-job' | 'not-yours' | 'already-ended'>> =>
  transact(db, async (tx) => {
    const [job] = await tx.select().from(jobs).where(eq(jobs.id, id))
    if (!job || !can(actor, 'job.read', job)) return refused('no-such-job')
    if (!can(actor, 'job.cancel', job)) return refused('not-yours')
    if (job.finishedAt !== null) return refused('already-ended')
    await stopJob(tx, id, now)
    return done()
  })

/** Whether a job has ended, in whatever way; for a command that has decided whether its actor may know. */
export const hasEnded = async (db: Reader | Tx, id: string): Promise<boolean> => {
  const [job] = await db.select({ finishedAt: jobs.finishedAt }).from(jobs).where(eq(jobs.id, id))
  return typeof job?.finishedAt === 'number'
}

/** Asks a job to end, for a command that has decided whether it may; one that has ended already stays as it is. */
export const stopJob = async (tx: Tx, id: string, now: Instant): Promise<void> => {
  await tx
    .update(jobs)
    .set({
      cancelRequestedAt: sql`coalesce(${jobs.cancelRequestedAt}, ${now})`,
      runAfter: sql`min(${jobs.runAfter}, ${now})`,
    })
    .where(and(eq(jobs.id, id), isNull(jobs.finishedAt)))
}

/** A job's progress as an event stream: {state, done, total, result, …} whenever it changes, until it has ended. */
export const watchJob = (db: Reader, actor: Actor, id: string, signal: AbortSignal): Response =>
  eventStream(
    signal,
    () => findJob(db, actor, id),
    (job) => job.finishedAt !== null,
  )
