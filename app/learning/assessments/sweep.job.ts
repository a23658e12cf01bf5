/** Each minute: attempts whose time and slack are over are closed, a few per step. */
import { systemActor } from '#app/kernel/actor.ts'
import { defineJob } from '#app/kernel/jobs.server.ts'
import { todayAt } from '#app/organisation/settings/settings.server.ts'
import { closeAttempt, overdueAttempts } from './submissions.server.ts'

const atOnce = 5

export const sweepJob = defineJob({
  kind: 'learning-sweep',
  lane: 'errand',
  everyMs: 60_000,
  step: async (tx, job) => {
    const closed = typeof job.cursor === 'number' ? job.cursor : 0
    const found = await overdueAttempts(tx, job.now, atOnce)
    const actor = systemActor(await todayAt(tx, job.now))
    for (const id of found) await closeAttempt(tx, actor, id, job.now)
    const done = closed + found.length
    return found.length < atOnce
      ? { cursor: done, done, total: done, finished: true }
      : { cursor: done, done, total: null }
  },
})
