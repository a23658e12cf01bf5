/** The people whose ratings the actor calibrates, by rating, and how the ratings spread beside their guide. */
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { employeeRows } from '#app/organisation/employees.server.ts'
import type { Reader } from '#db/client.server.ts'
import { appraisals, cycles } from '#db/schema/performance.ts'
import type { Cycle } from '../cycles.server.ts'
import { lastTemplateColumn } from '../goals/last-templates.server.ts'
import { bandsUpward } from '../rating.ts'
import { definitionsOf } from '../templates/templates.server.ts'
import { stateOf } from './appraisal-state.ts'
import { ratingSpread, unrated } from './rating-spread.ts'

/** How many cards a rating shows at once; all of one rating have a page of their own. */
const cardsPerRating = 12

const calibratedBy = (actor: Actor) =>
  and(
    withinScope(scopeOf(actor, 'calibrated'), appraisals.unitPath),
    actor.employeeId ? sql`${appraisals.employeeId} <> ${actor.employeeId}` : undefined,
  )

/**
 * Cards of the best of each rating, or one page of those with `rating`, which may be `unrated`. Null when nobody of the cycle
 * lies within the actor's reach, or nobody there could have that rating.
 */
export const calibrationView = async (
  db: Reader,
  actor: Actor,
  cycle: Cycle,
  ask: { rating: string | null; limit: number; offset: number },
) => {
  const inReach = and(eq(appraisals.cycleId, cycle.id), calibratedBy(actor))
  const versionId = lastTemplateColumn(appraisals.employeeId, cycle.id)
  const groups = await db
    .select({ rating: appraisals.finalRating, versionId, count: sql<number>`count(*)` })
    .from(appraisals)
    .where(inReach)
    // By their places among what is selected: the version is looked up once for each person.
    .groupBy(sql`1, 2`)
  if (groups.length === 0) return null
  const templates = await definitionsOf(
    db,
    groups.flatMap((group) => group.versionId ?? []),
  )
  const bandsOf = (versionId: string | null) => templates.get(versionId ?? '')?.bands ?? []
  const ratings = ratingSpread(groups.map((group) => ({ ...group, bands: bandsOf(group.versionId) })))
  const total = groups.reduce((sum, group) => sum + group.count, 0)
  const without = groups.reduce((sum, group) => sum + (group.rating === null ? group.count : 0), 0)
  if (ask.rating !== null && ask.rating !== unrated && !ratings.some((each) => each.rating === ask.rating)) return null
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
  const ranked = db
    .select({
      id: appraisals.id,
      rank: sql<number>`row_number() over (partition by ${appraisals.finalRating} order by cast(${appraisals.score} as real) desc, ${appraisals.id})`.as(
        'rank',
      ),
    })
    .from(appraisals)
    .where(inReach)
    .as('ranked')
  const inColumn =
    ask.rating === null
      ? sql`${ranked.rank} <= ${cardsPerRating} and ${appraisals.finalRating} is not null`
      : ask.rating === unrated
        ? isNull(appraisals.finalRating)
        : eq(appraisals.finalRating, ask.rating)
  const found = await db
    .select({ appraisal: appraisals, versionId })
    .from(ranked)
    .innerJoin(appraisals, eq(appraisals.id, ranked.id))
    .where(inColumn)
    .orderBy(sql`${ranked.rank}`, appraisals.id)
    .limit(ask.rating === null ? cardsPerRating * ratings.length : ask.limit)
    .offset(ask.rating === null ? 0 : ask.offset)
  const ids = found.map(({ appraisal }) => appraisal.employeeId)
  const people = new Map((await employeeRows(db, ids, cycle.toOn)).map((row) => [row.id, row]))
  return {
    total,
    without,
    ready: waiting?.count ?? 0,
    ratings,
    cards: found.map(({ appraisal, versionId }) => ({
      id: appraisal.id,
      employeeId: appraisal.employeeId,
      name: people.get(appraisal.employeeId)?.name ?? '',
      post: people.get(appraisal.employeeId)?.postName ?? null,
      unit: people.get(appraisal.employeeId)?.unitName ?? null,
      score: appraisal.score,
      bandRating: appraisal.bandRating,
      movedTo: appraisal.calibratedRating,
      finalRating: appraisal.finalRating,
      reason: appraisal.calibrationReason,
      cappedBy: appraisal.result?.cappedBy ?? [],
      state: stateOf(appraisal),
      mayMove:
        appraisal.calibratedAt === null && appraisal.score !== null && can(actor, 'appraisal.calibrate', appraisal),
      revision: appraisal.revision,
      bands: bandsUpward(bandsOf(versionId))
        .reverse()
        .map(({ rating, name }) => ({ rating, name })),
    })),
  }
}
export type CalibrationCard = NonNullable<Awaited<ReturnType<typeof calibrationView>>>['cards'][number]

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
    .where(calibratedBy(actor))
    .groupBy(cycles.id)
    .orderBy(desc(cycles.fromOn))
