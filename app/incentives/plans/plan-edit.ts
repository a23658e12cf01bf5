/**
 * Editing a plan as a document: fields are named by their place ('components.0.targets.1.percent'), and what was typed
 * is put back at that place. Nothing is added that was not there; the whole is then read with the plan's schema.
 */
import { parseMoneyMinor } from '#app/kernel/cell.ts'
import { type Currency, digitsOf } from '#app/kernel/currency.ts'
import { dotted } from '#app/kernel/json-path.ts'
import { majorOf } from '#app/kernel/money.ts'
import type { PortableFault } from '#app/kernel/portable.form.ts'
import type { IncentivePlan } from './plan.ts'
import { type Spare, withNewRow } from './plan-new-row.ts'

/** The last name of a place: 'percent' of 'components.0.targets.1.percent'. */
export const keyOf = (path: string): string => path.split('.').at(-1) ?? ''

/** Whole numbers and switches; amounts end in 'inor'; everything else is text. */
const counts = new Set(['months', 'minimumDays', 'monthsAfter', 'day', 'everyMonths', 'roundingMinor'])
export const isAmount = (key: string) => key.endsWith('inor') && key !== 'roundingMinor'

/** How a value at a place is written into its field. */
export const fieldText = (key: string, value: unknown, currency: Currency): string => {
  if (value === undefined || value === null) return ''
  if (isAmount(key) && typeof value === 'number') return majorOf(value, currency).toFixed(digitsOf(currency))
  return Array.isArray(value) ? value.join(', ') : String(value)
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A typed text as a value of the same kind as the one that it replaces. What cannot be read stays text: the schema says so. */
const typedValue = (key: string, text: string, before: unknown, currency: Currency): unknown => {
  const typed = text.trim()
  if (typeof before === 'boolean') return typed === 'true'
  if (isAmount(key)) {
    const minor = parseMoneyMinor(typed.replace(/[,，\s]/g, ''), currency)
    return minor.ok ? minor.value : typed
  }
  if (counts.has(key)) return /^-?\d+$/.test(typed) ? Number(typed) : typed
  if (Array.isArray(before) && before.every((each) => typeof each === 'number'))
    return listOf(typed).map((each) => (/^\d+$/.test(each) ? Number(each) : each))
  return Array.isArray(before) ? listOf(typed) : typed
}
const listOf = (text: string) =>
  text
    .split(/[,，、\s]+/)
    .map((each) => each.trim())
    .filter((each) => each !== '')

const put = (before: unknown, typed: unknown, key: string, currency: Currency): unknown => {
  if (typeof typed === 'string') return typedValue(key, typed, before, currency)
  if (Array.isArray(before) && isRecord(typed))
    return before.map((each, index) => (String(index) in typed ? put(each, typed[String(index)], key, currency) : each))
  // Codes that were chosen from a list come as one; rows come each at its place.
  if (Array.isArray(before) && Array.isArray(typed) && before.every((each) => typeof each === 'string'))
    return typed.filter((each) => typeof each === 'string' && each !== '')
  if (Array.isArray(before) && Array.isArray(typed))
    return before.map((each, index) => (typed[index] === undefined ? each : put(each, typed[index], key, currency)))
  if (isRecord(before) && isRecord(typed))
    return Object.fromEntries(
      Object.entries(before).map(([name, value]) => [
        name,
        name in typed ? put(value, typed[name], name, currency) : value,
      ]),
    )
  return before
}

/** The plan with the typed fields put in; still to be read with the schema. */
export const withFields = (plan: IncentivePlan, fields: Record<string, unknown>): unknown =>
  put(plan, fields, '', plan.currency)

/**
 * What is wrong with what was typed, each at its field, and under 'form' what is wrong at a place that has none: a word
 * of every form, or the rule's own.
 */
export const typedFaults = (
  faults: readonly PortableFault[],
  hasField: (name: string) => boolean,
): Record<string, string> =>
  Object.fromEntries(
    faults.map(({ path, code }) => {
      const place = dotted(path)
      // A list that is typed in one field is wrong at one of its numbers; several that are chosen share a name.
      const name = [place, place.replace(/\.\d+$/, '')].find(hasField) ?? 'form'
      return [name, typedFault(place, code)]
    }),
  )

/** Figures that the margin's errors speak of, by the name of their field: those of a row, its first. */
export const lintFaults = (paths: readonly string[], names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    paths.flatMap((path) => {
      const place = dotted(path)
      const isRow = /\.\d+$/.test(place)
      const name = names.find((each) => each === place || (isRow && each.startsWith(`${place}.`)))
      return name ? [[name, 'lint-error']] : []
    }),
  )

const typedFault = (place: string, code: string): string => {
  const key = keyOf(place.replace(/\.\d+$/, ''))
  if (place.startsWith('period.') && code === 'custom') return 'not-a-date'
  if (['custom', 'too_small', 'too_big'].includes(code)) return 'out-of-range'
  if (code !== 'invalid_format' && code !== 'invalid_type') return code
  return isAmount(key) ? 'not-an-amount' : 'not-a-number'
}

type Place = readonly (string | number)[]
export const placeOf = (path: string): Place =>
  path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))

const change = (value: unknown, place: Place, edit: (list: unknown[]) => unknown[]): unknown => {
  const [step, ...rest] = place
  if (step === undefined) return Array.isArray(value) ? edit(value) : value
  if (Array.isArray(value)) return value.map((each, index) => (index === step ? change(each, rest, edit) : each))
  if (!isRecord(value) || !Object.hasOwn(value, String(step))) return value
  return { ...value, [step]: change(value[String(step)], rest, edit) }
}

/** The list at a place with one row more, ready to be changed. */
export const withRow = (plan: IncentivePlan, path: string, spare: Spare): unknown =>
  change(plan, placeOf(path), (list) => withNewRow(list, spare))

/** The list at a place without one of its rows. */
export const withoutRow = (plan: IncentivePlan, path: string): unknown => {
  const place = placeOf(path)
  const index = place.at(-1)
  return typeof index === 'number'
    ? change(plan, place.slice(0, -1), (list) => list.filter((_, at) => at !== index))
    : plan
}
