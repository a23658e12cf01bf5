/** Appraisals: found within the actor's reach, with the state said by its facts. */
import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { appeals, appraisals } from '#db/schema/performance.ts'
import { type Cycle, findCycle } from '../cycles.server.ts'
import type { AppraisalState } from './appraisal-state.ts'

export type Appraisal = typeof appraisals.$inferSelect
export type Appeal = typeof appeals.$inferSelect

export const findAppraisal = async (
  db: Reader | Tx,
  actor: Actor,
  id: string,
): Promise<{ appraisal: Appraisal; cycle: Cycle } | null> => {
  const [appraisal] = await db.select().from(appraisals).where(eq(appraisals.id, id))
  if (!appraisal || !can(actor, 'appraisal.read', appraisal)) return null
  const cycle = await findCycle(db, appraisal.cycleId)
  return cycle ? { appraisal, cycle } : null
}

export const appraisalOf = async (db: Reader | Tx, cycleId: string, employeeId: string): Promise<Appraisal | null> => {
  const [row] = await db
    .select()
    .from(appraisals)
    .where(and(eq(appraisals.cycleId, cycleId), eq(appraisals.employeeId, employeeId)))
  return row ?? null
}

export const appealsOf = async (db: Reader | Tx, appraisalId: string): Promise<Appeal[]> =>
  db.select().from(appeals).where(eq(appeals.appraisalId, appraisalId)).orderBy(desc(appeals.appealedAt))

/** Facts as conditions: in the order of the way, each state is what has happened last. */
const stateIs: Record<AppraisalState, SQL> = {
  open: sql`(${appraisals.selfReviewedAt} is null and ${appraisals.managerReviewedAt} is null and ${appraisals.calibratedAt} is null)`,
  'self-reviewed': sql`(${appraisals.selfReviewedAt} is not null and ${appraisals.managerReviewedAt} is null and ${appraisals.calibratedAt} is null)`,
  'manager-reviewed': sql`(${appraisals.managerReviewedAt} is not null and ${appraisals.calibratedAt} is null)`,
  calibrated: sql`(${appraisals.calibratedAt} is not null and ${appraisals.publishedAt} is null)`,
  published: sql`(${appraisals.publishedAt} is not null and ${appraisals.acknowledgedAt} is null)`,
  acknowledged: sql`(${appraisals.acknowledgedAt} is not null)`,
}

/** How many appraisals of a cycle stand where: the cockpit's figures. Only of the actor's reach. */
export const countsByState = async (
  db: Reader | Tx,
  actor: Actor,
  cycleId: string,
): Promise<Record<AppraisalState | 'all' | 'scored' | 'appealed', number>> => {
  const count = (condition: SQL) => sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`
  const inReach = and(eq(appraisals.cycleId, cycleId), withinScope(scopeOf(actor, 'appraisals'), appraisals.unitPath))
  const [row] = await db
    .select({
      open: count(stateIs.open),
      'self-reviewed': count(stateIs['self-reviewed']),
      'manager-reviewed': count(stateIs['manager-reviewed']),
      calibrated: count(stateIs.calibrated),
      published: count(stateIs.published),
      acknowledged: count(stateIs.acknowledged),
      all: sql<number>`count(*)`,
      scored: count(sql`${appraisals.score} is not null`),
    })
    .from(appraisals)
    .where(inReach)
  // From the few appeals that are open, not from every appraisal.
  const [appealed] = await db
    .select({ count: sql<number>`count(distinct ${appraisals.id})` })
    .from(appeals)
    .innerJoin(appraisals, eq(appraisals.id, appeals.appraisalId))
    .where(and(isNull(appeals.answeredAt), inReach))
  if (!row || !appealed) throw new Error('a count without a row')
  return { ...row, appealed: appealed.count }
}

export type AppraisalFilter = { state?: AppraisalState | 'unscored' | undefined; rating?: string | undefined }

/** One page of a cycle's appraisals within the actor's reach, by unit and id. */
export const appraisalsIn = async (
  db: Reader | Tx,
  actor: Actor,
  cycleId: string,
  filter: AppraisalFilter,
  page: { limit: number; offset: number },
): Promise<{ rows: Appraisal[]; total: number }> => {
  const where = and(
    eq(appraisals.cycleId, cycleId),
    withinScope(scopeOf(actor, 'appraisals'), appraisals.unitPath, appraisals.employeeId),
    filter.state === 'unscored' ? sql`${appraisals.score} is null` : filter.state ? stateIs[filter.state] : undefined,
    filter.rating ? eq(appraisals.finalRating, filter.rating) : undefined,
  )
  const [count] = await db.select({ n: sql<number>`count(*)` }).from(appraisals).where(where)
  const rows = await db
    .select()
    .from(appraisals)
    .where(where)
    .orderBy(asc(appraisals.unitPath), asc(appraisals.id))
    .limit(page.limit)
    .offset(page.offset)
  return { rows, total: count?.n ?? 0 }
}
