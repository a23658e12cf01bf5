/** The people whose ratings the actor calibrates, with how many have which rating. */
import { and, desc, eq, sql } from 'drizzle-orm'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { employeeRows } from '#app/organisation/employees.server.ts'
import type { Reader } from '#db/client.server.ts'
import { appraisals, cycles } from '#db/schema/performance.ts'
import type { Cycle } from '../cycles.server.ts'
import { isReadyToCalibrate, stateOf } from './appraisal-state.ts'
import { cardsOf } from './cards.server.ts'

/** Null when nobody of the cycle lies within the actor's reach. */
export const calibrationView = async (
  db: Reader,
  actor: Actor,
  cycle: Cycle,
  page: { limit: number; offset: number },
) => {
  const inReach = and(
    eq(appraisals.cycleId, cycle.id),
    withinScope(scopeOf(actor, 'calibrated'), appraisals.unitPath),
    actor.employeeId ? sql`${appraisals.employeeId} <> ${actor.employeeId}` : undefined,
  )
  const counted = await db
    .select({ rating: appraisals.finalRating, count: sql<number>`count(*)` })
    .from(appraisals)
    .where(inReach)
    .groupBy(appraisals.finalRating)
    .orderBy(appraisals.finalRating)
  const total = counted.reduce((sum, row) => sum + row.count, 0)
  if (total === 0) return null
  const [waiting] = await db
    .select({ count: sql<number>`count(*)` })
    .from(appraisals)
    .where(
      and(
        inReach,
        sql`${appraisals.calibratedAt} is null and ${appraisals.score} is not null and (${appraisals.managerId} is null or ${appraisals.managerReviewedAt} is not null)`,
        sql`coalesce(${appraisals.managerReviewedBy}, '') <> ${actor.id} and coalesce(${appraisals.managerId}, '') <> ${actor.employeeId ?? '-'}`,
      ),
    )
  const rows = await db
    .select()
    .from(appraisals)
    .where(inReach)
    .orderBy(desc(sql`cast(${appraisals.score} as real)`), appraisals.id)
    .limit(page.limit)
    .offset(page.offset)
  const ids = rows.map((row) => row.employeeId)
  const people = new Map((await employeeRows(db, ids, cycle.toOn)).map((row) => [row.id, row]))
  const bandsOf = new Map(
    (await cardsOf(db, cycle, ids)).map((card) => [card.employeeId, card.parts.at(-1)?.template.bands ?? []]),
  )
  const rated = counted.filter((row) => row.rating !== null)
  const ratedTotal = rated.reduce((sum, row) => sum + row.count, 0)
  return {
    total,
    ready: waiting?.count ?? 0,
    ratings: rated.map(({ rating, count }) => ({
      rating: rating ?? '',
      count,
      share: Math.round((count * 100) / Math.max(1, ratedTotal)),
    })),
    rows: rows.map((row) => ({
      id: row.id,
      employeeId: row.employeeId,
      name: people.get(row.employeeId)?.name ?? '',
      post: people.get(row.employeeId)?.postName ?? null,
      unit: people.get(row.employeeId)?.unitName ?? null,
      score: row.score,
      bandRating: row.bandRating,
      finalRating: row.finalRating,
      reason: row.calibrationReason,
      cappedBy: row.result?.cappedBy ?? [],
      state: stateOf(row),
      isReady: isReadyToCalibrate(row),
      mayMove: row.calibratedAt === null && row.score !== null && can(actor, 'appraisal.calibrate', row),
      revision: row.revision,
      bands: (bandsOf.get(row.employeeId) ?? []).map(({ rating, name }) => ({ rating, name })),
    })),
  }
}
export type CalibrationRow = NonNullable<Awaited<ReturnType<typeof calibrationView>>>['rows'][number]

/** Cycles with people of the actor's reach, and how many still wait for calibration to be closed. */
export const cyclesCalibratedBy = async (db: Reader, actor: Actor) =>
  db
    .select({
      id: cycles.id,
      name: cycles.name,
      people: sql<number>`count(*)`,
      waiting: sql<number>`sum(${appraisals.calibratedAt} is null)`,
    })
    .from(appraisals)
    .innerJoin(cycles, eq(cycles.id, appraisals.cycleId))
    .where(
      and(
        withinScope(scopeOf(actor, 'calibrated'), appraisals.unitPath),
        actor.employeeId ? sql`${appraisals.employeeId} <> ${actor.employeeId}` : undefined,
      ),
    )
    .groupBy(cycles.id)
    .orderBy(desc(cycles.fromOn))
