/** An amount taken apart for setting: sign, currency, whole, fraction — from whole minor units, no float between. */
import { type Currency, digitsOf } from '#app/kernel/currency.ts'
import { numberFormat } from '#app/kernel/intl.ts'
import type { Minor } from '#app/kernel/money.ts'

export type MoneyParts = { sign: '' | '−' | '+'; symbol: string; whole: string; fraction: string }

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

export const moneyParts = (minor: Minor, currency: Currency, locale: string, signed = false): MoneyParts => {
  const [whole = '0', fraction = ''] = majorText(Math.abs(minor), currency).split('.')
  return {
    sign: minor < 0 ? '−' : signed && minor > 0 ? '+' : '',
    symbol: currencySymbol(currency, locale),
    // Groups of three in both languages, as in every bank statement.
    whole: whole.replace(/\B(?=(\d{3})+$)/g, ','),
    fraction,
  }
}
