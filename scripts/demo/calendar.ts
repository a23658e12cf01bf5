/** The bank's quarters as seen from the day that the demo bank is made for: two finished, one under review. */
import { addDays, addMonths, type Day, later } from '#app/kernel/day.ts'
import type { Phase } from '#app/performance/cycle.ts'

export type Quarter = {
  /** '2026-Q1' */
  code: string
  name: { 'zh-CN': string; en: string }
  fromOn: Day
  toOn: Day
  windows: { phase: Phase; opensOn: Day; closesOn: Day }[]
}

const numerals = ['一', '二', '三', '四']
const ordinals = ['First', 'Second', 'Third', 'Fourth']

/** The first day of the quarter in which a day lies. */
const quarterStart = (day: Day): Day => {
  const month = Number(day.slice(5, 7))
  return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
}

const quarterFrom = (fromOn: Day): Omit<Quarter, 'windows'> => {
  const year = fromOn.slice(0, 4)
  const no = (Number(fromOn.slice(5, 7)) - 1) / 3
  return {
    code: `${year}-Q${no + 1}`,
    name: { 'zh-CN': `${year} 年第${numerals[no]}季度绩效考核`, en: `${ordinals[no]} quarter ${year}` },
    fromOn,
    toOn: addDays(addMonths(fromOn, 3), -1),
  }
}

const window = (phase: Phase, opensOn: Day, closesOn: Day) => ({ phase, opensOn, closesOn: later(opensOn, closesOn) })

/** The usual calendar of a quarter that is over. */
const finished = (fromOn: Day): Quarter => {
  const quarter = quarterFrom(fromOn)
  const after = (days: number) => addDays(quarter.toOn, days)
  return {
    ...quarter,
    windows: [
      window('goal-setting', fromOn, addDays(fromOn, 13)),
      window('monitoring', addDays(fromOn, 14), quarter.toOn),
      window('self-review', after(1), after(5)),
      window('manager-review', after(1), after(9)),
      window('calibration', after(10), after(12)),
      window('acknowledgement', after(13), after(20)),
      window('appeal', after(13), after(27)),
    ],
  }
}

/** The quarter under review: its windows are stretched, so that managers have work on whatever day the bank is made. */
const reviewed = (fromOn: Day, asOf: Day): Quarter => {
  const quarter = quarterFrom(fromOn)
  return {
    ...quarter,
    windows: [
      window('goal-setting', fromOn, addDays(fromOn, 13)),
      window('monitoring', addDays(fromOn, 14), quarter.toOn),
      window('self-review', addDays(quarter.toOn, 1), addDays(asOf, 6)),
      window('manager-review', addDays(quarter.toOn, 2), addDays(asOf, 9)),
      window('calibration', addDays(asOf, 10), addDays(asOf, 14)),
      window('acknowledgement', addDays(asOf, 15), addDays(asOf, 22)),
      window('appeal', addDays(asOf, 15), addDays(asOf, 29)),
    ],
  }
}

/** The older finished one, the newer finished one, and the one under review, which ended at least ten days ago. */
export const quartersAround = (asOf: Day): { older: Quarter; newer: Quarter; running: Quarter } => {
  const ended = quarterStart(addDays(asOf, -10))
  return {
    older: finished(addMonths(ended, -9)),
    newer: finished(addMonths(ended, -6)),
    running: reviewed(addMonths(ended, -3), asOf),
  }
}
