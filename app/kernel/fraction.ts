/**
 * Exact fractions of safe integers, for hot paths. An operation whose result would leave the safe range answers null,
 * and the caller goes on with decimals: nothing is ever cut off silently. Denominators are above 0.
 */
import { type Decimal, decimal } from './decimal.ts'

export type Fraction = { readonly n: number; readonly d: number }
export const one: Fraction = { n: 1, d: 1 }

const gcd = (a: number, b: number): number => {
  let [x, y] = [Math.abs(a), b]
  while (y !== 0) [x, y] = [y, x % y]
  return x
}
export const reduced = (n: number, d: number): Fraction => {
  const by = gcd(n, d)
  return by <= 1 ? { n, d } : { n: n / by, d: d / by }
}

export const times = (a: Fraction, b: Fraction): Fraction | null => {
  const n = a.n * b.n
  const d = a.d * b.d
  return Number.isSafeInteger(n) && Number.isSafeInteger(d) ? { n, d } : null
}
export const plus = (a: Fraction, b: Fraction): Fraction | null => {
  if (a.d === b.d) return Number.isSafeInteger(a.n + b.n) ? { n: a.n + b.n, d: a.d } : null
  const [left, right, d] = [a.n * b.d, b.n * a.d, a.d * b.d]
  if (!Number.isSafeInteger(left) || !Number.isSafeInteger(right) || !Number.isSafeInteger(d)) return null
  return Number.isSafeInteger(left + right) ? reduced(left + right, d) : null
}

/** The quotient of safe integers rounded half away from zero; exact, because `%` is. */
export const roundedQuotient = (n: number, d: number): number => {
  const rest = n % d
  const whole = (n - rest) / d
  if (Math.abs(rest) * 2 < d) return whole === 0 ? 0 : whole
  return n < 0 ? whole - 1 : whole + 1
}
export const flooredQuotient = (n: number, d: number): number => {
  const rest = n % d
  return (n - rest) / d - (rest < 0 ? 1 : 0)
}

export const asDecimal = ({ n, d }: Fraction): Decimal => decimal(n).div(d)

/** Decimal text as a reduced fraction; null beyond the safe range. */
export const fractionOf = (text: string): Fraction | null => {
  const m = mantissa(text)
  return Number.isNaN(m) ? null : reduced(m, powerOfTen(places))
}

/** Fraction digits of the text that `mantissa` read last. */
export let places = 0
/** The digits of decimal text as one safe integer; NaN when it is no decimal or has more than 15 digits. */
export const mantissa = (text: string): number => {
  let value = 0
  let point = -1
  let index = text.charCodeAt(0) === 45 ? 1 : 0
  const negative = index === 1
  const length = text.length
  if (length - index > 16 || length === index) return Number.NaN
  let digits = 0
  for (; index < length; index += 1) {
    const code = text.charCodeAt(index)
    if (code >= 48 && code <= 57) {
      value = value * 10 + (code - 48)
      digits += 1
    } else if (code === 46 && point < 0 && digits > 0 && index < length - 1) point = index
    else return Number.NaN
  }
  if (digits > 15) return Number.NaN
  places = point < 0 ? 0 : length - point - 1
  return negative && value !== 0 ? -value : value
}

const powers = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)
/** 10 to a power from 0 to 15, exact. */
export const powerOfTen = (exponent: number): number => powers[exponent] ?? Number.NaN
