/** An amount as it is written, everywhere alike: from minor units, whole or exact, no float between. */
import { type Currency, digitsOf } from './currency.ts'
import { type DecimalText, decimal, roundTo } from './decimal.ts'
import { groupedDigits } from './grouped.ts'
import { numberFormat } from './intl.ts'
import type { Minor } from './money.ts'

export type MoneyParts = { sign: '' | '−' | '+'; symbol: string; whole: string; fraction: string }

/** Digits that an exact amount shows beyond those of its currency: '339191.51' → 3,391.9151. */
const exactDigits = 4

const symbols = new Map<string, string>()

/** ¥, $, … as the reader's language writes it. */
export const currencySymbol = (currency: Currency, locale: string): string => {
  const key = `${locale} ${currency}`
  const known = symbols.get(key)
  if (known) return known
  // Yuan is ¥ in both languages of the bank; only the yen would need telling apart, and it keeps its "JP¥".
  const style = {
    style: 'currency',
    currency,
    currencyDisplay: currency === 'CNY' ? 'narrowSymbol' : 'symbol',
  } as const
  const parts = numberFormat(locale, style).formatToParts(0)
  const made = parts.find((part) => part.type === 'currency')?.value ?? currency
  symbols.set(key, made)
  return made
}

/** Minor units as plain major text: 1273881 → '12738.81'. */
export const majorText = (minor: Minor, currency: Currency): string => {
  const digits = digitsOf(currency)
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const cut = text.length - digits
  return `${minor < 0 ? '-' : ''}${text.slice(0, cut)}${digits ? `.${text.slice(cut)}` : ''}`
}

/** The same of an amount that is not rounded to whole minor units yet. */
const exactText = (minor: DecimalText, currency: Currency): string => {
  const digits = digitsOf(currency)
  const major = roundTo(decimal(minor).div(decimal(10).pow(digits)), digits + exactDigits)
  return major.toFixed(Math.max(digits, major.decimalPlaces()))
}

/** Taken apart for setting: sign, currency, whole, fraction. */
export const moneyParts = (
  minor: Minor | DecimalText,
  currency: Currency,
  locale: string,
  signed = false,
): MoneyParts => {
  const text = typeof minor === 'number' ? majorText(minor, currency) : exactText(minor, currency)
  const isZero = !/[1-9]/.test(text)
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  return {
    sign: isZero ? '' : text.startsWith('-') ? '−' : signed ? '+' : '',
    symbol: currencySymbol(currency, locale),
    whole: groupedDigits(whole),
    fraction,
  }
}

/** As plain text, for a sentence, a button, a printed page. */
export const moneyText = (minor: Minor | DecimalText, currency: Currency, locale: string, signed = false): string => {
  const { sign, symbol, whole, fraction } = moneyParts(minor, currency, locale, signed)
  return `${sign}${symbol}${whole}${fraction && `.${fraction}`}`
}
