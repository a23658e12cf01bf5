/** Fixed pay earned in a stretch of days: monthly base × FTE, each month by its days — the denominator of the annual cap. */
import { addDays, addMonths, type Day, daysInclusive, earlier, later } from '#app/kernel/day.ts'
import { type Decimal, decimal, roundTo } from '#app/kernel/decimal.ts'
import { type Minor, wholeMinor } from '#app/kernel/money.ts'

export type PaidPart = { from: Day; to: Day | null; baseMinor: Minor /** 1 is full time. */; fte: string }

/** Whole minor units over all parts, rounded once. Both ends counted. */
export const fixedPay = (parts: readonly PaidPart[], from: Day, to: Day): Minor => {
  let total: Decimal = decimal(0)
  for (let month: Day = `${from.slice(0, 7)}-01`; month <= to; month = addMonths(month, 1)) {
    const last = addDays(addMonths(month, 1), -1)
    const days = daysInclusive(month, last)
    for (const part of parts) {
      const held = daysInclusive(later(later(part.from, month), from), earlier(earlier(part.to ?? last, last), to))
      if (held > 0) total = total.plus(decimal(part.baseMinor).times(part.fte).times(held).div(days))
    }
  }
  return wholeMinor(roundTo(total, 0))
}
