/**
 * Leases: which worker has a job. They live on the database's time, so that machines whose clocks differ agree about
 * when one has ended.
 */
import { and, asc, eq, gt, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import { anyOf } from '#db/any-of.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { jobs } from '#db/schema/kernel.ts'
import { transact } from '#db/transact.server.ts'
import type { Instant } from './day.ts'

export type JobRow = typeof jobs.$inferSelect
export type Lease = { owner: string; ms: number }

/** Now, as the database has it, in UTC milliseconds. */
const databaseNow = sql<number>`cast((julianday('now') - 2440587.5) * 86400000 as integer)`
const leaseEnd = (lease: Lease) => sql<number>`${databaseNow} + ${lease.ms}`

/** No worker takes so long a lease: one that ends later was given before the clock was set back. */
const longestLeaseMs = 15 * 60_000

const queued = eq(jobs.state, 'queued')
const dueOf = (kind: SQL, now: Instant) => and(queued, kind, lte(jobs.runAfter, now))
/** What was asked for at once does not wait for a clock that has been set back since. */
const atOnceOf = (kinds: readonly string[], now: Instant) =>
  and(
    queued,
    gt(jobs.runAfter, now),
    sql`${jobs.startedAt} is null and ${jobs.runAfter} <= ${jobs.queuedAt}`,
    sql`+${anyOf(jobs.kind, kinds)}`,
  )
/** A job whose worker has died counts as waiting. */
const leftBehind = (kinds: readonly string[]) =>
  and(
    eq(jobs.state, 'running'),
    anyOf(jobs.kind, kinds),
    or(
      isNull(jobs.leaseUntil),
      lt(jobs.leaseUntil, databaseNow),
      gt(jobs.leaseUntil, sql`${databaseNow} + ${longestLeaseMs}`),
    ),
  )

/**
 * The job of these kinds that has waited longest. Kind by kind, each from its place in the index: after a release a letter
 * for everyone waits, and this is asked for each of them.
 */
const nextOf = async (db: Reader | Tx, kinds: readonly string[], now: Instant): Promise<{ id: string } | null> => {
  const those = (where: SQL | undefined) =>
    db.select({ id: jobs.id, runAfter: jobs.runAfter }).from(jobs).where(where).$dynamic()
  const firstOf = (where: SQL | undefined) => those(where).orderBy(asc(jobs.runAfter), sql`rowid`).limit(1)
  // Few are ever at work: one a lane.
  const found = [...(await firstOf(atOnceOf(kinds, now))), ...(await those(leftBehind(kinds)))]
  for (const kind of kinds) found.push(...(await firstOf(dueOf(eq(jobs.kind, kind), now))))
  return found.sort((a, b) => a.runAfter - b.runAfter)[0] ?? null
}

/** The job that has waited longest, leased to this worker. */
export const claim = (db: Db, kinds: readonly string[], lease: Lease, now: Instant): Promise<JobRow | null> =>
  transact(db, async (tx) => {
    const next = await nextOf(tx, kinds, now)
    if (!next) return null
    const [row] = await tx
      .update(jobs)
      .set({
        state: 'running',
        leaseOwner: lease.owner,
        leaseUntil: leaseEnd(lease),
        attempts: sql`${jobs.attempts} + 1`,
        startedAt: sql`coalesce(${jobs.startedAt}, ${now})`,
      })
      .where(eq(jobs.id, next.id))
      .returning()
    return row ?? null
  })

/**
 * Gives the jobs of workers that died on this machine back to the queue, without waiting for their leases to end.
 * Called before this process starts a worker of its own: a lease in its name is then a dead one's with the same number.
 */
export const freeDeadLeases = (db: Db, here: { hostname: string; pid: number; isAlive: (pid: number) => boolean }) =>
  transact(db, async (tx) => {
    const running = await tx.select({ id: jobs.id, owner: jobs.leaseOwner }).from(jobs).where(eq(jobs.state, 'running'))
    for (const { id, owner } of running) {
      const [, hostname, pid] = /^(.*):(\d+):[^:]*$/.exec(owner ?? '') ?? []
      if (hostname !== here.hostname) continue
      if (Number(pid) === here.pid || !here.isAlive(Number(pid)))
        await tx.update(jobs).set({ leaseUntil: null }).where(eq(jobs.id, id))
    }
  })

/** Whether anything waits: a reader's question, so that an idle worker takes no write lock. */
export const anythingWaits = async (db: Db, kinds: readonly string[], now: Instant): Promise<boolean> => {
  const isAny = async (where: SQL | undefined) =>
    (await db.select({ id: jobs.id }).from(jobs).where(where).limit(1)).length > 0
  const due = dueOf(anyOf(jobs.kind, kinds), now)
  return (await isAny(due)) || (await isAny(atOnceOf(kinds, now))) || isAny(leftBehind(kinds))
}

/** The job as it stands, if this worker still has it. */
export const held = async (tx: Tx, id: string, lease: Lease): Promise<JobRow | null> => {
  const [row] = await tx
    .select()
    .from(jobs)
    .where(and(eq(jobs.id, id), eq(jobs.state, 'running'), eq(jobs.leaseOwner, lease.owner)))
  return row ?? null
}

/** Heartbeat: prolongs the lease. 'lost' when another worker has the job, 'cancel' when someone wants it to end. */
export const beat = (db: Db, id: string, lease: Lease): Promise<'kept' | 'cancel' | 'lost'> =>
  transact(db, async (tx) => {
    const [row] = await tx
      .update(jobs)
      .set({ leaseUntil: leaseEnd(lease) })
      .where(and(eq(jobs.id, id), eq(jobs.state, 'running'), eq(jobs.leaseOwner, lease.owner)))
      .returning({ cancelRequestedAt: jobs.cancelRequestedAt })
    if (!row) return 'lost'
    return row.cancelRequestedAt === null ? 'kept' : 'cancel'
  })

/** What a change to a job that goes on, or ends, writes beside its own fields. */
export const prolonged = (lease: Lease) => ({ leaseUntil: leaseEnd(lease) })
export const released = { leaseOwner: null, leaseUntil: null } as const

/** Hands the job back unfinished: the next worker goes on with it before anything else, whatever the time is then. */
export const handBack = async (db: Db, id: string, lease: Lease): Promise<void> => {
  await transact(db, (tx) =>
    tx
      .update(jobs)
      .set({ state: 'queued', runAfter: 0, attempts: sql`max(0, ${jobs.attempts} - 1)`, ...released })
      .where(and(eq(jobs.id, id), eq(jobs.state, 'running'), eq(jobs.leaseOwner, lease.owner))),
  )
}
