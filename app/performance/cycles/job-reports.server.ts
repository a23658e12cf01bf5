/** What a cycle's finished jobs found, for the page that asked for them. */
import type { Instant } from '#app/kernel/day.ts'
import type { JobView } from '#app/kernel/jobs.server.ts'
import type { Words } from '#app/kernel/words.ts'
import { employeeRows } from '#app/organisation/employees/employees.server.ts'
import type { Reader } from '#db/client.server.ts'
import type { ScoreCounts, ScoreProblem } from '../appraisals/score-cycle.server.ts'
import type { Cycle } from '../cycles.server.ts'
import type { SheetCounts } from '../goals/make-sheets.server.ts'
import { allKpis } from '../kpis/kpis.server.ts'

/** Why one person has no score. */
export type ScoreFault = { appraisalId: string; name: string; kpi: Words | null; code: ScoreProblem['code'] }
export type SheetsReport = SheetCounts & { at: Instant | null }
export type ScoreReport = Omit<ScoreCounts, 'problems'> & { at: Instant | null; faults: readonly ScoreFault[] }

export const sheetsReport = (job: JobView | null): SheetsReport | null =>
  job?.state === 'done' ? { ...(job.result as SheetCounts), at: job.finishedAt } : null

export const scoreReport = async (db: Reader, cycle: Cycle, job: JobView | null): Promise<ScoreReport | null> => {
  if (job?.state !== 'done') return null
  const { problems, ...counts } = job.result as ScoreCounts
  const ids = problems.map((problem) => problem.employeeId)
  const names = new Map(
    ids.length > 0 ? (await employeeRows(db, ids, cycle.toOn)).map((row) => [row.id, row.name]) : [],
  )
  const kpis = new Map(ids.length > 0 ? (await allKpis(db)).map((kpi) => [kpi.code, kpi.name]) : [])
  const faults = problems.map(({ employeeId, appraisalId, kpi, code }) => ({
    appraisalId,
    name: names.get(employeeId) ?? '',
    kpi: kpi === null ? null : (kpis.get(kpi) ?? { 'zh-CN': kpi, en: kpi }),
    code,
  }))
  return { ...counts, at: job.finishedAt, faults }
}
