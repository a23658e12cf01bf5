import { and, lte } from 'drizzle-orm'
import type { Day } from '#app/kernel/day.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { competencyAssessments } from '#db/schema/organisation.ts'

/** Levels, 1–5, at which these employees were last assessed by a day: employee → competency → level. */
export const assessedLevels = async (
  db: Reader,
  employeeIds: readonly string[],
  day: Day,
): Promise<Map<string, Map<string, number>>> => {
  const rows = await db
    .select({
      employeeId: competencyAssessments.employeeId,
      competencyId: competencyAssessments.competencyId,
      level: competencyAssessments.level,
    })
    .from(competencyAssessments)
    .where(and(anyOf(competencyAssessments.employeeId, employeeIds), lte(competencyAssessments.assessedOn, day)))
    .orderBy(competencyAssessments.assessedOn, competencyAssessments.id)
  const levels = new Map<string, Map<string, number>>(employeeIds.map((id) => [id, new Map()]))
  for (const { employeeId, competencyId, level } of rows) levels.get(employeeId)?.set(competencyId, level)
  return levels
}
