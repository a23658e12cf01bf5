/** Final ratings in bulk: what pay reads. An appraisal counts once its calibration is closed, which is its approval. */
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { DecimalText } from '#app/kernel/decimal.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { appraisals } from '#db/schema/performance.ts'
import { lastTemplates } from './goals/last-templates.server.ts'
import { isLowRating } from './rating.ts'
import { definitionsOf } from './templates/templates.server.ts'

export type FinalRating = {
  score: DecimalText
  rating: string
  /** Bounds of the final rating's band: `least` included, `most` excluded, null when open above. */
  band: { least: DecimalText; most: DecimalText | null }
}

/** By employee id; whoever has no approved score in the cycle is not in it. Some thousands of employees at a time. */
export const finalRatings = async (
  db: Reader | Tx,
  cycleId: string,
  employeeIds: readonly string[],
): Promise<Map<string, FinalRating>> => {
  const rows = await db
    .select({
      employeeId: appraisals.employeeId,
      score: appraisals.score,
      rating: appraisals.finalRating,
      least: sql<string | null>`${appraisals.result} ->> '$.band.least'`,
      most: sql<string | null>`${appraisals.result} ->> '$.band.most'`,
    })
    .from(appraisals)
    .where(
      and(
        eq(appraisals.cycleId, cycleId),
        isNotNull(appraisals.calibratedAt),
        anyOf(appraisals.employeeId, employeeIds),
      ),
    )
  return new Map(
    rows.flatMap(({ employeeId, score, rating, least, most }) =>
      score === null || rating === null || least === null
        ? []
        : [[employeeId, { score, rating, band: { least, most } }] as const],
    ),
  )
}

/** Final ratings of some people of a cycle, each with whether it is low in the scale of the template that gave it. */
export const ratingsInScale = async (
  db: Reader,
  cycleId: string,
  employeeIds: readonly string[],
): Promise<Map<string, { rating: string; isLow: boolean }>> => {
  const ratings = await finalRatings(db, cycleId, employeeIds)
  const versionOf = await lastTemplates(db, cycleId, [...ratings.keys()])
  const templates = await definitionsOf(db, [...versionOf.values()])
  return new Map(
    [...ratings].map(([employeeId, { rating }]) => {
      const bands = templates.get(versionOf.get(employeeId) ?? '')?.bands ?? []
      return [employeeId, { rating, isLow: isLowRating(bands, rating) }]
    }),
  )
}
