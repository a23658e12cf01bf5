/** A calendar day as the reader writes it. */
import type { Day } from './day.ts'
import { dateFormat } from './intl.ts'
import type { Locale } from './words.ts'

/** The locale of dates: day before month in English too, because 3/4 is read two ways and "3 Apr" one. */
export const dateLocale = (locale: string): string => (locale === 'en' ? 'en-GB' : locale)

/** Those parts of a day that the options ask for. */
export const dayParts = (day: Day, locale: string, options: Intl.DateTimeFormatOptions): string =>
  dateFormat(dateLocale(locale), { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

/** `medium` is "1 Sept 2026", `long` "1 September 2026". */
export const dayWords = (day: Day, locale: Locale, style: 'medium' | 'long'): string =>
  dayParts(day, locale, { dateStyle: style })

/** The day with its weekday, without a year, as one says what day it is: "Monday 30 November", 11月30日星期一. */
export const weekdayWords = (day: Day, locale: Locale): string =>
  dayParts(day, locale, { month: 'long', day: 'numeric', weekday: 'long' })
