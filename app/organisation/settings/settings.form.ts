import * as z from 'zod/mini'
import { isDay } from '#app/kernel/day.ts'
import { dayField, wordsField } from '#app/kernel/field.form.ts'

const isTimeZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** One that there is: amounts of a mistyped one could never be paid out. */
const isCurrency = (code: string): boolean => Intl.supportedValuesOf('currency').includes(code)

/** Dates, one to a line. */
const daysField = z.pipe(
  z.pipe(
    z._default(z.string().check(z.maxLength(10_000, 'too-long')), ''),
    z.transform((value) => [...new Set(value.split(/[\s,，]+/).filter(Boolean))].sort()),
  ),
  z.array(z.string()).check(z.refine((days) => days.every(isDay), 'not-dates')),
)

export const settingsForm = z.object({
  fromOn: dayField,
  name: wordsField(100),
  timeZone: z.string().check(z.trim(), z.minLength(1, 'required'), z.refine(isTimeZone, 'time-zone')),
  currency: z.string().check(z.trim(), z.toUpperCase(), z.refine(isCurrency, 'currency')),
  language: z.enum(['zh-CN', 'en']),
  fiscalYearStart: z.pipe(
    z.string().check(z.regex(/^([1-9]|1[0-2])$/, 'required')),
    z.transform((value) => Number(value)),
  ),
  workdays: z.pipe(
    z
      ._default(z.array(z.string().check(z.regex(/^[1-7]$/, 'invalid'))), [])
      .check(z.refine((days) => days.length > 0, 'workdays')),
    z.transform((days) => days.map(Number).sort()),
  ),
  holidays: daysField,
  workingDays: daysField,
})

export const entityForm = z.object({
  code: z
    .string()
    .check(z.trim(), z.toUpperCase(), z.minLength(1, 'required'), z.regex(/^[A-Z0-9][A-Z0-9-]{0,15}$/, 'unit-code')),
  name: wordsField(100),
})
