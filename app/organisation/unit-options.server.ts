/** Units as choices of a form, indented by their depth. */
import { and, asc, eq, lte, sql } from 'drizzle-orm'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Day } from '#app/kernel/day.ts'
import { type Locale, wordsIn } from '#app/kernel/words.ts'
import type { Reader } from '#db/client.server.ts'
import { unitPlacements, units } from '#db/schema/organisation.ts'
import { holdsOn } from './reach.server.ts'

export type UnitOption = { value: string; label: string }

/** Steps below the head of the tree: '/HO/' is 0. */
const depth = sql<number>`(length(${unitPlacements.path}) - length(replace(${unitPlacements.path}, '/', '')) - 2)`

/** `below` keeps to parts of the tree; above `most` units only the upper levels are given. */
export const unitOptions = async (
  db: Reader,
  day: Day,
  locale: Locale,
  { below, most = 2_000 }: { below?: readonly string[]; most?: number } = {},
): Promise<UnitOption[]> => {
  const reached = and(
    holdsOn(unitPlacements.fromOn, unitPlacements.toOn, day),
    below && withinScope({ paths: [...below], employeeIds: [] }, unitPlacements.path),
  )
  // A large bank has thousands; what is not shown is not read.
  const levels = await db
    .select({ depth, count: sql<number>`count(*)` })
    .from(unitPlacements)
    .where(reached)
    .groupBy(depth)
    .orderBy(depth)
  const shown = await db
    .select({ id: units.id, code: units.code, name: unitPlacements.name, depth })
    .from(unitPlacements)
    .innerJoin(units, eq(units.id, unitPlacements.unitId))
    .where(and(reached, lte(depth, deepestWithin(levels, most))))
    .orderBy(asc(unitPlacements.path))
  return shown.map((unit) => ({
    value: unit.id,
    label: `${'\u2003'.repeat(unit.depth)}${wordsIn(unit.name, locale).text} · ${unit.code}`,
  }))
}

/** How deep one may go for at most so many; the first level is always there. */
const deepestWithin = (levels: readonly { depth: number; count: number }[], most: number): number => {
  let sum = 0
  let deepest = levels[0]?.depth ?? 0
  for (const level of levels) {
    sum += level.count
    if (sum > most) break
    deepest = level.depth
  }
  return deepest
}
