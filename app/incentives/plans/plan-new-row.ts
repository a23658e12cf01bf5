/**
 * The row that one more press adds to a list of a plan: like the last, but such that the plan still holds together —
 * a tier above the last, a rating, risk class, unit or honour that does not stand there yet.
 */
import { decimal, decimalText, isDecimalText } from '#app/kernel/decimal.ts'
import type { Words } from '#app/kernel/words.ts'
import { type DeferralRule, riskClasses } from './plan.ts'

/** What the bank has to choose from, by code. */
export type Spare = {
  units: readonly { code: string }[]
  honours: readonly { code: string; name: Words; awardMinor: number | null }[]
}

type Row = Record<string, unknown>

/** The list with one row more; the same list where every possible row stands there. */
export const withNewRow = (list: readonly unknown[], spare: Spare): unknown[] => {
  const rows = list as readonly Row[]
  const row = newRow(rows, spare)
  if (!row) return [...rows]
  // The row for everyone else stays the last: none after it would ever hold.
  const last = rows.at(-1)
  return isForEveryoneElse(last) ? [...rows.slice(0, -1), row, last] : [...rows, row]
}

export const canTakeRow = (list: readonly unknown[], spare: Spare): boolean =>
  newRow(list as readonly Row[], spare) !== null

const isForEveryoneElse = (row: Row | undefined): boolean =>
  row !== undefined && 'percent' in row && !('riskClass' in row) && !('posts' in row)

const newRow = (rows: readonly Row[], spare: Spare): Row | null => {
  const last = rows.at(-1)
  if (!last || 'riskClass' in last) return newDeferral(rows)
  const unused = <T extends { code: string }>(list: readonly T[], key: string) =>
    list.find(({ code }) => !rows.some((row) => row[key] === code))
  if ('unit' in last) {
    const unit = unused(spare.units, 'unit')
    return unit ? { ...last, unit: unit.code } : null
  }
  if ('honour' in last) {
    const honour = unused(spare.honours, 'honour')
    return honour ? { honour: honour.code, name: honour.name, minor: honour.awardMinor ?? 0 } : null
  }
  if ('rating' in last) return { ...last, rating: nextRating(rows.map((row) => String(row.rating))) }
  if ('from' in last) return { ...last, from: nextFrom(rows.map((row) => String(row.from))) }
  return isForEveryoneElse(last) ? { posts: [], ...last } : structuredClone(last)
}

/** What the regulator asks of the next risk class: two fifths over three years, of the principal more than half. */
const newDeferral = (rows: readonly Row[]): Row | null => {
  const riskClass = riskClasses.find((each) => each !== 'ordinary' && !rows.some((row) => row.riskClass === each))
  if (!riskClass) return null
  const rule: DeferralRule = {
    riskClass,
    percent: riskClass === 'principal-senior' ? '60' : '40',
    parts: [1, 1, 1],
    everyMonths: 12,
  }
  return rule
}

/** As far above the last as that is above the one before. */
const nextFrom = (froms: readonly string[]): string => {
  const [last = '0', before] = froms.filter(isDecimalText).slice(-2).reverse()
  const step = before === undefined ? decimal(10) : decimal(last).minus(before)
  return decimalText(decimal(last).plus(step.gt(0) ? step : 10))
}

/** The first letter after the last that no row has: after A to E, F. */
const nextRating = (ratings: readonly string[]): string => {
  const last = ratings.at(-1) ?? ''
  const next = /^[A-Y]$/.test(last) ? String.fromCharCode(last.charCodeAt(0) + 1) : `${last}+`
  return ratings.includes(next) ? nextRating([...ratings, next]) : next
}
