/** A value with its unit, as both languages set it: a per cent sign stands close, a word apart. */
export const inUnit = (value: string, unit: string | undefined): string => {
  if (!unit) return value
  return unit.startsWith('%') ? `${value}${unit}` : `${value} ${unit}`
}
