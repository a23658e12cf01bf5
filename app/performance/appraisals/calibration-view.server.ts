/** The people whose ratings the actor calibrates, by rating, and how the ratings spread beside their guide. */
import { and, count, desc, eq, isNotNull, isNull, lte, not, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { isDeputyOf } from '#app/audit/deputies.server.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import { type Actor, accountsBehind, employeesBehind } from '#app/kernel/actor.ts'
import { lentBy } from '#app/organisation/accounts/delegations.server.ts'
import { employeeRows } from '#app/organisation/employees/employees.server.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { appraisals, cycles } from '#db/schema/performance.ts'
import type { Cycle } from '../cycles.server.ts'
import { lastTemplateColumn, lastTemplates } from '../goals/last-templates.server.ts'
import { bandsUpward } from '../rating.ts'
import { definitionsOf } from '../templates/templates.server.ts'
import { withScorers } from './appraisal-deputies.server.ts'
import { stateOf } from './appraisal-state.ts'
import { ratingSpread, unrated } from './rating-spread.ts'

/** How many cards a rating shows at once; all of one rating have a page of their own. */
const cardsPerRating = 12

const calibratedBy = (actor: Actor) =>
  and(
    withinScope(scopeOf(actor, 'calibrated'), appraisals.unitPath),
    notInArray(appraisals.employeeId, employeesBehind(actor)),
  )

/** Few lend at all: the trail is asked about those alone to whom the actor did. */
const notByDeputies = async (db: Reader, actor: Actor) => {
  const lenders = accountsBehind(actor)
  const deputies = await lentBy(db, lenders)
  if (deputies.length === 0) return undefined
  return or(
    notInArray(sql`coalesce(${appraisals.managerReviewedBy}, '')`, deputies),
    not(isDeputyOf(lenders, 'appraisal', appraisals.id, appraisals.managerReviewedBy)),
  )
}

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
        notInArray(sql`coalesce(${appraisals.managerReviewedBy}, '')`, accountsBehind(actor)),
        await notByDeputies(db, actor),
        notInArray(sql`coalesce(${appraisals.managerId}, '')`, employeesBehind(actor)),
      ),
    )
  const asked = ask.rating === null ? { each: ratings.length } : { ...ask, of: ask.rating }
  const found = await withScorers(db, await cardsOf(db, inReach, asked))
  const ids = found.map((appraisal) => appraisal.employeeId)
  const people = new Map((await employeeRows(db, ids, cycle.toOn)).map((row) => [row.id, row]))
  const versionOf = await lastTemplates(db, cycle.id, ids)
  return {
    total,
    without,
    ready: waiting?.count ?? 0,
    ratings,
    cards: found.map((appraisal) => ({
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
      bands: bandsUpward(bandsOf(versionOf.get(appraisal.employeeId) ?? null))
        .reverse()
        .map(({ rating, name }) => ({ rating, name })),
    })),
  }
}
export type CalibrationCard = NonNullable<Awaited<ReturnType<typeof calibrationView>>>['cards'][number]

type Asked = { each: number } | { of: string; limit: number; offset: number }
/**
 * Appraisals by score from the best down: so many of each rating, or one page of those with a rating. First their ids,
 * from what the index knows; an appraisal is read once it is shown.
 */
const cardsOf = async (db: Reader, inReach: SQL | undefined, asked: Asked) => {
  const byScore = sql`cast(${appraisals.score} as real) desc, ${appraisals.id}`
  const rank = sql<number>`row_number() over (partition by ${appraisals.finalRating} order by ${byScore})`.as('rank')
  const bestOfEach = async (ratings: number) => {
    const rated = and(inReach, isNotNull(appraisals.finalRating))
    const ranked = db.select({ id: appraisals.id, rank }).from(appraisals).where(rated).as('ranked')
    return db
      .select({ id: ranked.id })
      .from(ranked)
      .where(lte(ranked.rank, cardsPerRating))
      .orderBy(sql`${ranked.rank}`, ranked.id)
      .limit(cardsPerRating * ratings)
  }
  const pageOf = async (rating: string, { limit, offset }: { limit: number; offset: number }) => {
    const ofRating = rating === unrated ? isNull(appraisals.finalRating) : eq(appraisals.finalRating, rating)
    return db
      .select({ id: appraisals.id })
      .from(appraisals)
      .where(and(inReach, ofRating))
      .orderBy(byScore)
      .limit(limit)
      .offset(offset)
  }
  const ids = (await ('each' in asked ? bestOfEach(asked.each) : pageOf(asked.of, asked))).map(({ id }) => id)
  const rows = await db.select().from(appraisals).where(anyOf(appraisals.id, ids))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Cycles with people of the actor's reach, and how many still wait for calibration to be closed. */
export const cyclesCalibratedBy = async (db: Reader, actor: Actor) => {
  // Cycle by cycle: each is counted by the index that begins with it.
  const all = await db.select({ id: cycles.id, name: cycles.name }).from(cycles).orderBy(desc(cycles.fromOn))
  const counted = await Promise.all(
    all.map(async (cycle) => {
      const [found] = await db
        .select({ people: count(), waiting: sql<number>`coalesce(sum(${appraisals.calibratedAt} is null), 0)` })
        .from(appraisals)
        .where(and(eq(appraisals.cycleId, cycle.id), calibratedBy(actor)))
      return { ...cycle, people: found?.people ?? 0, waiting: found?.waiting ?? 0 }
    }),
  )
  return counted.filter(({ people }) => people > 0)
}
