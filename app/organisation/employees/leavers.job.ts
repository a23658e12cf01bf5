/** Every ten minutes: accounts of those whose last day is over are closed. */
import { defineJob } from '#app/kernel/jobs.server.ts'
import { closeLeavers, leavers } from './leavers.server.ts'

export const closeLeaversJob = defineJob<null | Record<string, never>, string[]>({
  kind: 'accounts.close-leavers',
  lane: 'errand',
  everyMs: 600_000,
  outside: (db, { now }) => leavers(db, now),
  step: async (tx, { cursor, now, prepared }) => {
    const closed = await closeLeavers(tx, now, prepared)
    const done = (typeof cursor === 'number' ? cursor : 0) + closed
    return closed === 0 ? { cursor: done, done, total: done, finished: true } : { cursor: done, done, total: null }
  },
})
