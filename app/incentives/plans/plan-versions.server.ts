/** Versions of incentive plans as an actor may see them. */
import { and, desc, eq, lt, type SQL } from 'drizzle-orm'
import { deputiesColumn } from '#app/audit/deputies.server.ts'
import { scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { unitPathColumn } from '#app/organisation/units/unit-paths.server.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { plans, planVersions } from '#db/schema/incentives.ts'

const versionColumns = {
  id: planVersions.id,
  planId: plans.id,
  code: plans.code,
  name: plans.name,
  version: planVersions.version,
  state: planVersions.state,
  definition: planVersions.definition,
  draftedBy: planVersions.draftedBy,
  draftedAt: planVersions.draftedAt,
  submittedBy: planVersions.submittedBy,
  submittedAt: planVersions.submittedAt,
  approvedBy: planVersions.approvedBy,
  approvedAt: planVersions.approvedAt,
  activatedAt: planVersions.activatedAt,
  retiredAt: planVersions.retiredAt,
  revision: planVersions.revision,
  unitId: plans.unitId,
  deputies: deputiesColumn('plan-version', planVersions.id),
}

const versionsVisible = (db: Reader | Tx, actor: Actor, also?: SQL) => {
  const unitPath = unitPathColumn(plans.unitId, actor.today)
  return db
    .select({ ...versionColumns, unitPath })
    .from(planVersions)
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(and(withinScope(scopeOf(actor, 'plans'), unitPath), also))
    .orderBy(plans.code, desc(planVersions.version))
}

/** Every version that the actor may see, plan by plan, newest first. */
export const planVersionsVisible = (db: Reader | Tx, actor: Actor) => versionsVisible(db, actor)

export const findPlanVersion = async (db: Reader | Tx, actor: Actor, versionId: string) => {
  const [row] = await versionsVisible(db, actor, eq(planVersions.id, versionId))
  return row ?? null
}

/** The version that this one was begun after; null for the first. */
export const planVersionBefore = async (
  db: Reader | Tx,
  actor: Actor,
  { planId, version }: { planId: string; version: number },
) => {
  const earlier = and(eq(planVersions.planId, planId), lt(planVersions.version, version))
  const [row] = await versionsVisible(db, actor, earlier).limit(1)
  return row ? { version: row.version, definition: row.definition } : null
}
