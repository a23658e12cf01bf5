/**
 * Scorecards as data: sheets, lines, actuals, marks and vetoes of many people in one query each, put together for the
 * rule. The bulk job, the manager's grid and a person's page all read them here, so that all three say the same.
 */
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Day } from '#app/kernel/day.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { actualImports, actuals, appraisals, goalLines, goalSheets, marksGiven } from '#db/schema/performance.ts'

import { definitionsOf } from '../templates/templates.server.ts'
import { capsOf } from '../veto-events.server.ts'
import { type CardLine, type CardPart, goalLineOf, type PersonCard } from './card.ts'

type Period = { id: string; fromOn: Day; toOn: Day }

const asked = {
  cycleId: sql.placeholder('cycleId'),
  employeeIds: sql.placeholder('employeeIds'),
  sheetIds: sql.placeholder('sheetIds'),
  unitIds: sql.placeholder('unitIds'),
}

const sheetsIn = prepared((db) =>
  db
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
    .where(and(eq(goalSheets.cycleId, asked.cycleId), anyOf(goalSheets.employeeId, asked.employeeIds)))
    .orderBy(asc(goalSheets.employeeId), asc(goalSheets.fromOn), asc(goalSheets.toOn))
    .prepare(),
)
const linesOfSheets = prepared((db) =>
  db
    .select({
      id: goalLines.id,
      sheetId: goalLines.sheetId,
      kpiCode: goalLines.kpiCode,
      weightBp: goalLines.weightBp,
      target: goalLines.target,
      isTargetProrated: goalLines.isTargetProrated,
    })
    .from(goalLines)
    .where(anyOf(goalLines.sheetId, asked.sheetIds))
    .orderBy(asc(goalLines.sheetId), asc(goalLines.position))
    .prepare(),
)
const marksOfSheets = prepared((db) =>
  db
    .select({
      lineId: marksGiven.goalLineId,
      perspective: marksGiven.perspective,
      mark: marksGiven.mark,
      comment: marksGiven.comment,
      revision: marksGiven.revision,
    })
    .from(marksGiven)
    .innerJoin(goalLines, eq(goalLines.id, marksGiven.goalLineId))
    .where(anyOf(goalLines.sheetId, asked.sheetIds))
    .prepare(),
)
const reviewsIn = prepared((db) =>
  db
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
      // Until it is submitted it is a draft, which nobody else reads.
      selfComment: sql<string | null>`iif(${appraisals.selfReviewedAt} is null, null, ${appraisals.selfComment})`,
      managerComment: appraisals.managerComment,
      revision: appraisals.revision,
    })
    .from(appraisals)
    .where(and(eq(appraisals.cycleId, asked.cycleId), anyOf(appraisals.employeeId, asked.employeeIds)))
    .prepare(),
)

/** Some hundreds of people at a time; in order of the ids handed in. Who has no sheet in the cycle is left out. */
export const cardsOf = async (
  db: Reader | Tx,
  cycle: Period,
  employeeIds: readonly string[],
): Promise<PersonCard[]> => {
  const people = { cycleId: cycle.id, employeeIds: JSON.stringify(employeeIds) }
  const sheets = await sheetsIn(db).all(people)
  const ofSheets = { sheetIds: JSON.stringify(sheets.map((sheet) => sheet.id)) }
  const versions = await definitionsOf(
    db,
    sheets.map((sheet) => sheet.templateVersionId),
  )
  const lines = groupBy(await linesOfSheets(db).all(ofSheets), (line) => line.sheetId)
  const marks = groupBy(await marksOfSheets(db).all(ofSheets), (mark) => mark.lineId)
  const measuredOf = await currentActuals(db, cycle.id, employeeIds, [...new Set(sheets.map((sheet) => sheet.unitId))])
  const vetoes = groupBy(await capsOf(db, employeeIds, cycle), (veto) => veto.employeeId)
  const reviews = await reviewsIn(db).all(people)
  const reviewOf = new Map(reviews.map((review) => [review.employeeId, review]))
  const sheetsOf = groupBy(sheets, (sheet) => sheet.employeeId)
  return employeeIds.flatMap((employeeId) => {
    const sheetsOfPerson = sheetsOf.get(employeeId)
    const review = reviewOf.get(employeeId)
    if (!sheetsOfPerson || !review) return []
    const parts = sheetsOfPerson.map((sheet): CardPart => {
      const template = versions.get(sheet.templateVersionId)
      if (!template) throw new Error(`goal sheet ${sheet.id} has no template version`)
      const [own, shared] = [measuredOf.get(employeeId), measuredOf.get(sheet.unitId)]
      const cardLines = (lines.get(sheet.id) ?? []).map((line): CardLine => {
        const actual = own?.get(line.kpiCode) ?? shared?.get(line.kpiCode) ?? null
        const { id, kpiCode, weightBp, target, isTargetProrated } = line
        const [goal, given] = [goalLineOf(template, line), marks.get(id) ?? []]
        return { id, kpiCode, weightBp, target, isTargetProrated, goal, actual, marks: given }
      })
      return { sheet, template, lines: cardLines }
    })
    return [{ employeeId, review, parts, vetoes: vetoes.get(employeeId) ?? [] }]
  })
}

const groupBy = <T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const of = key(row)
    const known = groups.get(of)
    if (known) known.push(row)
    else groups.set(of, [row])
  }
  return groups
}

const currently = and(eq(actuals.cycleId, asked.cycleId), isNull(actuals.supersededAt))
const actualColumns = {
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
const actualsOfPeople = prepared((db) =>
  db
    .select(actualColumns)
    .from(actuals)
    .leftJoin(actualImports, eq(actualImports.id, actuals.importId))
    .where(and(currently, sql`${actuals.employeeId} is not null`, anyOf(actuals.employeeId, asked.employeeIds)))
    .prepare(),
)
const actualsOfUnits = prepared((db) =>
  db
    .select(actualColumns)
    .from(actuals)
    .leftJoin(actualImports, eq(actualImports.id, actuals.importId))
    .where(and(currently, sql`${actuals.unitId} is not null`, anyOf(actuals.unitId, asked.unitIds)))
    .prepare(),
)

/** By employee or unit, then KPI: a unit's actual holds for its people where they have none of their own. */
const currentActuals = async (
  db: Reader | Tx,
  cycleId: string,
  employeeIds: readonly string[],
  unitIds: readonly string[],
) => {
  const own = await actualsOfPeople(db).all({ cycleId, employeeIds: JSON.stringify(employeeIds) })
  const shared = await actualsOfUnits(db).all({ cycleId, unitIds: JSON.stringify(unitIds) })
  const byOwner = groupBy([...own, ...shared], (row) => row.employeeId ?? row.unitId ?? '')
  return new Map([...byOwner].map(([owner, rows]) => [owner, new Map(rows.map((row) => [row.kpiCode, row]))]))
}
