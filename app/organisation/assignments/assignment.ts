/** What must be true of the assignments of one person, whatever day is looked at. */
import type { Day } from '#app/kernel/day.ts'

type Span = { from: Day; to: Day | null; fteBp: number }
const fullTimeBp = 10_000

/** The most FTE that is held on one day, and the first such day. Load only rises where an assignment begins. */
const heaviestDay = (spans: readonly Span[]): { day: Day; fteBp: number } | null =>
  spans
    .map(({ from }) => ({
      day: from,
      fteBp: spans
        .filter((span) => span.from <= from && (span.to === null || span.to >= from))
        .reduce((sum, span) => sum + span.fteBp, 0),
    }))
    .reduce<{ day: Day; fteBp: number } | null>(
      (most, each) =>
        most === null || each.fteBp > most.fteBp || (each.fteBp === most.fteBp && each.day < most.day) ? each : most,
      null,
    )

/** The day on which a person would be employed for more than full time, or null. */
export const overFullTime = (spans: readonly Span[]): { day: Day; fteBp: number } | null => {
  const heaviest = heaviestDay(spans)
  return heaviest !== null && heaviest.fteBp > fullTimeBp ? heaviest : null
}

/** Whether two spans of days share one. */
export const overlaps = (a: { from: Day; to: Day | null }, b: { from: Day; to: Day | null }): boolean =>
  a.from <= (b.to ?? '9999-12-31') && b.from <= (a.to ?? '9999-12-31')
