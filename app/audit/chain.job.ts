/** Twice a day: the whole chain is walked, and the reading screen says up to where it holds. */
import { defineJob } from '#app/kernel/jobs.server.ts'
import { setMark } from '#app/kernel/marks.server.ts'
import { atTheStart, type ChainWalk, walkOn } from './chain.server.ts'
import { verifiedKey } from './trail.server.ts'

const isWalk = (value: unknown): value is ChainWalk => typeof value === 'object' && value !== null && 'digest' in value

export const chainJob = defineJob<null | Record<string, never>, ChainWalk | null>({
  kind: 'audit-chain',
  lane: 'errand',
  everyMs: 12 * 3_600_000,
  outside: (db, job) => walkOn(db, isWalk(job.cursor) ? job.cursor : atTheStart),
  step: async (tx, job) => {
    const walk = job.prepared ?? (isWalk(job.cursor) ? job.cursor : atTheStart)
    const done = walk.check.checked
    if (job.prepared && !walk.check.broken) return { cursor: walk, done, total: null }
    await setMark(tx, verifiedKey, { ...walk.check, at: job.now }, job.now)
    return { cursor: walk, done, total: done, finished: true, result: walk.check }
  },
})
