/** What an attempt earns. Compared unrounded; shown so that the figure never contradicts the verdict. */
import { Decimal, type DecimalText, decimal, decimalText, roundTo, sum, zero } from '#app/kernel/decimal.ts'

export type SlotMark = { fraction: number | null; maxMark: DecimalText }
export type Grade = { marks: DecimalText; maxMarks: DecimalText; percent: DecimalText; passed: boolean }

/** A millionth: what sums of thirds, written with a few decimals, may lack. */
const tolerance = decimal('1e-6')
const leastMaximum = decimal('5e-6')

/** An unanswered question counts nothing; the attempt as a whole never less than nothing. */
export const gradeOf = (slots: readonly SlotMark[], passPercent: DecimalText): Grade => {
  const maxMarks = sum(slots.map((slot) => decimal(slot.maxMark)))
  const marks = Decimal.max(0, sum(slots.map((slot) => decimal(slot.fraction ?? 0).times(decimal(slot.maxMark)))))
  const percent = maxMarks.lt(leastMaximum) ? zero : marks.times(100).div(maxMarks)
  return {
    marks: decimalText(marks),
    maxMarks: decimalText(maxMarks),
    percent: decimalText(percent),
    passed: percent.gte(decimal(passPercent).minus(tolerance)),
  }
}

/** The percent with as many decimals as it takes to agree with the verdict: 79.996 with 80 to pass is not "80.00". */
export const shownPercent = (percent: DecimalText, passPercent: DecimalText, passed: boolean, least = 2): string => {
  const [value, pass] = [decimal(percent), decimal(passPercent)]
  for (let places = least; places < 12; places++) {
    const rounded = roundTo(value, places)
    if (rounded.gte(pass) === passed) return rounded.toFixed(places)
  }
  // Within the tolerance of the pass mark itself.
  return passed ? pass.toFixed(least) : value.toFixed(12)
}
