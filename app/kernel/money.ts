/** Money is a whole number of minor units (分) with a currency; no float ever holds it. */
import { type Currency, digitsOf } from './currency.ts'
import { type Decimal, decimal } from './decimal.ts'

/** A whole number of minor units. Safe up to ±9,007,199,254,740,991 — ninety trillion yuan. */
export type Minor = number
export type Money = { minor: Minor; currency: Currency }

/** Major units, exact. */
export const majorOf = (minor: Minor, currency: Currency): Decimal =>
  decimal(minor).div(decimal(10).pow(digitsOf(currency)))

/** A whole decimal as a safe integer. */
export const wholeMinor = (value: Decimal): Minor => {
  const minor = value.toNumber()
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not a safe amount of minor units: ${value.toFixed()}`)
  return minor
}
