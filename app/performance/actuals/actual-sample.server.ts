/** A file as the import of a cycle's actuals reads it: the same columns under the same names, with one line to write over. */
import { eq } from 'drizzle-orm'
import { type SampleFile, sampleFile } from '#app/kernel/sample-file.ts'
import type { Locale } from '#app/kernel/words.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { goalLines, goalSheets } from '#db/schema/performance.ts'
import { kpisInUse } from '../kpis/kpis.server.ts'
import { type ActualSubject, kpiIn, wantedColumns } from './actual-row.ts'

/** `example` stands for the number or code: one that nobody has, so that the line is never written by mistake. */
export const sampleOf = async (
  db: Reader | Tx,
  cycleId: string,
  { subject, locale, example }: { subject: ActualSubject; locale: Locale; example: string },
): Promise<SampleFile> => {
  const kpis = await measuredIn(db, cycleId)
  const figureOf = (key: string): string => kpis.find((kpi) => kpi.code === kpiIn(key))?.target ?? '0'
  const columns = wantedColumns(subject, 'wide', kpis)
  const line = columns.map(({ key }) => [key, key === 'subject' ? example : figureOf(key)] as const)
  return sampleFile(columns, locale, Object.fromEntries(line))
}

/** What is measured in the cycle; before it has goal sheets, all that the library measures. */
const measuredIn = async (db: Reader | Tx, cycleId: string) => {
  const lines = await db
    .selectDistinct({ code: goalLines.kpiCode })
    .from(goalLines)
    .innerJoin(goalSheets, eq(goalSheets.id, goalLines.sheetId))
    .where(eq(goalSheets.cycleId, cycleId))
  const codes = new Set(lines.map((line) => line.code))
  const measured = (await kpisInUse(db)).map((kpi) => kpi.definition).filter((kpi) => kpi.source === 'measured')
  const inCycle = measured.filter((kpi) => codes.has(kpi.code))
  return inCycle.length > 0 ? inCycle : measured
}
