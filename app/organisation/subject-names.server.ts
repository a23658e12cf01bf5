/** Names of units, posts, people and their accounts for the audit trail. */
import { and, asc, sql } from 'drizzle-orm'
import { namer, sameIn } from '#app/audit/subject-names.server.ts'
import { accountNames } from '#app/identity/account-names.server.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { paths } from '#app/paths.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { competencies, legalEntities, posts, employees as staff, unitPlacements } from '#db/schema/organisation.ts'
import { accountPaths } from './accounts/account-openings.server.ts'
import { holdsOn } from './accounts/reach.server.ts'
import { employeeMatches, employeePathColumn } from './employees/employee-columns.server.ts'
import { employeeRows } from './employees/employees.server.ts'
import { settingsOn } from './settings/settings.server.ts'

const employees = namer(
  (db, ids, actor) => employeeRows(db, ids, actor.today),
  ({ id, name, number, unitPath }, actor) => ({
    id,
    unitPath,
    name: sameIn(`${name} ${number}`),
    to: can(actor, 'employee.read', { employeeId: id, unitPath }) ? paths.employee(id) : null,
  }),
)

const accounts = namer(
  async (db, ids, actor) => {
    const belonging = await accountPaths(db, actor, ids)
    return [...(await accountNames(db, ids))].map(([id, name]) => ({ id, name, unitPath: belonging.get(id) ?? '/' }))
  },
  ({ id, name, unitPath }, actor) => ({
    id,
    unitPath,
    name: sameIn(name),
    to: can(actor, 'account.manage', { unitPath }) ? paths.account(id) : null,
  }),
)

const units = namer(
  (db, ids, actor) =>
    db
      .select({ id: unitPlacements.unitId, name: unitPlacements.name, unitPath: unitPlacements.path })
      .from(unitPlacements)
      .where(and(anyOf(unitPlacements.unitId, ids), holdsOn(unitPlacements.fromOn, unitPlacements.toOn, actor.today))),
  (row, actor) => ({ ...row, to: can(actor, 'unit.read') ? paths.unit(row.id) : null }),
)

const postNames = namer(
  (db, ids) => db.select({ id: posts.id, name: posts.name }).from(posts).where(anyOf(posts.id, ids)),
  (row, actor) => ({ ...row, unitPath: '/', to: can(actor, 'post.read') ? paths.post(row.id) : null }),
)

const competencyNames = namer(
  (db, ids) =>
    db.select({ id: competencies.id, name: competencies.name }).from(competencies).where(anyOf(competencies.id, ids)),
  (row, actor) => ({ ...row, unitPath: '/', to: can(actor, 'post.read') ? paths.competencies() : null }),
)

const legalEntityNames = namer(
  (db, ids) =>
    db
      .select({ id: legalEntities.id, name: legalEntities.name })
      .from(legalEntities)
      .where(anyOf(legalEntities.id, ids)),
  (row, actor) => ({ ...row, unitPath: '/', to: can(actor, 'settings.read') ? paths.settings() : null }),
)

const bank = namer(
  async (db, ids, actor) => {
    const { name } = await settingsOn(db, actor.today)
    return ids.map((id) => ({ id, name }))
  },
  (row, actor) => ({ ...row, unitPath: '/', to: can(actor, 'settings.read') ? paths.settings() : null }),
)

/** By the path that a record was made under; of several names that the unit there has had, the latest. */
export const unitNamesByPath = namer(
  (db, unitPaths) =>
    db
      .select({ id: unitPlacements.path, unitId: unitPlacements.unitId, name: unitPlacements.name })
      .from(unitPlacements)
      .where(anyOf(unitPlacements.path, unitPaths))
      .orderBy(asc(unitPlacements.fromOn)),
  ({ id, unitId, name }, actor) => ({
    id,
    name,
    unitPath: id,
    to: can(actor, 'unit.read') ? paths.unit(unitId) : null,
  }),
)

export const organisationNames = {
  employee: employees,
  account: accounts,
  unit: units,
  post: postNames,
  competency: competencyNames,
  'legal-entity': legalEntityNames,
  bank,
}

/** Of this name, pinyin or number, where the reader audits, with their accounts: whose records are looked for by it. */
export const peopleNamed = (db: Reader, actor: Actor, search: string) => {
  const path = sql`coalesce(nullif(${employeePathColumn(staff.id, actor.today)}, ''), '/')`
  return db
    .select({ id: staff.id, accountId: staff.accountId })
    .from(staff)
    .where(and(employeeMatches(staff.id, search), withinScope(scopeOf(actor, 'trail'), path)))
    .limit(50)
}
