/** Fields that forms of several domains share: text as it is typed, turned into days, decimals, shares and bilingual names. */
import * as z from 'zod/mini'
import { isDay } from './day.ts'
import { isDecimalText } from './decimal.ts'
import { ungroupedText } from './grouped.ts'

/** Nothing typed is null. */
const orNull = z.transform((value: string) => value || null)

export const text = (most = 200) =>
  z.string().check(z.trim(), z.minLength(1, 'required'), z.maxLength(most, 'too-long'))
export const maybeText = (most = 200) =>
  z.pipe(z._default(z.string().check(z.trim(), z.maxLength(most, 'too-long')), ''), orNull)

const dayCheck = z.refine<string>((value) => value === '' || isDay(value), 'not-a-date')
export const dayField = z.string().check(z.minLength(1, 'required'), dayCheck)
export const maybeDay = z.pipe(z._default(z.string().check(dayCheck), ''), orNull)

export const checked = z.pipe(
  z.optional(z.union([z.string(), z.boolean()])),
  z.transform((value) => value === 'on' || value === 'true' || value === true),
)

export const revisionField = z.pipe(z.string().check(z.regex(/^\d{1,9}$/, 'invalid')), z.transform(Number))
/** An act that sends nothing but what it was decided upon. */
export const revisionForm = z.object({ revision: revisionField })
/** The same on one of several things that a page shows. */
export const chosenForm = z.object({ id: text(), revision: revisionField })

const decimalCheck = z.refine<string>((value) => value === '' || isDecimalText(value), 'not-a-number')
/** Thousands may stand apart, as fields of large figures show them. */
const withoutGroups = z.overwrite<string>(ungroupedText)
export const decimalField = z
  .string()
  .check(z.trim(), withoutGroups, z.minLength(1, 'required'), z.maxLength(40, 'too-long'), decimalCheck)
export const maybeDecimal = z.pipe(
  z._default(z.string().check(z.trim(), withoutGroups, z.maxLength(40, 'too-long'), decimalCheck), ''),
  orNull,
)

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
export const maybePercent = z.pipe(
  z._default(z.string().check(z.trim(), ...percentChecks), ''),
  z.transform((value) => (value === '' ? null : basisPoints(value))),
)

/** An e-mail address, as far as a mistake in typing shows. */
export const maybeMail = z.pipe(
  z._default(
    z.string().check(
      z.trim(),
      z.refine((value) => value === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), 'not-an-address'),
    ),
    '',
  ),
  orNull,
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
/** Words in one or both languages: `name.zh-CN` and `name.en` in the form. */
export const wordsField = (most = 200) =>
  z.pipe(
    inBoth(most).check(
      z.refine((value) => value['zh-CN'] !== '' || value.en !== '', {
        message: 'in-one-language',
        path: ['zh-CN'],
      }),
    ),
    whatIsSaid,
  )
/** The same where nothing need be said. */
export const maybeWordsField = (most = 4000) => z.pipe(inBoth(most), whatIsSaid)
