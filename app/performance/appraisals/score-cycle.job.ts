/** Durable: scores a cycle. Reading and calculating happen between steps, so that a step only writes. */
import { defineJob, JobFailure } from '#app/kernel/jobs.server.ts'
import { askerOf, scoreCycleKind } from '../cycles/cycle-jobs.server.ts'
import { findCycle } from '../cycles.server.ts'
import {
  addCounts,
  noneScored,
  recordScored,
  type ScoreCounts,
  type ScoredChunk,
  scoreAfter,
  writeScores,
} from './score-cycle.server.ts'

type Cursor = { after: string; counts: ScoreCounts }
const begun = (): Cursor => ({ after: '', counts: noneScored() })

export const scoreCycleJob = defineJob<{ cycleId: string; total: number; onBehalfOf?: string | null }, ScoredChunk>({
  kind: scoreCycleKind,
  outside: async (db, job) => {
    const cycle = await findCycle(db, job.input.cycleId)
    if (!cycle || cycle.closedAt) throw new JobFailure('cycle-closed')
    return scoreAfter(db, cycle, ((job.cursor as Cursor | null) ?? begun()).after)
  },
  step: async (tx, job) => {
    const { after, counts } = (job.cursor as Cursor | null) ?? begun()
    const cycle = await findCycle(tx, job.input.cycleId)
    // It may have been closed since the chunk was read.
    if (!cycle || cycle.closedAt) throw new JobFailure('cycle-closed')
    await writeScores(tx, cycle, job.prepared.rows)
    addCounts(counts, job.prepared)
    const progress = { done: counts.people, total: Math.max(job.input.total, counts.people) }
    if (job.prepared.after !== null) return { cursor: { after: job.prepared.after, counts }, ...progress }
    const actor = await askerOf(tx, job, cycle.toOn)
    await recordScored(tx, actor, cycle, counts, job.now)
    return { cursor: { after, counts }, ...progress, finished: true, result: counts }
  },
})
