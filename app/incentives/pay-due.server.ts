/** Runs and plans that wait for this person's decision, and what the year has paid them. */
import { and, eq, getTableColumns, isNotNull, isNull, sql } from 'drizzle-orm'
import { deputiesColumn } from '#app/audit/deputies.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Words } from '#app/kernel/words.ts'
import { unitPathColumn } from '#app/organisation/units/unit-paths.server.ts'
import type { Reader } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { plans, planVersions, runs, statements } from '#db/schema/incentives.ts'
import { releasedLateOn } from './runs/run.ts'
import { adjustersColumn } from './runs/runs.server.ts'

export type PayDue = {
  kind: 'submit-run' | 'approve-run' | 'release-run' | 'approve-plan'
  subjectId: string
  name: Words
}

export const payDue = async (db: Reader, actor: Actor): Promise<PayDue[]> => {
  if (!can(actor, 'plan.list')) return []
  const open = await db
    .select({ ...getTableColumns(runs), adjustedBy: adjustersColumn, deputies: deputiesColumn('run', runs.id) })
    .from(runs)
    .where(and(isNull(runs.releasedAt), isNull(runs.cancelledAt), isNotNull(runs.calculatedAt)))
  const waiting = open.flatMap((run): PayDue[] => {
    const about = { subjectId: run.id, name: run.name }
    if (run.approvedAt !== null) return can(actor, 'run.release', run) ? [{ kind: 'release-run', ...about }] : []
    if (run.submittedAt !== null) return can(actor, 'run.approve', run) ? [{ kind: 'approve-run', ...about }] : []
    return can(actor, 'run.prepare', run) ? [{ kind: 'submit-run', ...about }] : []
  })
  const submitted = await db
    .select({
      id: planVersions.id,
      name: plans.name,
      draftedBy: planVersions.draftedBy,
      submittedBy: planVersions.submittedBy,
      deputies: deputiesColumn('plan-version', planVersions.id),
      unitPath: unitPathColumn(plans.unitId, actor.today),
    })
    .from(planVersions)
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(eq(planVersions.state, 'submitted'))
  return [
    ...waiting,
    ...submitted.flatMap((version): PayDue[] =>
      can(actor, 'plan.approve', version) ? [{ kind: 'approve-plan', subjectId: version.id, name: version.name }] : [],
    ),
  ]
}

const paidByPayDay = prepared((db) =>
  db
    .select({
      runId: statements.runId,
      name: runs.name,
      payOn: runs.payOn,
      releasedAt: runs.releasedAt,
      payableMinor: statements.payableMinor,
      deferredMinor: statements.deferredMinor,
      currency: runs.currency,
      openedAt: statements.firstOpenedAt,
    })
    .from(statements)
    .innerJoin(runs, eq(runs.id, statements.runId))
    .where(and(eq(statements.employeeId, sql.placeholder('employeeId')), isNotNull(runs.releasedAt)))
    .orderBy(runs.payOn)
    .prepare(),
)

/** A person's own released statements that are paid in a year, oldest first; one released late is paid after that. */
export const paidTo = async (
  db: Reader,
  employeeId: string,
  { year, timeZone }: { year: string; timeZone: string },
) => {
  const all = await paidByPayDay(db).all({ employeeId })
  return all.filter((each) => (releasedLateOn(each, timeZone) ?? each.payOn).startsWith(year))
}
