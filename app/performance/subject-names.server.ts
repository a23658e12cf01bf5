/** Names of KPIs, templates, cycles, goal sheets and appraisals for the audit trail. */
import { eq } from 'drizzle-orm'
import { namer, partOf, versionOf } from '#app/audit/subject-names.server.ts'
import { can } from '#app/identity/policy.ts'
import { employeeNameColumn, employeePathColumn } from '#app/organisation/employee-columns.server.ts'
import { unitPathColumn } from '#app/organisation/unit-paths.server.ts'
import { paths } from '#app/paths.ts'
import { anyOf } from '#db/any-of.server.ts'
import { appraisals, cycles, goalSheets, kpis, templates, templateVersions } from '#db/schema/performance.ts'

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

const sheetNames = namer(
  (db, ids, actor) =>
    db
      .select({
        id: goalSheets.id,
        employeeId: goalSheets.employeeId,
        managerId: goalSheets.managerId,
        cycle: cycles.name,
        person: employeeNameColumn(goalSheets.employeeId),
        unitPath: employeePathColumn(goalSheets.employeeId, actor.today),
      })
      .from(goalSheets)
      .innerJoin(cycles, eq(cycles.id, goalSheets.cycleId))
      .where(anyOf(goalSheets.id, ids)),
  (row, actor) => ({
    id: row.id,
    unitPath: row.unitPath,
    name: partOf(row.person, row.cycle),
    to: can(actor, 'goal.read', row) ? paths.goalSheet(row.id) : null,
  }),
)

const appraisalNames = namer(
  (db, ids) =>
    db
      .select({
        id: appraisals.id,
        employeeId: appraisals.employeeId,
        managerId: appraisals.managerId,
        cycle: cycles.name,
        person: employeeNameColumn(appraisals.employeeId),
        unitPath: appraisals.unitPath,
      })
      .from(appraisals)
      .innerJoin(cycles, eq(cycles.id, appraisals.cycleId))
      .where(anyOf(appraisals.id, ids)),
  (row, actor) => ({
    id: row.id,
    unitPath: row.unitPath,
    name: partOf(row.person, row.cycle),
    to: can(actor, 'appraisal.read', row) ? paths.appraisal(row.id) : null,
  }),
)

export const performanceNames = {
  kpi: kpiNames,
  'template-version': templateNames,
  cycle: cycleNames,
  'goal-sheet': sheetNames,
  appraisal: appraisalNames,
}
