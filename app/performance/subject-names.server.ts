/** Names of KPIs, templates, cycles, unit scores, goal sheets and appraisals for the audit trail. */
import { eq } from 'drizzle-orm'
import { namer, partOf, versionOf } from '#app/audit/subject-names.server.ts'
import { can } from '#app/identity/policy.ts'
import { employeeNameColumn, employeePathColumn } from '#app/organisation/employees/employee-columns.server.ts'
import { outer, unitPathColumn } from '#app/organisation/units/unit-paths.server.ts'
import { unitOn } from '#app/organisation/units/units.server.ts'
import { paths } from '#app/paths.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { appeals, appraisals, cycles, goalSheets, kpis, templates, templateVersions } from '#db/schema/performance.ts'

const kpiNames = namer(
  (db, ids) => db.select({ id: kpis.id, code: kpis.code, name: kpis.name }).from(kpis).where(anyOf(kpis.id, ids)),
  ({ id, code, name }, actor) => ({
    id,
    name,
    unitPath: '/',
    to: can(actor, 'kpi.read') ? paths.kpi(code) : null,
  }),
)

const templateNames = namer(
  (db, ids) =>
    db
      .select({
        id: templateVersions.id,
        version: templateVersions.version,
        code: templates.code,
        name: templates.name,
      })
      .from(templateVersions)
      .innerJoin(templates, eq(templates.id, templateVersions.templateId))
      .where(anyOf(templateVersions.id, ids)),
  ({ id, version, code, name }, actor) => ({
    id,
    unitPath: '/',
    name: versionOf(name, version),
    to: can(actor, 'template.read') ? paths.template(code, version) : null,
  }),
)

const cycleNames = namer(
  (db, ids, actor) =>
    db
      .select({ id: cycles.id, name: cycles.name, unitPath: unitPathColumn(cycles.unitId, actor.today) })
      .from(cycles)
      .where(anyOf(cycles.id, ids)),
  (row, actor) => ({ ...row, to: can(actor, 'cycle.read', row) ? paths.cycle(row.id) : null }),
)

/** Goal sheets and appraisals: a person's part of a cycle. It is heard of where they stand, and opens where it was. */
const partNames = (
  sheets: typeof goalSheets | typeof appraisals,
  act: 'goal.read' | 'appraisal.read',
  pageOf: (id: string) => string,
) =>
  namer(
    (db, ids, actor) =>
      db
        .select({
          id: sheets.id,
          employeeId: sheets.employeeId,
          managerId: sheets.managerId,
          unitPath: sheets.unitPath,
          cycle: cycles.name,
          person: employeeNameColumn(sheets.employeeId),
          standsAt: employeePathColumn(sheets.employeeId, actor.today),
        })
        .from(sheets)
        .innerJoin(cycles, eq(cycles.id, sheets.cycleId))
        .where(anyOf(sheets.id, ids)),
    (row, actor) => ({
      id: row.id,
      unitPath: row.standsAt,
      name: partOf(row.person, row.cycle),
      to: can(actor, act, row) ? pageOf(row.id) : null,
    }),
  )

const appealNames = namer(
  (db, ids, actor) =>
    db
      .select({
        id: appeals.id,
        appraisalId: appeals.appraisalId,
        employeeId: appraisals.employeeId,
        managerId: appraisals.managerId,
        unitPath: appraisals.unitPath,
        cycle: cycles.name,
        person: employeeNameColumn(appraisals.employeeId),
        standsAt: employeePathColumn(appraisals.employeeId, actor.today),
      })
      .from(appeals)
      .innerJoin(appraisals, eq(appraisals.id, appeals.appraisalId))
      .innerJoin(cycles, eq(cycles.id, appraisals.cycleId))
      .where(anyOf(appeals.id, ids)),
  (row, actor) => ({
    id: row.id,
    unitPath: row.standsAt,
    name: partOf(row.person, row.cycle),
    to: can(actor, 'appraisal.read', row) ? paths.appraisal(row.appraisalId) : null,
  }),
)

/** A unit's score has no id of its own: it is known by cycle and unit, as they stood on the cycle's last day. */
const unitScoreNames = namer(
  async (db, ids) => {
    const pairs = ids.map((id) => ({ id, cycleId: id.split('/')[0] ?? '', unitId: id.split('/')[1] ?? '' }))
    const cycleIds = pairs.map(({ cycleId }) => cycleId)
    const found = await db
      .select({
        id: cycles.id,
        name: cycles.name,
        toOn: cycles.toOn,
        path: unitPathColumn(cycles.unitId, outer(cycles.toOn)),
      })
      .from(cycles)
      .where(anyOf(cycles.id, cycleIds))
    const rows = pairs.map(async ({ id, cycleId, unitId }) => {
      const cycle = found.find((each) => each.id === cycleId)
      const unit = cycle && (await unitOn(db, unitId, cycle.toOn))
      return unit ? [{ id, cycle, unit }] : []
    })
    return (await Promise.all(rows)).flat()
  },
  ({ id, cycle, unit }, actor) => ({
    id,
    unitPath: unit.path,
    name: partOf(unit.name, cycle.name),
    to: can(actor, 'cycle.read', { unitPath: cycle.path }) ? paths.unitScores(cycle.id, unit.id) : null,
  }),
)

/** What of these people the trail may speak of: their goal sheets, appraisals and appeals. */
export const performanceSubjectsOf = async (db: Reader, people: readonly string[]): Promise<string[]> => {
  const sheets = await db.select({ id: goalSheets.id }).from(goalSheets).where(anyOf(goalSheets.employeeId, people))
  const own = await db
    .select({ id: appraisals.id, appealId: appeals.id })
    .from(appraisals)
    .leftJoin(appeals, eq(appeals.appraisalId, appraisals.id))
    .where(anyOf(appraisals.employeeId, people))
  return [...sheets.map(({ id }) => id), ...own.flatMap(({ id, appealId }) => (appealId ? [id, appealId] : [id]))]
}

export const performanceNames = {
  appeal: appealNames,
  kpi: kpiNames,
  'template-version': templateNames,
  cycle: cycleNames,
  'unit-score': unitScoreNames,
  'goal-sheet': partNames(goalSheets, 'goal.read', paths.goalSheet),
  appraisal: partNames(appraisals, 'appraisal.read', paths.appraisal),
}
