/** How a time is said: by its day within a week, by its date after that. Pure; `now` and the zone are handed in. */
import { type Day, dayOf, daysBetween, type Instant } from '#app/kernel/day.ts'

export type WhenKind = 'today' | 'tomorrow' | 'yesterday' | 'ago' | 'weekday' | 'nextWeekday' | 'date' | 'dateYear'
export type When = { kind: WhenKind; day: Day; days: number }

/** 0 is Monday. */
const weekdayOf = (day: Day): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

export const whenOf = (at: Instant | Day, now: Instant, timeZone: string): When => {
  const day = typeof at === 'number' ? dayOf(at, timeZone) : at
  const today = dayOf(now, timeZone)
  const days = daysBetween(today, day)
  const said = (kind: WhenKind): When => ({ kind, day, days })
  if (days === 0) return said('today')
  if (days === 1) return said('tomorrow')
  if (days === -1) return said('yesterday')
  // Past days are counted: "last Friday" means two different days to two readers.
  if (days < 0 && days > -7) return said('ago')
  if (days > 0 && days < 7) return said(weekdayOf(day) > weekdayOf(today) ? 'weekday' : 'nextWeekday')
  return said(day.slice(0, 4) === today.slice(0, 4) ? 'date' : 'dateYear')
}
