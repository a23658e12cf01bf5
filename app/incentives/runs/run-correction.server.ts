/** A correction's lines: what the corrected calculation gives, less what was released for the same plan and cycle. */
import { and, desc, eq, inArray, isNotNull, lt, or, sql } from 'drizzle-orm'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { runInputs, runLines, runs } from '#db/schema/incentives.ts'
import type { EmployeeInput } from '../payout/run-input.ts'
import type { ExplainedLine } from '../payout/run-result.ts'
import { differences, type ReleasedLine } from './correction.ts'
import type { RunRow } from './run-calculation.server.ts'
import type { ReleasedBefore } from './run-control.ts'
import { inputText } from './run-digest.server.ts'
import { byEmployee } from './run-facts.server.ts'
import { lineOf } from './run-lines.server.ts'

type Corrected = (employeeId: string, input: EmployeeInput, lines: readonly ExplainedLine[]) => ExplainedLine[]

/** The run that is corrected and its corrections so far, the last released first. */
const releasedSeries = async (db: Reader, run: RunRow) => {
  const first = run.correctsRunId ?? ''
  // Recomputed years later, it must read what was released when it was calculated, and nothing after.
  const before = run.calculatedAt === null ? undefined : lt(runs.releasedAt, run.calculatedAt)
  return db
    .select({
      id: runs.id,
      kind: runs.kind,
      ruleVersion: sql<number | null>`json_extract(${runs.frame}, '$.ruleVersion')`,
    })
    .from(runs)
    .where(and(or(eq(runs.id, first), eq(runs.correctsRunId, first)), isNotNull(runs.releasedAt), before))
    .orderBy(desc(runs.releasedAt))
}
const idsOf = (series: readonly { id: string }[]) => series.map(({ id }) => id)

/**
 * Those of them whose adjustments stand in the next correction. By the first rules a correction's own took the place of
 * all before it, so that none of before such a one stands.
 */
export const runsAdjusting = async (db: Reader, run: RunRow): Promise<string[]> => {
  const series = await releasedSeries(db, run)
  const last = series.findIndex(({ kind, ruleVersion }) => kind === 'correction' && ruleVersion === null)
  return idsOf(last < 0 ? series : series.slice(0, last + 1))
}

/** What the series has given out for each component; null for a run that corrects nothing. */
export const releasedBefore = async (db: Reader, run: RunRow): Promise<ReleasedBefore> => {
  if (run.kind !== 'correction') return null
  const rows = await db
    .select({ component: runLines.component, minor: sql<number>`sum(${runLines.calculatedMinor})` })
    .from(runLines)
    .where(and(inArray(runLines.runId, idsOf(await releasedSeries(db, run))), eq(runLines.kind, 'component')))
    .groupBy(runLines.component)
  return new Map(rows.map(({ component, minor }) => [component, minor]))
}

/**
 * For these people, a function from corrected lines to differing lines. People whose facts are the same as when they
 * were paid are concerned by no more than what is adjusted by hand now: in a pool their shares stand.
 */
export const correctionLines = async (db: Reader, run: RunRow, employeeIds: readonly string[]): Promise<Corrected> => {
  const runIds = idsOf(await releasedSeries(db, run))
  const ofThem = anyOf(runLines.employeeId, employeeIds)
  const lines = await db
    .select()
    .from(runLines)
    .where(and(inArray(runLines.runId, runIds), ofThem, eq(runLines.kind, 'component')))
  const released = byEmployee(
    lines.map((row): ReleasedLine & { employeeId: string } => ({
      ...lineOf(row),
      employeeId: row.employeeId,
      run: row.runId,
    })),
  )
  const inputs = await db
    .select({ employeeId: runInputs.employeeId, runId: runInputs.runId, input: runInputs.input })
    .from(runInputs)
    .where(and(inArray(runInputs.runId, runIds), anyOf(runInputs.employeeId, employeeIds)))
  const frozen = byEmployee(inputs)
  const rules = { byFirstRules: run.frame?.ruleVersion === undefined }
  return (employeeId, input, corrected) => {
    const last = runIds.flatMap((id) => frozen(employeeId).filter((row) => row.runId === id))[0]
    if (!last || factsText(last.input) !== factsText(input)) return differences(corrected, released(employeeId), rules)
    const isAdjusted = adjustedMeanwhile(last.input, input)
    // By the first rules an adjustment was a fact like any other.
    const isConcerned = ({ component }: { component: string }) =>
      rules.byFirstRules ? isAdjusted() : isAdjusted(component)
    return differences(corrected.filter(isConcerned), released(employeeId).filter(isConcerned), rules)
  }
}

/** What a person's pay depends on; carried amounts and the year's sum are not facts of the period. */
const factsText = (input: EmployeeInput): string =>
  inputText({ ...input, adjustments: [], held: [], vested: [], yearToDate: { awardedMinor: 0, fixedPayMinor: 0 } })

/** Whether a component, or any, is adjusted otherwise than it was. */
const adjustedMeanwhile =
  (before: EmployeeInput, now: EmployeeInput) =>
  (component?: string): boolean => {
    const [then, today] = [before, now].map(({ adjustments }) =>
      adjustments.filter((each) => component === undefined || each.component === component),
    )
    return JSON.stringify(then) !== JSON.stringify(today)
  }
