/** Names of units and posts by their codes, for what was calculated with codes and is read by people. */
import { and, eq } from 'drizzle-orm'
import { translator } from '#app/i18n/words.server.ts'
import type { Day } from '#app/kernel/day.ts'
import { locales, type Words } from '#app/kernel/words.ts'
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

/** A template or plan may come from a file, or from content, that speaks of posts which this bank never had. */
const unknownPost = (code: string): Words =>
  Object.fromEntries(
    locales.map((locale) => [locale, translator(locale, 'organisation', 'UTC')('post.unknown', { code })]),
  )

export const postNames = async (db: Reader, codes: readonly string[]): Promise<Record<string, Words>> => {
  if (codes.length === 0) return {}
  const rows = await db.select({ code: posts.code, name: posts.name }).from(posts).where(anyOf(posts.code, codes))
  const known = new Map(rows.map(({ code, name }) => [code, name]))
  return Object.fromEntries(codes.map((code) => [code, known.get(code) ?? unknownPost(code)]))
}
