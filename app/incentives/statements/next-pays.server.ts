/** What comes next under "my pay": asked of the plans in force, the bank's cycles and the runs that are not paid yet. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#app/kernel/actor.ts'
import { dayOf } from '#app/kernel/day.ts'
import { isWithin } from '#app/kernel/tree-path.ts'
import type { Words } from '#app/kernel/words.ts'
import { assignmentsOn } from '#app/organisation/assignments/assignments.server.ts'
import { unitPathColumn } from '#app/organisation/units/unit-paths.server.ts'
import { cyclesOfUnit } from '#app/performance/cycles.server.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { plans, planVersions, runs } from '#db/schema/incentives.ts'
import { type NextPay, nextPay, takesIn } from './next-pay.ts'

export type PlanNext = NextPay & { planId: string; planName: Words }

/** One answer per plan that takes the actor in today, the nearest day of payment first. */
export const nextPaysOf = async (db: Reader, actor: Actor, timeZone: string): Promise<PlanNext[]> => {
  const { employeeId, today } = actor
  const parts = employeeId ? await assignmentsOn(db, employeeId, today) : []
  if (parts.length === 0) return []
  const inForce = await db
    .select({
      planId: plans.id,
      planName: plans.name,
      plan: planVersions.definition,
      activatedAt: planVersions.activatedAt,
      unitPath: unitPathColumn(plans.unitId, today),
    })
    .from(planVersions)
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(eq(planVersions.state, 'active'))
  const mine = inForce.flatMap(({ unitPath, ...version }) => {
    const part = parts.find(
      (each) => unitPath !== '' && isWithin(each.unitPath, unitPath) && takesIn(version.plan, each),
    )
    return part ? [{ ...version, part }] : []
  })
  const prepared = await runsOf(
    db,
    mine.map(({ planId }) => planId),
  )
  const answers: PlanNext[] = []
  for (const { planId, planName, plan, activatedAt, part } of mine) {
    const inPlan = { plan, activeFrom: activatedAt === null ? today : dayOf(activatedAt, timeZone) }
    const cycles = await cyclesOfUnit(db, part.unitPath, today)
    const own = prepared.filter((run) => run.planId === planId)
    answers.push({ planId, planName, ...nextPay(inPlan, cycles, own, today) })
  }
  return answers.sort((a, b) => ((a.payOn ?? '9999') < (b.payOn ?? '9999') ? -1 : 1))
}

const runsOf = (db: Reader, planIds: readonly string[]) =>
  db
    .select({
      planId: planVersions.planId,
      cycleId: runs.cycleId,
      toOn: runs.toOn,
      payOn: runs.payOn,
      calculatedAt: runs.calculatedAt,
      submittedAt: runs.submittedAt,
      approvedAt: runs.approvedAt,
      releasedAt: runs.releasedAt,
      cancelledAt: runs.cancelledAt,
    })
    .from(runs)
    .innerJoin(planVersions, eq(planVersions.id, runs.planVersionId))
    .where(and(anyOf(planVersions.planId, planIds), eq(runs.kind, 'regular'), isNull(runs.cancelledAt)))
