/** Units as choices of a form, indented by their depth. */
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Day } from '#app/kernel/day.ts'
import { isWithin } from '#app/kernel/tree-path.ts'
import { type Locale, type Words, wordsIn } from '#app/kernel/words.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { unitPlacements, units } from '#db/schema/organisation.ts'
import { holdsOn } from '../accounts/reach.server.ts'

export type UnitOption = { value: string; label: string }

/** Steps below the head of the tree: '/HO/' is 0. */
const depthOf = (path: string) => path.split('/').length - 3

/** Paths that lie below no other of them. */
const topmost = (paths: readonly string[]): string[] =>
  paths.filter((path) => !paths.some((other) => other !== path && isWithin(path, other)))

type Shown = { id: string; code: string; name: Words; path: string }
const inPaths = (paths: readonly string[]) => anyOf(unitPlacements.path, paths)

const placedOn = (day: Day, where: SQL) => and(where, holdsOn(unitPlacements.fromOn, unitPlacements.toOn, day))

const unitsWhere = (db: Reader, day: Day, where: SQL): Promise<Shown[]> =>
  db
    .select({ id: units.id, code: units.code, name: unitPlacements.name, path: unitPlacements.path })
    .from(unitPlacements)
    .innerJoin(units, eq(units.id, unitPlacements.unitId))
    .where(placedOn(day, where))

/** Whether there are more of them than that; looks at no more than it takes to know. */
const exceeds = async (db: Reader, day: Day, where: SQL, most: number): Promise<boolean> => {
  const one = db.select({ one: sql`1` }).from(unitPlacements).where(placedOn(day, where)).limit(1)
  return (await one.offset(most)).length > 0
}

type Part = { below?: readonly string[]; most?: number }

/** In the order of the tree; above `most` only the upper levels, of the parts `below` these paths. */
const unitsIn = async (db: Reader, day: Day, { below, most = 2_000 }: Part): Promise<Shown[]> => {
  const whole = !below || below.includes('/')
  // Level by level from the top: a large bank has thousands of units, and what is not shown is not read.
  let level = await unitsWhere(db, day, whole ? isNull(unitPlacements.parentId) : inPaths(topmost(below)))
  const shown: Shown[] = []
  while (level.length > 0) {
    shown.push(...level)
    const under = anyOf(
      unitPlacements.parentId,
      level.map(({ id }) => id),
    )
    const isTooMuch = await exceeds(db, day, under, Math.max(0, most - shown.length))
    level = isTooMuch ? [] : await unitsWhere(db, day, under)
  }
  return shown.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** `below` keeps to parts of the tree; above `most` units only the upper levels are given. */
export const unitOptions = async (db: Reader, day: Day, locale: Locale, part: Part = {}): Promise<UnitOption[]> =>
  (await unitsIn(db, day, part)).map((unit) => ({
    value: unit.id,
    label: `${'\u2003'.repeat(depthOf(unit.path))}${wordsIn(unit.name, locale).text} · ${unit.code}`,
  }))

/** Units by their codes, for what speaks in codes; above `most` the upper levels. */
export const unitsNamed = async (db: Reader, day: Day, most: number): Promise<{ code: string; name: Words }[]> =>
  (await unitsIn(db, day, { most })).map(({ code, name }) => ({ code, name }))
