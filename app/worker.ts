/** The worker thread: the only list of all jobs, each made in its domain's `noun.job.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { chainJob } from '#app/audit/chain.job.ts'
import { sealingJob } from '#app/audit/sealing.job.ts'
import { incentiveReleaseJob } from '#app/incentives/runs/incentive-release.job.ts'
import { incentiveRunJob } from '#app/incentives/runs/incentive-run.job.ts'
import { work } from '#app/kernel/job-worker.server.ts'
import type { AnyJob } from '#app/kernel/jobs.server.ts'
import type { WorkerStart } from '#app/kernel/worker-thread.server.ts'
import { sweepJob } from '#app/learning/assessments/sweep.job.ts'
import { remindersJob } from '#app/learning/certifications/reminders.job.ts'
import { digestJob } from '#app/notices/digest.job.ts'
import { mailJob } from '#app/notices/mail.job.ts'
import { closeLeaversJob } from '#app/organisation/employees/leavers.job.ts'
import { rosterCommit } from '#app/organisation/roster/roster-commit.job.ts'
import { rosterPreview } from '#app/organisation/roster/roster-preview.job.ts'
import { scoreCycleJob } from '#app/performance/appraisals/score-cycle.job.ts'
import { tellResultsJob } from '#app/performance/appraisals/tell-results.job.ts'
import { makeSheetsJob } from '#app/performance/goals/make-sheets.job.ts'
import { openDb } from '#db/client.server.ts'

const jobs: readonly AnyJob[] = [
  // audit
  sealingJob,
  chainJob,
  // organisation
  rosterPreview,
  rosterCommit,
  closeLeaversJob,
  // notices
  mailJob,
  digestJob,
  // learning
  sweepJob,
  remindersJob,
  // performance
  makeSheetsJob,
  scoreCycleJob,
  tellResultsJob,
  // incentives
  incentiveRunJob,
  incentiveReleaseJob,
]

const start = workerData as WorkerStart
const stopping = new AbortController()
parentPort?.on('message', (message) => {
  if (message === 'stop') stopping.abort()
})

// A connection of its own; it may wait for the lock, since no page waits for it.
const db = openDb({ url: start.databaseUrl, busyTimeoutMs: 5_000 })
await work(db, { jobs, surroundings: start.surroundings, now: Date.now, signal: stopping.signal })
db.engine.close()
parentPort?.close()
