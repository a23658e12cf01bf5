/** Names of incentive plans and runs for the audit trail. */
import { eq } from 'drizzle-orm'
import { namer, sameIn, versionOf } from '#app/audit/subject-names.server.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { isWithin } from '#app/kernel/tree-path.ts'
import { unitPathColumn } from '#app/organisation/units/unit-paths.server.ts'
import { paths } from '#app/paths.ts'
import { anyOf } from '#db/any-of.server.ts'
import { plans, planVersions, productCredits, runs } from '#db/schema/incentives.ts'

const opens = (actor: Actor, list: 'plans' | 'runs', unitPath: string) =>
  scopeOf(actor, list).paths.some((above) => isWithin(unitPath, above))

const planNames = namer(
  (db, ids, actor) =>
    db
      .select({
        id: planVersions.id,
        version: planVersions.version,
        name: plans.name,
        unitPath: unitPathColumn(plans.unitId, actor.today),
      })
      .from(planVersions)
      .innerJoin(plans, eq(plans.id, planVersions.planId))
      .where(anyOf(planVersions.id, ids)),
  ({ id, version, name, unitPath }, actor) => ({
    id,
    unitPath,
    name: versionOf(name, version),
    to: opens(actor, 'plans', unitPath) ? paths.plan(id) : null,
  }),
)

const runNames = namer(
  (db, ids) =>
    db.select({ id: runs.id, name: runs.name, unitPath: runs.unitPath }).from(runs).where(anyOf(runs.id, ids)),
  (row, actor) => ({ ...row, to: opens(actor, 'runs', row.unitPath) ? paths.run(row.id) : null }),
)

/** A file of credits is known by its digest, one that was taken back by its own id: the file's name and the deal say more. */
const creditNames = namer(
  async (db, ids) => [
    ...(await db
      .selectDistinct({ id: productCredits.fileDigest, name: productCredits.fileName })
      .from(productCredits)
      .where(anyOf(productCredits.fileDigest, ids))),
    ...(await db
      .select({ id: productCredits.id, name: productCredits.deal })
      .from(productCredits)
      .where(anyOf(productCredits.id, ids))),
  ],
  ({ id, name }, actor) => ({
    id: id ?? '',
    unitPath: '/',
    name: sameIn(name ?? ''),
    to: can(actor, 'credit.list') ? paths.credits() : null,
  }),
)

export const incentiveNames = {
  credit: creditNames,
  'plan-version': planNames,
  run: runNames,
}
