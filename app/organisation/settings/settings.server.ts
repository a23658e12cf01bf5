/** The bank's settings as of a day; a bank that has none yet has these. */
import { desc, lte } from 'drizzle-orm'
import { type Day, dayOf, type Instant, msPerDay } from '#app/kernel/day.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { bankSettings } from '#db/schema/organisation.ts'

export type BankSettings = Omit<typeof bankSettings.$inferSelect, 'fromOn' | 'changedAt'>

export const firstSettings: BankSettings = {
  name: { 'zh-CN': '梯队', en: 'Echelon' },
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  language: 'zh-CN',
  fiscalYearStart: 1,
  calendar: { workdays: [1, 2, 3, 4, 5], holidays: [], workingDays: [] },
}

export const settingsOn = async (db: Reader, day: Day): Promise<BankSettings> => {
  const [row] = await db
    .select()
    .from(bankSettings)
    .where(lte(bankSettings.fromOn, day))
    .orderBy(desc(bankSettings.fromOn))
    .limit(1)
  return row ?? firstSettings
}

/** No clock is further from UTC than that: of those begun a day later, or not begun yet, there are two at most. */
const perhapsToCome = 2

/**
 * Those in force at this moment: each begins with its day by the clock that it sets, so that the bank's day is never one
 * before them.
 */
export const settingsAt = async (db: Reader, now: Instant): Promise<BankSettings> => {
  const rows = await db
    .select()
    .from(bankSettings)
    .where(lte(bankSettings.fromOn, dayOf(now + msPerDay, 'UTC')))
    .orderBy(desc(bankSettings.fromOn))
    .limit(perhapsToCome + 1)
  return rows.find(({ fromOn, timeZone }) => fromOn <= dayOf(now, timeZone)) ?? firstSettings
}

/** The bank's day at this moment. */
export const todayAt = async (db: Reader, now: Instant): Promise<Day> =>
  dayOf(now, (await settingsAt(db, now)).timeZone)

/** Settings read again at most every two seconds: they are asked for on every request and change once a year. */
const remembered = new WeakMap<object, { at: number; settings: BankSettings }>()
export const currentSettings = async (db: Reader, now: Instant): Promise<BankSettings> => {
  const known = remembered.get(db)
  if (known && now - known.at < 2_000 && now >= known.at) return known.settings
  const settings = await settingsAt(db, now)
  remembered.set(db, { at: now, settings })
  return settings
}

/** Whoever has changed them sees it on the next page. */
export const forgetSettings = (db: Db | Tx): void => {
  remembered.delete(db)
}
