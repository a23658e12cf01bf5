/** Units as choices of a form, indented by their depth. */
import type { Day } from '#app/kernel/day.ts'
import { type Locale, wordsIn } from '#app/kernel/words.ts'
import type { Reader } from '#db/client.server.ts'
import { type UnitOn, unitsOn } from './units.server.ts'

export type UnitOption = { value: string; label: string }

const depthOf = (unit: UnitOn) => unit.path.split('/').length - 3
const optionOf = (unit: UnitOn, locale: Locale): UnitOption => ({
  value: unit.id,
  label: `${'\u2003'.repeat(depthOf(unit))}${wordsIn(unit.name, locale).text} · ${unit.code}`,
})

/** `below` keeps to parts of the tree; above `most` units only the upper levels are given. */
export const unitOptions = async (
  db: Reader,
  day: Day,
  locale: Locale,
  { below, most = 2_000 }: { below?: readonly string[]; most?: number } = {},
): Promise<UnitOption[]> => {
  const all = await unitsOn(db, day)
  const reached = below ? all.filter((unit) => below.some((path) => unit.path.startsWith(path))) : all
  let shown = reached
  for (let depth = 6; shown.length > most && depth > 0; depth--) shown = shown.filter((unit) => depthOf(unit) < depth)
  return shown.map((unit) => optionOf(unit, locale))
}
