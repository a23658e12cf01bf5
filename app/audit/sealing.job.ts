/** Every hour: sightings are sealed into the chain. */
import { systemActor } from '#app/kernel/actor.ts'
import { dayOf } from '#app/kernel/day.ts'
import { defineJob } from '#app/kernel/jobs.server.ts'
import { sealSightings } from './seals.server.ts'

export const sealingJob = defineJob({
  kind: 'sightings-sealing',
  lane: 'errand',
  everyMs: 3_600_000,
  step: async (tx, job) => {
    const before = typeof job.cursor === 'number' ? job.cursor : 0
    const sealed = await sealSightings(tx, systemActor(dayOf(job.now, 'UTC')), job.now)
    const done = before + sealed
    return sealed === 0 ? { cursor: done, done, total: done, finished: true } : { cursor: done, done, total: null }
  },
})
