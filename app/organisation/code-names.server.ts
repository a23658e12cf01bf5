/** Names of units and posts by their codes, for what was calculated with codes and is read by people. */
import { and, eq } from 'drizzle-orm'
import type { Day } from '#app/kernel/day.ts'
import type { Words } from '#app/kernel/words.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { posts, unitPlacements, units } from '#db/schema/organisation.ts'
import { holdsOn } from './accounts/reach.server.ts'

export const unitNames = async (db: Reader, codes: readonly string[], day: Day): Promise<Record<string, Words>> => {
  if (codes.length === 0) return {}
  const rows = await db
    .select({ code: units.code, name: unitPlacements.name })
    .from(units)
    .innerJoin(unitPlacements, eq(unitPlacements.unitId, units.id))
    .where(and(anyOf(units.code, codes), holdsOn(unitPlacements.fromOn, unitPlacements.toOn, day)))
  return Object.fromEntries(rows.map(({ code, name }) => [code, name]))
}

export const postNames = async (db: Reader, codes: readonly string[]): Promise<Record<string, Words>> => {
  if (codes.length === 0) return {}
  const rows = await db.select({ code: posts.code, name: posts.name }).from(posts).where(anyOf(posts.code, codes))
  return Object.fromEntries(rows.map(({ code, name }) => [code, name]))
}
