/** Names of units, posts, people and their accounts for the audit trail. */
import { and } from 'drizzle-orm'
import { heardOf, type Namer, sameIn } from '#app/audit/subject-names.server.ts'
import { accountName } from '#app/identity/account-names.server.ts'
import { can } from '#app/identity/policy.ts'
import { paths } from '#app/paths.ts'
import { anyOf } from '#db/any-of.server.ts'
import { competencies, legalEntities, posts, unitPlacements } from '#db/schema/organisation.ts'
import { accountPath } from './account-openings.server.ts'
import { employeeRows } from './employees.server.ts'
import { holdsOn } from './reach.server.ts'
import { settingsOn } from './settings.server.ts'

const employees: Namer = async (db, actor, ids) =>
  heardOf(
    actor,
    (await employeeRows(db, ids, actor.today)).map(({ id, name, number, unitPath }) => ({
      id,
      unitPath,
      name: sameIn(`${name} ${number}`),
      to: can(actor, 'employee.read', { employeeId: id, unitPath }) ? paths.employee(id) : null,
    })),
  )

const accounts: Namer = async (db, actor, ids) =>
  heardOf(
    actor,
    (
      await Promise.all(
        ids.map(async (id) => {
          const name = await accountName(db, id)
          const unitPath = await accountPath(db, actor, id)
          const to = can(actor, 'account.manage', { unitPath }) ? paths.account(id) : null
          return name === null ? [] : [{ id, unitPath, name: sameIn(name), to }]
        }),
      )
    ).flat(),
  )

const units: Namer = async (db, actor, ids) => {
  const rows = await db
    .select({ id: unitPlacements.unitId, name: unitPlacements.name, unitPath: unitPlacements.path })
    .from(unitPlacements)
    .where(and(anyOf(unitPlacements.unitId, ids), holdsOn(unitPlacements.fromOn, unitPlacements.toOn, actor.today)))
  return heardOf(
    actor,
    rows.map((row) => ({ ...row, to: can(actor, 'unit.read') ? paths.unit(row.id) : null })),
  )
}

const postNames: Namer = async (db, actor, ids) => {
  const rows = await db.select({ id: posts.id, name: posts.name }).from(posts).where(anyOf(posts.id, ids))
  return heardOf(
    actor,
    rows.map((row) => ({ ...row, unitPath: '/', to: can(actor, 'post.read') ? paths.post(row.id) : null })),
  )
}

const competencyNames: Namer = async (db, actor, ids) => {
  const rows = await db
    .select({ id: competencies.id, name: competencies.name })
    .from(competencies)
    .where(anyOf(competencies.id, ids))
  return heardOf(
    actor,
    rows.map((row) => ({ ...row, unitPath: '/', to: can(actor, 'post.read') ? paths.competencies() : null })),
  )
}

const legalEntityNames: Namer = async (db, actor, ids) => {
  const rows = await db
    .select({ id: legalEntities.id, name: legalEntities.name })
    .from(legalEntities)
    .where(anyOf(legalEntities.id, ids))
  return heardOf(
    actor,
    rows.map((row) => ({ ...row, unitPath: '/', to: can(actor, 'settings.read') ? paths.settings() : null })),
  )
}

const bank: Namer = async (db, actor, ids) => {
  const { name } = await settingsOn(db, actor.today)
  const to = can(actor, 'settings.read') ? paths.settings() : null
  return heardOf(
    actor,
    ids.map((id) => ({ id, name, unitPath: '/', to })),
  )
}

export const organisationNames = {
  employee: employees,
  account: accounts,
  unit: units,
  post: postNames,
  competency: competencyNames,
  'legal-entity': legalEntityNames,
  bank,
}
