/** Tells those whose results one piece of a publication has brought. */
import { defineJob } from '#app/kernel/jobs.server.ts'
import { notifyEach, type Telling } from '#app/notices/notices.server.ts'
import { type Published, resultsToTell, tellResultsKind } from './result-notices.server.ts'

/** So many that telling them keeps nobody waiting who would write as well. */
const toldAtOnce = 100

export const tellResultsJob = defineJob<Published, Telling[]>({
  kind: tellResultsKind,
  lane: 'errand',
  outside: (db, { input, cursor }) => {
    const from = Number(cursor ?? 0)
    return resultsToTell(db, input.appraisalIds.slice(from, from + toldAtOnce))
  },
  step: async (tx, { input, cursor, prepared, now }) => {
    await notifyEach(tx, prepared, now)
    const total = input.appraisalIds.length
    const done = Math.min(total, Number(cursor ?? 0) + toldAtOnce)
    const progress = { cursor: done, done, total }
    return done < total ? progress : { ...progress, finished: true }
  },
})
