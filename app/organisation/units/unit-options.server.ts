/** Units as choices of a form, indented by their depth. */
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Day } from '#app/kernel/day.ts'
import { isWithin } from '#app/kernel/tree-path.ts'
import { type Locale, type Words, wordsIn } from '#app/kernel/words.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { unitPlacements, units } from '#db/schema/organisation.ts'
import { holdsOn } from '../accounts/reach.server.ts'

export type UnitOption = { value: string; label: string }

/** Steps below the head of the tree: '/HO/' is 0. */
const depthOf = (path: string) => path.split('/').length - 3

/** Paths that lie below no other of them. */
const topmost = (paths: readonly string[]): string[] =>
  paths.filter((path) => !paths.some((other) => other !== path && isWithin(path, other)))

type Shown = { id: string; code: string; name: Words; path: string }

const placedOnDay = (where: SQL) =>
  and(where, holdsOn(unitPlacements.fromOn, unitPlacements.toOn, sql`${sql.placeholder('day')}`))
const unitsWhere = (where: SQL) =>
  prepared((db) =>
    db
      .select({ id: units.id, code: units.code, name: unitPlacements.name, path: unitPlacements.path })
      .from(unitPlacements)
      .innerJoin(units, eq(units.id, unitPlacements.unitId))
      .where(placedOnDay(where))
      .prepare(),
  )
const under = anyOf(unitPlacements.parentId, sql.placeholder('parents'))
const unitsAtTop = unitsWhere(isNull(unitPlacements.parentId))
const unitsAt = unitsWhere(anyOf(unitPlacements.path, sql.placeholder('paths')))
const unitsUnder = unitsWhere(under)
/** The one after the `most`th, if there are so many: looks at no more than it takes to know. */
const oneBeyond = prepared((db) =>
  db
    .select({ one: sql`1` })
    .from(unitPlacements)
    .where(placedOnDay(under))
    .limit(1)
    .offset(sql.placeholder('most'))
    .prepare(),
)

type Part = { below?: readonly string[]; most?: number }

/** In the order of the tree; above `most` only the upper levels, of the parts `below` these paths. */
const unitsIn = async (db: Reader, day: Day, { below, most = 2_000 }: Part): Promise<Shown[]> => {
  const whole = !below || below.includes('/')
  // Level by level from the top: a large bank has thousands of units, and what is not shown is not read.
  let level: Shown[] = await (whole
    ? unitsAtTop(db).all({ day })
    : unitsAt(db).all({ day, paths: JSON.stringify(topmost(below)) }))
  const shown: Shown[] = []
  while (level.length > 0) {
    shown.push(...level)
    const parents = JSON.stringify(level.map(({ id }) => id))
    const isTooMuch = await oneBeyond(db).get({ day, parents, most: Math.max(0, most - shown.length) })
    level = isTooMuch ? [] : await unitsUnder(db).all({ day, parents })
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
