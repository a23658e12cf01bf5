/** What a notice says to its reader. */
import { translator } from '#app/i18n/words.server.ts'
import { isDay } from '#app/kernel/day.ts'
import { dayWords } from '#app/kernel/day-words.ts'
import { type Locale, wordsIn } from '#app/kernel/words.ts'
import type { NoticeParam, NoticeParams } from './notice.ts'

/** The notice in words; a kind that this version no longer knows still says that something is new. */
export const sentenceOf = (
  notice: { kind: string; params: NoticeParams },
  locale: Locale,
  timeZone: string,
): string => {
  const t = translator(locale, 'notices', timeZone)
  const key = `said.${notice.kind}`
  const params = Object.entries(notice.params).map(([name, value]) => [name, saidIn(locale, value)] as const)
  return t.has(key) ? t(key, Object.fromEntries(params)) : t('said.other')
}

/** A day is kept as such in a notice, and said as the reader writes it; a name is said as the reader calls the thing. */
const saidIn = (locale: Locale, value: NoticeParam): string | number => {
  if (typeof value === 'object') return wordsIn(value, locale).text
  return typeof value === 'string' && isDay(value) ? dayWords(value, locale, 'long') : value
}
