/** The bank's settings as of a day; a bank that has none yet has these. */
import { desc, lte } from 'drizzle-orm'
import type { Day } from '#app/kernel/day.ts'
import type { Reader } from '#db/client.server.ts'
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

/** Settings read again at most every two seconds: they are asked for on every request and change once a year. */
const remembered = new WeakMap<Reader, { at: number; settings: BankSettings }>()
export const currentSettings = async (db: Reader, day: Day, now: number): Promise<BankSettings> => {
  const known = remembered.get(db)
  if (known && now - known.at < 2_000 && now >= known.at) return known.settings
  const settings = await settingsOn(db, day)
  remembered.set(db, { at: now, settings })
  return settings
}
