/** English words that end in s and are one thing all the same: basis, status, loss. */
const isOne = /(ss|us|is)$/

/**
 * The unit of one thing: HR types it once, in the plural ("cases", "findings per visit"), and one of them is a case. What
 * is counted stands before "per"; Chinese, signs and abbreviations are the same for one as for many.
 */
const unitOfOne = (unit: string): string => {
  const [counted = '', ...rest] = unit.split(/(?= per |\/)/)
  if (isOne.test(counted)) return unit
  const one = counted
    .replace(/([a-z])ies$/, '$1y')
    .replace(/(ch|sh|ss|x)es$/, '$1')
    .replace(/([a-z]{2})s$/, '$1')
  return [one, ...rest].join('')
}

/** A value with its unit, as both languages set it: a per cent sign stands close, a word apart. */
export const inUnit = (value: string, unit: string | undefined): string => {
  if (!unit) return value
  if (unit.startsWith('%')) return `${value}${unit}`
  return `${value} ${value === '1' ? unitOfOne(unit) : unit}`
}
