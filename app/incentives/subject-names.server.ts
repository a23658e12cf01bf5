/** Names of incentive plans and runs for the audit trail. */
import { eq } from 'drizzle-orm'
import { namer, versionOf } from '#app/audit/subject-names.server.ts'
import { scopeOf } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { isWithin } from '#app/kernel/tree-path.ts'
import { unitPathColumn } from '#app/organisation/unit-paths.server.ts'
import { paths } from '#app/paths.ts'
import { anyOf } from '#db/any-of.server.ts'
import { plans, planVersions, runs } from '#db/schema/incentives.ts'

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

export const incentiveNames = { 'plan-version': planNames, run: runNames }
