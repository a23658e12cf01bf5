/** Numbers as people type them, and whether one lies in a band. Bounds are inclusive. */
import { Decimal, decimal } from '#app/kernel/decimal.ts'
import type { NumericBand } from './question.ts'

export type DecimalSeparator = '.' | ','

/**
 * The number in a typed answer, or null when there is none. Full-width digits, groups of three ('50,000'), an exponent
 * and '×10^n' are understood; anything else is not a number rather than a guess.
 */
export const readNumber = (text: string, separator: DecimalSeparator = '.'): Decimal | null => {
  const typed = text.normalize('NFKC').trim().replace(/−/g, '-').replace(/\s+/g, ' ')
  const [point, group] = separator === '.' ? ['\\.', '[, ]'] : [',', '[. ]']
  const whole = `\\d{1,3}(?:${group}\\d{3})+|\\d+`
  const found = new RegExp(
    `^([-+]?)(?:(${whole})(?:${point}(\\d*))?|${point}(\\d+))(?:[eE]([-+]?\\d{1,3})| ?[×xX*] ?10 ?\\^ ?([-+]?\\d{1,3}))?$`,
  ).exec(typed)
  if (!found) return null
  const [, sign, digits = '0', fraction, bareFraction, exponent, power] = found
  const value = decimal(`${digits.replace(/\D/g, '')}.${fraction || bareFraction || '0'}`)
  const scaled = value.times(decimal(10).pow(Number(exponent ?? power ?? 0)))
  return sign === '-' ? scaled.negated() : scaled
}

/** REF: numbers that look equal match, although one side was rounded on its way. */
const slack = (answer: Decimal) => decimal('1e-14').times(Decimal.max(1, answer.abs()))

export const boundsOf = (band: Exclude<NumericBand, { kind: 'any' }>): { least: Decimal; most: Decimal } => {
  if (band.kind === 'range') return { least: decimal(band.least), most: decimal(band.most) }
  const [answer, tolerance] = [decimal(band.answer), decimal(band.tolerance)]
  if (band.kind === 'nominal') return { least: answer.minus(tolerance), most: answer.plus(tolerance) }
  const around =
    band.kind === 'relative'
      ? [answer.minus(answer.abs().times(tolerance)), answer.plus(answer.abs().times(tolerance))]
      : [answer.div(tolerance.plus(1)), answer.times(tolerance.plus(1))]
  // A negative answer turns the ends of a geometric band around.
  return { least: Decimal.min(...around), most: Decimal.max(...around) }
}

export const isWithinBand = (value: Decimal, band: NumericBand): boolean => {
  if (band.kind === 'any') return true
  const { least, most } = boundsOf(band)
  return value.gte(least.minus(slack(least))) && value.lte(most.plus(slack(most)))
}
