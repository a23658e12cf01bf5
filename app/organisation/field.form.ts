/** Fields of organisation's forms: text as it is typed, turned into days, shares, amounts and bilingual names. */
import * as z from 'zod/mini'
import { isDay } from '#app/kernel/day.ts'
import { isDecimalText } from '#app/kernel/decimal.ts'

export const text = (most = 200) =>
  z.string().check(z.trim(), z.minLength(1, 'required'), z.maxLength(most, 'too-long'))
export const maybeText = (most = 200) =>
  z.pipe(
    z._default(z.string().check(z.trim(), z.maxLength(most, 'too-long')), ''),
    z.transform((value) => value || null),
  )
export const dayField = z.string().check(
  z.minLength(1, 'required'),
  z.refine((value) => value === '' || isDay(value), 'not-a-date'),
)
export const maybeDay = z.pipe(
  z._default(z.string().check(z.refine((value) => value === '' || isDay(value), 'not-a-date')), ''),
  z.transform((value) => value || null),
)
export const checked = z.pipe(
  z.optional(z.union([z.string(), z.boolean()])),
  z.transform((value) => value === 'on' || value === 'true' || value === true),
)
export const revisionField = z.pipe(
  z.string().check(z.regex(/^\d{1,9}$/, 'invalid')),
  z.transform((value) => Number(value)),
)

/** '80' percent of full time as 8000; more than full time in one assignment is refused. */
export const fteField = z.pipe(
  z.string().check(
    z.trim(),
    z.minLength(1, 'required'),
    z.refine((value) => value === '' || isDecimalText(value), 'not-a-number'),
    z.refine((value) => !isDecimalText(value) || (Number(value) > 0 && Number(value) <= 100), 'fte-range'),
  ),
  z.transform((value) => Math.round(Number(value) * 100)),
)

/** '12,738.81' as the exact decimal '12738.81', in major units: which currency it is, the command knows. */
export const amountField = z.pipe(
  z.pipe(
    z.string().check(z.trim(), z.minLength(1, 'required')),
    z.transform((value) => value.replaceAll(/[,，\s¥￥]/g, '')),
  ),
  z.string().check(z.refine((value) => /^\d{1,12}(\.\d{1,4})?$/.test(value), 'not-an-amount')),
)

const inBoth = (most: number) =>
  z.object({
    'zh-CN': z._default(z.string().check(z.trim(), z.maxLength(most, 'too-long')), ''),
    en: z._default(z.string().check(z.trim(), z.maxLength(most, 'too-long')), ''),
  })
const whatIsSaid = z.transform((value: { 'zh-CN': string; en: string }) => ({
  ...(value['zh-CN'] ? { 'zh-CN': value['zh-CN'] } : {}),
  ...(value.en ? { en: value.en } : {}),
}))

/** A name in one or both languages: `name.zh-CN` and `name.en` in the form. */
export const wordsField = (most = 200) =>
  z.pipe(
    inBoth(most).check(
      z.refine((value) => value['zh-CN'] !== '' || value.en !== '', {
        message: 'name-in-one-language',
        path: ['zh-CN'],
      }),
    ),
    whatIsSaid,
  )
/** The same where nothing need be said. */
export const maybeWordsField = (most = 4000) => z.pipe(inBoth(most), whatIsSaid)
