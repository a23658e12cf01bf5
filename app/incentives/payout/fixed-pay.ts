/** Fixed pay earned in a stretch of days: monthly base × FTE, each month by its days — the denominator of the annual cap. */
import { addDays, addMonths, type Day, daysInclusive, earlier, later } from '#app/kernel/day.ts'
import { type Decimal, decimal, roundTo } from '#app/kernel/decimal.ts'
import { type Minor, wholeMinor } from '#app/kernel/money.ts'

export type PaidPart = { from: Day; to: Day | null; baseMinor: Minor /** 1 is full time. */; fte: string }

/** Whole minor units over all parts, rounded once. Both ends counted. */
export const fixedPay = (parts: readonly PaidPart[], from: Day, to: Day): Minor => {
  let total: Decimal = decimal(0)
  const months = monthsOf(from, to)
  for (const part of parts) {
    const monthly = decimal(part.baseMinor).times(part.fte)
    for (const { first, last, days } of months) {
      const held = daysInclusive(later(later(part.from, first), from), earlier(earlier(part.to ?? last, last), to))
      if (held > 0) total = total.plus(held === days ? monthly : monthly.times(held).div(days))
    }
  }
  return wholeMinor(roundTo(total, 0))
}

type Month = { first: Day; last: Day; days: number }
/** Of the stretch that everybody of a run is asked for; kept, because there may be a hundred thousand of them. */
let kept: { from: Day; to: Day; months: readonly Month[] } = { from: '', to: '', months: [] }
const monthsOf = (from: Day, to: Day): readonly Month[] => {
  if (kept.from === from && kept.to === to) return kept.months
  const months: Month[] = []
  for (let first: Day = `${from.slice(0, 7)}-01`; first <= to; first = addMonths(first, 1)) {
    const last = addDays(addMonths(first, 1), -1)
    months.push({ first, last, days: daysInclusive(first, last) })
  }
  kept = { from, to, months }
  return months
}
