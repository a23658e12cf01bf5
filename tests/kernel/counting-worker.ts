/** A worker thread that counts in small steps, for tests that kill it. */
import { workerData } from 'node:worker_threads'
import { work } from '#app/kernel/job-worker.server.ts'
import { defineJob } from '#app/kernel/jobs.server.ts'
import { openDb } from '#db/client.server.ts'
import { marks } from '#db/schema/kernel.ts'

const counting = defineJob<{ upTo: number; pauseMs: number }>({
  kind: 'counting',
  outside: async (_db, job) => {
    await new Promise((resolve) => setTimeout(resolve, job.input.pauseMs))
    return undefined
  },
  step: async (tx, job) => {
    const at = Number(job.cursor ?? 0) + 1
    await tx.insert(marks).values({ key: `${job.id} ${at}`, value: at, at: job.now })
    const rest = { cursor: at, done: at, total: job.input.upTo }
    return at === job.input.upTo ? { ...rest, finished: true } : rest
  },
})

const db = openDb({ url: workerData.url as string })
await work(db, {
  jobs: [counting],
  surroundings: { varDir: workerData.folder as string, origin: 'http://x', smtpUrl: null, secret: 's' },
  now: Date.now,
  signal: new AbortController().signal,
  leaseMs: 300,
  idleMs: 10,
})
