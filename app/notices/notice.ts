/** What people are told. A kind is the key of its sentence under `said` in the language files of notices. */
import { addDays, dayOf, hourOfDay, type Instant } from '#app/kernel/day.ts'
import type { Words } from '#app/kernel/words.ts'

/** What fills a sentence: a day, a number, a person's name, or the name of a thing in both its languages. */
export type NoticeParam = string | number | Words
export type NoticeParams = Record<string, NoticeParam>

/** Told by mail at once, because someone waits for them or a date is near; the rest stands in the daily digest. */
export const toldAtOnce: ReadonlySet<string> = new Set([
  'run-to-approve',
  'run-to-release',
  'run-returned',
  'plan-to-approve',
  'template-to-approve',
  'course-to-approve',
  'appeal-filed',
  'appeal-answered',
  'goals-to-agree',
  'goals-to-agree-of',
  'statement-released',
  'statement-released-late',
  'certificate-expiring',
])

/** By the bank's clock: no mail from eight in the evening to eight in the morning. */
export const quietHours = { from: 20, to: 8 } as const

/** The time at which a letter may go: now, or eight in the morning after a quiet night. */
export const outsideQuietHours = (now: Instant, timeZone: string): Instant => {
  const today = dayOf(now, timeZone)
  const morning = hourOfDay(today, quietHours.to, timeZone)
  if (now < morning) return morning
  const isEvening = now >= hourOfDay(today, quietHours.from, timeZone)
  return isEvening ? hourOfDay(addDays(today, 1), quietHours.to, timeZone) : now
}
