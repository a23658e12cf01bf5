/** Loads the demo bank into an empty database, or goes on with a load that was broken off. */
import { hostname } from 'node:os'
import { eq } from 'drizzle-orm'
import { type Day, dayOf } from '#app/kernel/day.ts'
import { claim, freeDeadLeases } from '#app/kernel/job-lease.server.ts'
import { runJob } from '#app/kernel/job-runner.server.ts'
import { enqueue, type JobSurroundings } from '#app/kernel/jobs.server.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { type Db, openDb } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { jobs } from '#db/schema/kernel.ts'
import { units } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { chapterIds } from './chance.ts'
import { type DemoOrder, demoLoadJob, demoLoadKind } from './demo-load.job.ts'

export const usualPeople = 397
export const usualSeed = 20_260_930
/** The day on which a bank stands that is made now: the bank's own, in China. */
export const today = (): Day => dayOf(Date.now(), 'Asia/Shanghai')

type LoadOptions = Partial<DemoOrder> & {
  url: string
  surroundings: JobSurroundings
  say?: (line: string) => void
}
export type Loaded = { people: number; asOf: Day }

/** 'not-empty': the database has units or accounts that no unfinished load has written. */
export const loadDemo = async (options: LoadOptions): Promise<Outcome<Loaded, 'not-empty' | 'failed', string>> => {
  const look = openDb({ url: options.url })
  const standing = await standingOf(look)
  look.engine.close()
  if (standing.state === 'filled') return refused('not-empty', 'The bank has units or accounts already.')
  const order = standing.order ?? {
    seed: options.seed ?? usualSeed,
    asOf: options.asOf ?? today(),
    people: options.people ?? usualPeople,
  }
  const say = options.say ?? (() => undefined)
  const { ids, begin } = chapterIds(order.seed)
  const db = openDb({ url: options.url, ids })
  try {
    return await run(db, order, begin, options.surroundings, say)
  } finally {
    db.engine.close()
  }
}

type Standing = { state: 'empty' | 'begun' | 'filled'; order: DemoOrder | null }
/** Whether a bank may be loaded here, and the order of a load that was broken off. */
export const standingOf = async (db: Db): Promise<Standing> => {
  const [job] = await db.select().from(jobs).where(eq(jobs.kind, demoLoadKind))
  if (job && job.finishedAt === null) return { state: 'begun', order: job.input as DemoOrder }
  const [unit] = await db.select({ id: units.id }).from(units).limit(1)
  const [account] = await db.select({ id: accounts.id }).from(accounts).limit(1)
  return { state: unit || account ? 'filled' : 'empty', order: null }
}

/** Whether this is the demo bank, whose sign-ins may be printed. */
export const isDemoBank = async (db: Db): Promise<boolean> => {
  const [job] = await db.select({ state: jobs.state }).from(jobs).where(eq(jobs.kind, demoLoadKind))
  return job?.state === 'done'
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const run = async (
  db: Db,
  order: DemoOrder,
  begin: (chapter: string) => void,
  surroundings: JobSurroundings,
  say: (line: string) => void,
): Promise<Outcome<Loaded, 'failed', string>> => {
  const { job, bank } = demoLoadJob(order, begin, say)
  const lease = { owner: `${hostname()}:${process.pid}:demo`, ms: 600_000 }
  begin('load')
  // A run that a killed load had begun is leased to a process that is gone.
  await freeDeadLeases(db, { hostname: hostname(), pid: process.pid, isAlive })
  await transact(db, async (tx) => {
    await enqueue(tx, { kind: demoLoadKind, input: order, requestedBy: 'system', onceKey: demoLoadKind }, bank.now)
    // Whoever led a load that was broken off is gone: one bank has one start at a time.
    await tx.update(jobs).set({ state: 'queued', leaseUntil: null }).where(eq(jobs.kind, demoLoadKind))
  })
  const row = await claim(db, [demoLoadKind], lease, bank.now)
  if (!row) return refused('failed', 'Another process is loading the demo bank.')
  let fault: unknown = null
  const ended = await runJob(db, job, row, {
    lease,
    surroundings,
    now: () => bank.now,
    signal: new AbortController().signal,
    report: (error) => {
      fault = error
    },
  })
  if (ended !== 'done') {
    if (fault) throw fault
    return refused('failed', `The demo bank could not be loaded (${ended}).`)
  }
  return done({ people: bank.people.length, asOf: order.asOf })
}
