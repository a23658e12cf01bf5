/** Runs the product's durable jobs in a script's own process, at the script's own time. */
import { hostname } from 'node:os'
import type { Instant } from '#app/kernel/day.ts'
import { claim } from '#app/kernel/job-lease.server.ts'
import { runJob } from '#app/kernel/job-runner.server.ts'
import type { AnyJob, JobSurroundings } from '#app/kernel/jobs.server.ts'
import type { Db } from '#db/client.server.ts'

/** Runs the next waiting job of the kind to its end; none waiting is an end, too. A failure is thrown. */
export const finish = async (
  db: Db,
  definition: AnyJob,
  now: Instant,
  surroundings: JobSurroundings,
): Promise<void> => {
  const lease = { owner: `${hostname()}:${process.pid}:script`, ms: 600_000 }
  const row = await claim(db, [definition.kind], lease, now)
  if (!row) return
  let fault: unknown = null
  const ended = await runJob(db, definition, row, {
    lease,
    surroundings,
    now: () => now,
    signal: new AbortController().signal,
    report: (error) => {
      fault = error
    },
  })
  if (ended !== 'done') throw fault ?? new Error(`the job ${definition.kind} ended as ${ended}`)
}
