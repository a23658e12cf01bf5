/** Durable: makes the goal sheets of a cycle, some hundred people at a time. */
import { systemActor } from '#app/kernel/actor.ts'
import { defineJob, JobFailure } from '#app/kernel/jobs.server.ts'
import { accountActor } from '#app/organisation/account-actor.server.ts'
import { makeSheetsKind } from '../cycles/cycle-jobs.server.ts'
import { findCycle } from '../cycles.server.ts'
import { activeByPost } from '../templates/templates.server.ts'
import { makeSheetsAfter, recordSheetsMade, type SheetCounts } from './make-sheets.server.ts'

type Cursor = { after: string; counts: SheetCounts }

export const makeSheetsJob = defineJob<{ cycleId: string }>({
  kind: makeSheetsKind,
  step: async (tx, job) => {
    const { after, counts } = (job.cursor as Cursor | null) ?? {
      after: '',
      counts: { people: 0, sheets: 0, without: 0 },
    }
    const cycle = await findCycle(tx, systemActor(''), job.input.cycleId)
    if (!cycle || cycle.closedAt) throw new JobFailure('cycle-closed')
    const step = await makeSheetsAfter(tx, cycle, await activeByPost(tx), after, job.now)
    counts.people += step.people
    counts.sheets += step.sheets
    counts.without += step.without
    if (step.after !== null) return { cursor: { after: step.after, counts }, done: counts.people, total: null }
    const actor = await accountActor(tx, job.requestedBy, cycle.toOn)
    await recordSheetsMade(tx, actor, cycle, counts, job.now)
    return { cursor: { after, counts }, done: counts.people, total: counts.people, finished: true, result: counts }
  },
})
