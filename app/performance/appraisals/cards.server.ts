/**
 * Scorecards as data: sheets, lines, actuals, marks and vetoes of many people in one query each, put together for the
 * rule. The bulk job, the manager's grid and a person's page all read them here, so that all three say the same.
 */
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Day } from '#app/kernel/day.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { actualImports, actuals, appraisals, goalLines, goalSheets, marksGiven } from '#db/schema/performance.ts'

import { definitionsOf } from '../templates/templates.server.ts'
import { capsOf } from '../veto-events.server.ts'
import { type CardLine, type CardPart, goalLineOf, type PersonCard } from './card.ts'

type Period = { id: string; fromOn: Day; toOn: Day }

/** Some hundreds of people at a time; in order of the ids handed in. Who has no sheet in the cycle is left out. */
export const cardsOf = async (
  db: Reader | Tx,
  cycle: Period,
  employeeIds: readonly string[],
  only?: { sheetIds: readonly string[] },
): Promise<PersonCard[]> => {
  const sheets = await db
    .select({
      id: goalSheets.id,
      employeeId: goalSheets.employeeId,
      templateVersionId: goalSheets.templateVersionId,
      managerId: goalSheets.managerId,
      unitId: goalSheets.unitId,
      unitPath: goalSheets.unitPath,
      fromOn: goalSheets.fromOn,
      toOn: goalSheets.toOn,
    })
    .from(goalSheets)
    .where(
      and(
        eq(goalSheets.cycleId, cycle.id),
        anyOf(goalSheets.employeeId, employeeIds),
        only && anyOf(goalSheets.id, only.sheetIds),
      ),
    )
    .orderBy(asc(goalSheets.employeeId), asc(goalSheets.fromOn), asc(goalSheets.toOn))
  const sheetIds = sheets.map((sheet) => sheet.id)
  const versions = await definitionsOf(
    db,
    sheets.map((sheet) => sheet.templateVersionId),
  )
  const lines = groupBy(
    await db
      .select({
        id: goalLines.id,
        sheetId: goalLines.sheetId,
        kpiCode: goalLines.kpiCode,
        weightBp: goalLines.weightBp,
        target: goalLines.target,
        isTargetProrated: goalLines.isTargetProrated,
      })
      .from(goalLines)
      .where(anyOf(goalLines.sheetId, sheetIds))
      .orderBy(asc(goalLines.sheetId), asc(goalLines.position)),
    (line) => line.sheetId,
  )
  const marks = groupBy(
    await db
      .select({
        lineId: marksGiven.goalLineId,
        perspective: marksGiven.perspective,
        mark: marksGiven.mark,
        comment: marksGiven.comment,
        revision: marksGiven.revision,
      })
      .from(marksGiven)
      .innerJoin(goalLines, eq(goalLines.id, marksGiven.goalLineId))
      .where(anyOf(goalLines.sheetId, sheetIds)),
    (mark) => mark.lineId,
  )
  const measured = await currentActuals(db, cycle.id, employeeIds, [...new Set(sheets.map((sheet) => sheet.unitId))])
  const vetoes = groupBy(await capsOf(db, employeeIds, cycle), (veto) => veto.employeeId)
  const reviews = await db
    .select({
      id: appraisals.id,
      employeeId: appraisals.employeeId,
      unitPath: appraisals.unitPath,
      managerId: appraisals.managerId,
      adjustment: appraisals.adjustment,
      adjustmentReason: appraisals.adjustmentReason,
      calibratedRating: appraisals.calibratedRating,
      calibrationReason: appraisals.calibrationReason,
      managerReviewedAt: appraisals.managerReviewedAt,
      publishedAt: appraisals.publishedAt,
      selfComment: appraisals.selfComment,
      managerComment: appraisals.managerComment,
      revision: appraisals.revision,
    })
    .from(appraisals)
    .where(and(eq(appraisals.cycleId, cycle.id), anyOf(appraisals.employeeId, employeeIds)))
  const reviewOf = new Map(reviews.map((review) => [review.employeeId, review]))
  const sheetsOf = groupBy(sheets, (sheet) => sheet.employeeId)
  return employeeIds.flatMap((employeeId) => {
    const own = sheetsOf.get(employeeId)
    const review = reviewOf.get(employeeId)
    if (!own || !review) return []
    const parts = own.map((sheet): CardPart => {
      const template = versions.get(sheet.templateVersionId)
      if (!template) throw new Error(`goal sheet ${sheet.id} has no template version`)
      const cardLines = (lines.get(sheet.id) ?? []).map((line): CardLine => {
        const actual = measured.get(`${employeeId} ${line.kpiCode}`) ?? measured.get(`${sheet.unitId} ${line.kpiCode}`)
        return { ...line, goal: goalLineOf(template, line), actual: actual ?? null, marks: marks.get(line.id) ?? [] }
      })
      return { sheet, template, lines: cardLines }
    })
    return [{ employeeId, review, parts, vetoes: vetoes.get(employeeId) ?? [] }]
  })
}

const groupBy = <T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const known = groups.get(key(row))
    if (known) known.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

/** By 'employee kpi' and 'unit kpi': a unit's actual holds for its people where they have none of their own. */
const currentActuals = async (
  db: Reader | Tx,
  cycleId: string,
  employeeIds: readonly string[],
  unitIds: readonly string[],
) => {
  const columns = {
    id: actuals.id,
    kpiCode: actuals.kpiCode,
    employeeId: actuals.employeeId,
    unitId: actuals.unitId,
    value: actuals.value,
    sourceRow: actuals.sourceRow,
    sourceNote: actuals.sourceNote,
    recordedAt: actuals.recordedAt,
    fileName: actualImports.fileName,
  }
  const current = and(eq(actuals.cycleId, cycleId), isNull(actuals.supersededAt))
  const own = await db
    .select(columns)
    .from(actuals)
    .leftJoin(actualImports, eq(actualImports.id, actuals.importId))
    .where(and(current, sql`${actuals.employeeId} is not null`, anyOf(actuals.employeeId, employeeIds)))
  const shared = await db
    .select(columns)
    .from(actuals)
    .leftJoin(actualImports, eq(actualImports.id, actuals.importId))
    .where(and(current, sql`${actuals.unitId} is not null`, anyOf(actuals.unitId, unitIds)))
  return new Map([...own, ...shared].map((row) => [`${row.employeeId ?? row.unitId} ${row.kpiCode}`, row]))
}
