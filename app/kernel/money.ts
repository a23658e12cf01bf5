/** Money is a whole number of minor units (分) with a currency; no float ever holds it. */
import { type Decimal, decimal, roundTo } from './decimal.ts'

/** A whole number of minor units. Safe up to ±9,007,199,254,740,991 — ninety trillion yuan. */
export type Minor = number
export type Currency = string
export type Money = { minor: Minor; currency: Currency }

/** Digits after the point, from ISO 4217, for the currencies whose number is not two. */
const unusualDigits: Record<string, number> = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
}
export const digitsOf = (currency: Currency): number => unusualDigits[currency] ?? 2

/** Whole minor units of an amount in major units, rounded half away from zero. Throws beyond the safe range. */
export const minorOf = (major: Decimal, currency: Currency): Minor =>
  wholeMinor(roundTo(major.times(decimal(10).pow(digitsOf(currency))), 0))

/** Major units, exact. */
export const majorOf = (minor: Minor, currency: Currency): Decimal =>
  decimal(minor).div(decimal(10).pow(digitsOf(currency)))

/** A whole decimal as a safe integer. */
export const wholeMinor = (value: Decimal): Minor => {
  const minor = value.toNumber()
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not a safe amount of minor units: ${value.toFixed()}`)
  return minor
}
