/** Exact decimals. Everything that is neither whole money nor a count is one of these until it is shown. */
import { Decimal as DecimalJs } from 'decimal.js'

/** Our own constructor: 60 significant digits, so that no product of rates and amounts is cut before it is rounded. */
export const Decimal = DecimalJs.clone({
  precision: 60,
  rounding: DecimalJs.ROUND_HALF_UP,
  toExpNeg: -40,
  toExpPos: 40,
})
export type Decimal = InstanceType<typeof Decimal>
/** A decimal as written: '0.35', '-12', never exponent form. */
export type DecimalText = string
export type DecimalInput = Decimal | DecimalText | number | bigint

export const decimal = (value: DecimalInput): Decimal =>
  new Decimal(typeof value === 'bigint' ? value.toString() : value)

export const zero = decimal(0)

/** Whether text is a plain decimal: optional sign, digits, optional fraction. */
export const isDecimalText = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text)

/**
 * Rounds half away from zero — the one rounding of the bank.
 * decimal.js calls that ROUND_HALF_UP: its "up" means away from zero.
 */
export const roundTo = (value: Decimal, places: number): Decimal =>
  value.toDecimalPlaces(places, DecimalJs.ROUND_HALF_UP)

export const floorOf = (value: Decimal): Decimal => value.toDecimalPlaces(0, DecimalJs.ROUND_FLOOR)
export const ceilOf = (value: Decimal): Decimal => value.toDecimalPlaces(0, DecimalJs.ROUND_CEIL)
export const clamp = (value: Decimal, low: Decimal, high: Decimal): Decimal =>
  Decimal.min(Decimal.max(value, low), high)
export const sum = (values: readonly Decimal[]): Decimal => values.reduce((total, value) => total.plus(value), zero)

/** Plain text without exponent or trailing zeros: what is stored, digested and shown in steps. */
export const decimalText = (value: Decimal): DecimalText => value.toFixed()
