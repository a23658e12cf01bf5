/** Runs what is in the queue, in this process, until nothing is left: the product's own worker, without its thread. */
import { eq, inArray } from 'drizzle-orm'
import { work } from '#app/kernel/job-worker.server.ts'
import type { AnyJob, JobSurroundings } from '#app/kernel/jobs.server.ts'
import type { Db } from '#db/client.server.ts'
import { jobs } from '#db/schema/kernel.ts'
import { clock } from './database.ts'

export const surroundings: JobSurroundings = {
  varDir: '/nowhere',
  origin: 'http://bank.example',
  smtpUrl: null,
  secret: 'test',
}

/** `now` stands still unless a test moves it. Errors that nobody foresaw fail the test. */
export const runJobs = async (db: Db, list: readonly AnyJob[], now: () => number = () => clock.now): Promise<void> => {
  const stopping = new AbortController()
  let bug: unknown = null
  const working = work(db, {
    jobs: list,
    surroundings,
    now,
    signal: stopping.signal,
    idleMs: 5,
    report: (error) => {
      bug ??= error
    },
  })
  const kinds = list.map((job) => job.kind)
  for (;;) {
    const open = await db
      .select({ kind: jobs.kind, state: jobs.state })
      .from(jobs)
      .where(inArray(jobs.state, ['queued', 'running']))
    if (bug || !open.some((job) => kinds.includes(job.kind))) break
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  stopping.abort()
  await working
  if (bug) throw bug
  const failed = await db.select({ kind: jobs.kind, error: jobs.error }).from(jobs).where(eq(jobs.state, 'failed'))
  if (failed.length > 0) throw new Error(`jobs failed: ${JSON.stringify(failed)}`)
}
