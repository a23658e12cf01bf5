/** Names of echelons and development plans for the audit trail. */
import { namer, sameIn } from '#app/audit/subject-names.server.ts'
import { can } from '#app/identity/policy.ts'
import { employeeNameColumn, employeePathColumn } from '#app/organisation/employees/employee-columns.server.ts'
import { unitPathColumn } from '#app/organisation/units/unit-paths.server.ts'
import { paths } from '#app/paths.ts'
import { anyOf } from '#db/any-of.server.ts'
import { developmentPlans, echelons } from '#db/schema/talent.ts'

const echelonNames = namer(
  (db, ids, actor) =>
    db
      .select({ id: echelons.id, name: echelons.name, unitPath: unitPathColumn(echelons.unitId, actor.today) })
      .from(echelons)
      .where(anyOf(echelons.id, ids)),
  (row, actor) => ({ ...row, to: can(actor, 'echelon.read', row) ? paths.echelon(row.id) : null }),
)

const planNames = namer(
  (db, ids, actor) =>
    db
      .select({
        id: developmentPlans.id,
        employeeId: developmentPlans.employeeId,
        person: employeeNameColumn(developmentPlans.employeeId),
        unitPath: employeePathColumn(developmentPlans.employeeId, actor.today),
      })
      .from(developmentPlans)
      .where(anyOf(developmentPlans.id, ids)),
  ({ id, employeeId, person, unitPath }, actor) => ({
    id,
    unitPath,
    name: sameIn(person),
    to: can(actor, 'growth.read', { employeeId, unitPath }) ? paths.developmentPlan(employeeId) : null,
  }),
)

export const talentNames = { echelon: echelonNames, development: planNames }
