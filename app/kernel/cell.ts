/**
 * What people type into the cells of a file: days, numbers and amounts, in the spellings of Excel and of Chinese and
 * English hands. Every refusal is a literal code, so that the page can say what is wrong with that very cell.
 */

import { type Currency, digitsOf } from './currency.ts'
import { type Day, isDay } from './day.ts'
import { type DecimalText, decimal, decimalText } from './decimal.ts'
import type { Minor } from './money.ts'
import { done, type Outcome, refused } from './result.ts'

/** Full-width forms become half-width (NFKC), spaces of all kinds go from the ends. */
export const tidy = (text: string): string => text.normalize('NFKC').trim()

export type DayReason = 'empty' | 'not-a-day' | 'no-such-day' | 'day-is-ambiguous' | 'day-is-a-number' | 'day-has-time'

const midnight = /[ T]0?0:00(:00(\.0+)?)?Z?$/
const padded = (part: string) => part.padStart(2, '0')

/**
 * 2026-09-30, 2026/9/30, 2026.9.30, 20260930, 2026年9月30日; 30/9/2026 and 9/30/2026 where only one reading is a day.
 * A midnight after it (as Excel writes) is dropped, any other time refused.
 */
export const parseDay = (text: string): Outcome<Day, DayReason> => {
  const given = tidy(text).replace(midnight, '')
  if (given === '') return refused('empty')
  if (/[ T]\d{1,2}:\d{2}/.test(given)) return refused('day-has-time')
  const ofParts = (year: string, month: string, date: string): Outcome<Day, DayReason> => {
    const day = `${year}-${padded(month)}-${padded(date)}`
    return isDay(day) ? done(day) : refused('no-such-day')
  }
  const yearFirst =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(given) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/.exec(given) ??
    /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(given)
  if (yearFirst) return ofParts(yearFirst[1] ?? '', yearFirst[2] ?? '', yearFirst[3] ?? '')
  const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(given)
  if (yearLast) {
    const [, first = '', second = '', year = ''] = yearLast
    if (Number(first) > 12) return ofParts(year, second, first)
    if (Number(second) > 12 || first === second) return ofParts(year, first, second)
    return refused('day-is-ambiguous')
  }
  return refused(/^\d{4,6}(\.\d+)?$/.test(given) ? 'day-is-a-number' : 'not-a-day')
}

export type NumberReason = 'empty' | 'not-a-number' | 'thousands-misplaced' | 'number-shortened'

/**
 * 1234.5, 1,234.5, １２３４．５, (1,234.50) and 12.5% (which is 0.125), as exact decimal text. 1.2E+05 is refused: a
 * spreadsheet has cut its digits, and what they were nobody knows.
 */
export const parseDecimalText = (text: string): Outcome<DecimalText, NumberReason> => {
  let given = tidy(text).replace(/[\s']/g, '').replace(/[−–]/g, '-')
  if (given === '') return refused('empty')
  const bracketed = /^\((.+)\)$/.exec(given)
  if (bracketed) given = `-${bracketed[1] ?? ''}`
  const isPercent = given.endsWith('%')
  if (isPercent) given = given.slice(0, -1)
  if (/^[+-]?\d+(\.\d+)?E[+-]?\d+$/i.test(given)) return refused('number-shortened')
  if (!/^[+-]?(\d[\d,]*)?(\.\d+)?$/.test(given) || !/\d/.test(given)) return refused('not-a-number')
  if (given.includes(',') && !/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(given)) return refused('thousands-misplaced')
  const value = decimal(given.replaceAll(',', '').replace(/^\+/, ''))
  return done(decimalText(isPercent ? value.div(100) : value))
}

export type MoneyReason = NumberReason | 'too-many-decimals' | 'too-large' | 'other-currency'

const multiples: Record<string, number> = { 万: 10_000, 亿: 100_000_000 }

/** ¥12,738.81, 12738.81元, 1.5万元 or CNY 100 as whole minor units. More decimals than the currency has are refused. */
export const parseMoneyMinor = (text: string, currency: Currency): Outcome<Minor, MoneyReason> => {
  let given = tidy(text)
  const named = /^([A-Z]{3})\s*|\s*([A-Z]{3})$/.exec(given)
  const name = named?.[1] ?? named?.[2]
  if (name && name !== currency && !(name === 'RMB' && currency === 'CNY')) return refused('other-currency')
  if (named) given = given.replace(named[0], '')
  if (currency === 'CNY') given = given.replace(/^(-?)[¥]/, '$1').replace(/元$/, '')
  const multiple = multiples[given.at(-1) ?? ''] ?? 1
  if (multiple > 1) given = given.slice(0, -1)
  if (given.includes('%')) return refused('not-a-number')
  const number = parseDecimalText(given)
  if (!number.ok) return number
  const minor = decimal(number.value)
    .times(multiple)
    .times(decimal(10).pow(digitsOf(currency)))
  if (!minor.isInteger()) return refused('too-many-decimals')
  const whole = minor.toNumber()
  return Number.isSafeInteger(whole) ? done(whole) : refused('too-large')
}
