/** A calculation step as the values of its sentence: money in major units, decimals grouped, all in the reader's locale. */

import { type Currency, digitsOf } from '#app/kernel/currency.ts'
import { isDay } from '#app/kernel/day.ts'
import { dayWords } from '#app/kernel/day-words.ts'
import { decimal } from '#app/kernel/decimal.ts'
import { numberText } from '#app/kernel/intl.ts'
import { moneyText } from '#app/kernel/money-text.ts'
import type { Step } from '#app/kernel/step.ts'
import { type Locale, namesOf, type Words, wordsIn } from '#app/kernel/words.ts'

/** Inputs that are money although their name does not end in 'Minor', by rule. */
const moneyInputs: Record<string, readonly string[]> = {
  'product-cap': ['before'],
  'gate-met': ['before'],
  'gate-forfeit': ['before'],
  'gate-reduce': ['before'],
  'gate-hold': ['before'],
  'gate-weighed': ['before'],
  accelerator: ['payAbove'],
  'cap-component': ['before', 'limit'],
  round: ['exact'],
  adjustment: ['before', 'minor'],
}
/** Weights in a pool are minor units × days of the period, which cancel: they are said in major units × days. */
const weightInputs: Record<string, readonly string[]> = {
  'pool-weight': ['targetDays'],
  'pool-share': ['weight', 'totalWeight'],
}
/** Rules whose result is not money. */
const plainResults = new Set([
  'unit-multiplier',
  'individual-multiplier-rating',
  'individual-multiplier-score',
  'credit',
])

const isMoneyInput = (rule: string, name: string): boolean =>
  name.endsWith('Minor') || (moneyInputs[rule]?.includes(name) ?? false)

const exactNumber = (value: string | number, locale: string): string =>
  numberText(value, locale, { maximumFractionDigits: 12 })

const majorWeight = (text: string | number, currency: Currency, locale: string): string =>
  exactNumber(
    decimal(text)
      .div(decimal(10).pow(digitsOf(currency)))
      .toFixed(),
    locale,
  )

const isNumeric = (value: unknown): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))

/** Codes stay as they are; what looks like a number is one only where it is not a code. */
const codes = new Set([
  'post',
  'unit',
  'product',
  'source',
  'plan',
  'component',
  'rating',
  'riskClass',
  'reason',
  'condition',
  'pool',
  'file',
  'note',
])

/** Key of a step's sentence: some say less when the totals are not the reader's to see, or more when the source is known. */
export const stepKey = ({ rule, inputs }: Step): string => {
  if (rule === 'pool-share' && inputs.poolMinor === undefined) return 'steps.pool-share-small'
  if (rule === 'credit' && typeof inputs.file === 'string') return 'steps.credit-from-file'
  if (rule === 'unit-multiplier' && typeof inputs.file === 'string') return 'steps.unit-multiplier-from-file'
  if (rule === 'unit-multiplier' && typeof inputs.note === 'string') return 'steps.unit-multiplier-noted'
  return `steps.${rule}`
}

/** The values of a step's sentence; `names` words the codes that it mentions. */
export const stepValues = (
  step: Step,
  currency: Currency,
  locale: Locale,
  names: Record<string, Words> = {},
): Record<string, string> => {
  const named = (code: string): string => {
    const name = names[code]
    return name ? wordsIn(name, locale).text : code
  }
  const word = (name: string, value: unknown): string => {
    if (value === null || value === undefined) return '—'
    if (name === 'subject') return namesOf(String(value).split(' '), names, locale)
    if (codes.has(name)) return named(String(value))
    if (name === 'shareBp') return percentOf(Number(value), locale)
    if (isNumeric(value) && weightInputs[step.rule]?.includes(name)) return majorWeight(value, currency, locale)
    if (isNumeric(value))
      return isMoneyInput(step.rule, name) ? moneyText(value, currency, locale) : exactNumber(value, locale)
    if (typeof value === 'string' && isDay(value)) return dayWords(value, locale, 'medium')
    return Array.isArray(value) ? value.map(String).join(', ') : String(value)
  }
  const values = Object.fromEntries(Object.entries(step.inputs).map(([name, value]) => [name, word(name, value)]))
  return { ...values, label: named(step.label), result: resultOf(step, currency, locale) }
}

const resultOf = ({ rule, result }: Step, currency: Currency, locale: string): string => {
  if (!isNumeric(result)) return String(result)
  if (rule === 'pool-weight') return majorWeight(result, currency, locale)
  return plainResults.has(rule) ? exactNumber(result, locale) : moneyText(result, currency, locale)
}

const percentOf = (bp: number, locale: string): string =>
  numberText(bp / 10_000, locale, { style: 'percent', maximumFractionDigits: 2 })
