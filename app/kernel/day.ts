/** Calendar dates of the bank ('2026-09-30') and instants (UTC milliseconds). Neither reads the clock. */
import { dateFormat } from './intl.ts'

export type Day = string & { readonly day?: never }
export type Instant = number

export const msPerDay = 86_400_000
const pattern = /^(\d{4})-(\d{2})-(\d{2})$/

const utc = (day: Day): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))
const ofUtc = (ms: number): Day => new Date(ms).toISOString().slice(0, 10)

/** Whether text is a date that exists: 2026-02-30 is not. */
export const isDay = (text: string): text is Day =>
  pattern.test(text) && !Number.isNaN(utc(text)) && ofUtc(utc(text)) === text

/** The calendar date of an instant in a time zone such as 'Asia/Shanghai'. */
export const dayOf = (instant: Instant, timeZone: string): Day => inZone(timeZone).format(instant)
// en-CA writes dates as 2026-09-30.
const inZone = (timeZone: string) =>
  dateFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })

export const addDays = (day: Day, days: number): Day => ofUtc(utc(day) + days * msPerDay)
export const daysBetween = (from: Day, to: Day): number => Math.round((utc(to) - utc(from)) / msPerDay)
/** Days from `from` to `to`, both ends counted; 0 when `to` is earlier. */
export const daysInclusive = (from: Day, to: Day): number => Math.max(0, daysBetween(from, to) + 1)
export const earlier = (a: Day, b: Day): Day => (a < b ? a : b)
export const later = (a: Day, b: Day): Day => (a > b ? a : b)
const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/**
 * Months later on the same day of the month, or on its last day when it is shorter.
 * `anchorDay` keeps a chain of renewals from drifting after a short month.
 */
export const addMonths = (day: Day, months: number, anchorDay = Number(day.slice(8, 10))): Day => {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const year = Math.floor(index / 12)
  const month = (index % 12) + 1
  const date = Math.min(anchorDay, daysInMonth(year, month))
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

/** Midnight of a date in a time zone, as an instant. */
export const startOfDay = (day: Day, timeZone: string): Instant => hourOfDay(day, 0, timeZone)

/** A full hour of a date by the clock of a time zone: on two days of a year it is not so long after midnight. */
export const hourOfDay = (day: Day, hour: number, timeZone: string): Instant => {
  const guess = utc(day) + hour * 3_600_000
  const shown = (at: number) => {
    const part = Object.fromEntries(
      dateFormat('en-US', {
        timeZone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      })
        .formatToParts(at)
        .map((each) => [each.type, each.value]),
    )
    return Date.UTC(
      Number(part.year),
      Number(part.month) - 1,
      Number(part.day),
      Number(part.hour),
      Number(part.minute),
      Number(part.second),
    )
  }
  const first = guess - (shown(guess) - guess)
  return guess - (shown(first) - first)
}
