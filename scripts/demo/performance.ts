/** Chapters of performance: the library, and each quarter from goals to the last word. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { addDays } from '#app/kernel/day.ts'
import { commitImport, uploadActuals } from '#app/performance/actuals/actual-imports.server.ts'
import { findCycleByCode, openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import { loadKpis } from '#app/performance/kpis/kpis.server.ts'
import type { Template } from '#app/performance/template.ts'
import { loadTemplates } from '#app/performance/templates/template-versions.server.ts'
import { recordUnitScore } from '#app/performance/unit-scores.server.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { actualImports, goalLines, goalSheets, templateVersions } from '#db/schema/performance.ts'
import { achieved } from './achieved.ts'
import { actorOn, must } from './acting.ts'
import { phrasesContent } from './content.ts'
import type { DemoBank } from './people.ts'

export type QuarterKey = 'older' | 'newer' | 'running'

export const writeLibrary = async (tx: Tx, bank: DemoBank): Promise<void> => {
  const day = addDays(bank.quarters.older.fromOn, -40)
  const hr = await actorOn(tx, bank, 'hr', day)
  await loadKpis(tx, hr, bank.at(day, 10))
  await loadTemplates(tx, hr, bank.at(day, 11))
}

export const cycleOf = async (db: Db | Tx, bank: DemoBank, key: QuarterKey) => {
  const cycle = await findCycleByCode(db, bank.quarters[key].code)
  if (!cycle) throw new Error(`there is no cycle ${bank.quarters[key].code}`)
  return cycle
}

export const openQuarter = (key: QuarterKey) => async (tx: Tx, bank: DemoBank) => {
  const { windows, ...quarter } = bank.quarters[key]
  const day = addDays(quarter.fromOn, -6)
  const hr = await actorOn(tx, bank, 'hr', day)
  must(await openCycle(tx, hr, { ...quarter, unitId: bank.unit('HO').id, windows }, bank.at(day, 10)))
}

export const makeQuarterSheets = (key: QuarterKey) => async (db: Db, bank: DemoBank) => {
  const day = bank.quarters[key].fromOn
  const hr = await actorOn(db, bank, 'hr', day)
  must(await makeSheets(db, hr, (await cycleOf(db, bank, key)).id, bank.at(day, 9)))
}

/** Proposed by the employee, agreed by the manager, frozen when goal setting was over. */
export const agreeGoals = (key: QuarterKey) => async (tx: Tx, bank: DemoBank) => {
  const { fromOn } = bank.quarters[key]
  const cycle = await cycleOf(tx, bank, key)
  await tx.run(sql`
    update goal_sheets set
      proposed_by = (select account_id from employees where id = goal_sheets.employee_id),
      proposed_at = ${bank.at(addDays(fromOn, 5), 15)},
      agreed_by = coalesce((select account_id from employees where id = goal_sheets.manager_id), ${bank.who('hr').accountId}),
      agreed_at = ${bank.at(addDays(fromOn, 9), 17)},
      frozen_at = ${bank.at(addDays(fromOn, 14))}
    where cycle_id = ${cycle.id}`)
  const notes = phrasesContent().goals
  for (const [index, who] of (['employee', 'star', 'transfer', 'strict'] as const).entries()) {
    const note = notes[index]?.['zh-CN'] ?? null
    const [sheet] = await tx
      .select({ id: goalSheets.id })
      .from(goalSheets)
      .where(and(eq(goalSheets.cycleId, cycle.id), eq(goalSheets.employeeId, bank.who(who).id)))
      .limit(1)
    if (sheet)
      await tx
        .update(goalLines)
        .set({ developmentNote: note })
        .where(and(eq(goalLines.sheetId, sheet.id), eq(goalLines.position, 0)))
  }
}

/** A sheet's lines with their template's, for everyone in the cycle. */
export const linesOf = async (db: Db | Tx, cycleId: string) => {
  const rows = await db
    .select({
      sheetId: goalSheets.id,
      employeeId: goalSheets.employeeId,
      managerId: goalSheets.managerId,
      versionId: goalSheets.templateVersionId,
      lineId: goalLines.id,
      kpi: goalLines.kpiCode,
      target: goalLines.target,
    })
    .from(goalLines)
    .innerJoin(goalSheets, eq(goalSheets.id, goalLines.sheetId))
    .where(eq(goalSheets.cycleId, cycleId))
    .orderBy(goalSheets.employeeId, goalSheets.fromOn, goalLines.position)
  const versions = await db
    .select({ id: templateVersions.id, definition: templateVersions.definition })
    .from(templateVersions)
  const templates = new Map<string, Template>(versions.map(({ id, definition }) => [id, definition]))
  return rows.flatMap((row) => {
    const line = templates.get(row.versionId)?.lines.find((each) => each.kpi === row.kpi)
    return line ? [{ ...row, line }] : []
  })
}

/** What the demo bank's units are scored by. */
const sheetOf = (code: string) => `${code} 机构考核汇总表`

/** The file that the warehouse would send: one value a row. */
export const importActuals = (key: QuarterKey) => async (db: Db, bank: DemoBank) => {
  const cycle = await cycleOf(db, bank, key)
  const [known] = await db
    .select({ id: actualImports.id })
    .from(actualImports)
    .where(eq(actualImports.cycleId, cycle.id))
  if (known) return
  const rows = achieved(bank, key, await linesOf(db, cycle.id))
  const numbers = new Map(bank.people.map((person) => [person.id, person.number]))
  const text = rows.map(({ employeeId, kpi, value }) => `${numbers.get(employeeId)},${kpi},${value}`).join('\n')
  const day = addDays(cycle.toOn, 1)
  const hr = await actorOn(db, bank, 'hr', day)
  const bytes = new TextEncoder().encode(`工号,指标,数值\n${text}\n`)
  must(
    await uploadActuals(db, hr, { cycleId: cycle.id, fileName: `${cycle.code}-actuals.csv`, bytes }, bank.at(day, 9)),
  )
}

export const writeActuals = (key: QuarterKey) => async (tx: Tx, bank: DemoBank) => {
  const cycle = await cycleOf(tx, bank, key)
  const day = addDays(cycle.toOn, 1)
  const hr = await actorOn(tx, bank, 'hr', day)
  const now = bank.at(day, 10)
  const [open] = await tx
    .select()
    .from(actualImports)
    .where(and(eq(actualImports.cycleId, cycle.id), isNull(actualImports.committedAt)))
  if (!open) throw new Error('there is no import of actuals')
  must(await commitImport(tx, hr, { id: open.id, revision: open.revision }, now))
  const chance = bank.chance(`unit scores ${key}`)
  for (const unit of bank.units) {
    const score = String(chance.whole(820, 1_120) / 10)
    const given = { cycleId: cycle.id, unitId: unit.id, shownAt: null, score, note: sheetOf(cycle.code) }
    must(await recordUnitScore(tx, hr, given, now))
  }
}
