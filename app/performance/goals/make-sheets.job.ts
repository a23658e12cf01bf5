/**
 * Durable: makes the goal sheets of a cycle, some dozen people at a time. Reading happens between steps, so that a step
 * only writes.
 */
import { defineJob, JobFailure } from '#app/kernel/jobs.server.ts'
import { askerOf, makeSheetsKind } from '../cycles/cycle-jobs.server.ts'
import { findCycle } from '../cycles.server.ts'
import { activeByPost } from '../templates/templates.server.ts'
import {
  addSheets,
  makeSheetsOf,
  type NextParts,
  noSheets,
  partsAfter,
  recordSheetsMade,
  type SheetCounts,
} from './make-sheets.server.ts'

type Cursor = { after: string; counts: SheetCounts }
const begun = (): Cursor => ({ after: '', counts: noSheets() })

type Prepared = { next: NextParts; templates: Awaited<ReturnType<typeof activeByPost>> }

export const makeSheetsJob = defineJob<{ cycleId: string; onBehalfOf?: string | null }, Prepared>({
  kind: makeSheetsKind,
  outside: async (db, job) => {
    const cycle = await findCycle(db, job.input.cycleId)
    if (!cycle) throw new JobFailure('cycle-closed')
    const { after } = (job.cursor as Cursor | null) ?? begun()
    return { next: await partsAfter(db, cycle, after), templates: await activeByPost(db) }
  },
  step: async (tx, job) => {
    const { after, counts } = (job.cursor as Cursor | null) ?? begun()
    const { next, templates } = job.prepared
    const cycle = await findCycle(tx, job.input.cycleId)
    if (!cycle || cycle.closedAt) throw new JobFailure('cycle-closed')
    addSheets(counts, await makeSheetsOf(tx, cycle, templates, next, job.now))
    if (next.after !== null) return { cursor: { after: next.after, counts }, done: counts.people, total: null }
    const actor = await askerOf(tx, job, cycle.toOn)
    await recordSheetsMade(tx, actor, cycle, counts, job.now)
    return { cursor: { after, counts }, done: counts.people, total: counts.people, finished: true, result: counts }
  },
})
