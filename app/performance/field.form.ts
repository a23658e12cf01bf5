/** Fields of performance's forms: text as it is typed, turned into days, decimals, weights and bilingual names. */
import * as z from 'zod/mini'
import { isDay } from '#app/kernel/day.ts'
import { isDecimalText } from '#app/kernel/decimal.ts'

export const textField = (most = 200) =>
  z.string().check(z.trim(), z.minLength(1, 'required'), z.maxLength(most, 'too-long'))
/** Nothing typed is null. */
export const maybeText = (most = 2000) =>
  z.pipe(
    z._default(z.string().check(z.trim(), z.maxLength(most, 'too-long')), ''),
    z.transform((value) => value || null),
  )
export const dayField = z.string().check(
  z.minLength(1, 'required'),
  z.refine((value) => value === '' || isDay(value), 'not-a-date'),
)
const decimalCheck = z.refine<string>((value) => value === '' || isDecimalText(value), 'not-a-number')
export const decimalField = z
  .string()
  .check(z.trim(), z.minLength(1, 'required'), z.maxLength(40, 'too-long'), decimalCheck)
export const maybeDecimal = z.pipe(
  z._default(z.string().check(z.trim(), z.maxLength(40, 'too-long'), decimalCheck), ''),
  z.transform((value) => value || null),
)
export const revisionField = z.pipe(
  z.string().check(z.regex(/^\d{1,9}$/, 'invalid')),
  z.transform((value) => Number(value)),
)
export const revisionOnly = z.object({ revision: revisionField })
const percentChecks = [
  z.refine<string>((value) => value === '' || /^\d{1,3}(\.\d{1,2})?$/.test(value), 'not-a-percentage'),
  z.refine<string>((value) => !(Number(value) > 100), 'above-hundred'),
]
const basisPoints = (percent: string) => Math.round(Number(percent) * 100)
/** '25' or '12.5' percent as basis points. */
export const percentField = z.pipe(
  z.string().check(z.trim(), z.minLength(1, 'required'), ...percentChecks),
  z.transform(basisPoints),
)
/** The same; nothing typed is null. */
export const maybePercent = z.pipe(
  z._default(z.string().check(z.trim(), ...percentChecks), ''),
  z.transform((value) => (value === '' ? null : basisPoints(value))),
)
export const checkedField = z.pipe(
  z.optional(z.string()),
  z.transform((value) => value === 'on' || value === 'true'),
)
/** A name in one or both languages: `name.zh-CN` and `name.en` in the form. */
export const wordsField = (most = 500) =>
  z.pipe(
    z
      .object({
        'zh-CN': z._default(z.string().check(z.trim(), z.maxLength(most, 'too-long')), ''),
        en: z._default(z.string().check(z.trim(), z.maxLength(most, 'too-long')), ''),
      })
      .check(
        z.refine((value) => value['zh-CN'] !== '' || value.en !== '', {
          message: 'name-in-one-language',
          path: ['zh-CN'],
        }),
      ),
    z.transform((value) => ({
      ...(value['zh-CN'] ? { 'zh-CN': value['zh-CN'] } : {}),
      ...(value.en ? { en: value.en } : {}),
    })),
  )
