/** What people send with their voice, and what those who sort and answer it send. */
import * as z from 'zod/mini'
import { isDay } from '#app/kernel/day.ts'

const text = (most: number) => z.string().check(z.trim(), z.minLength(1, 'required'), z.maxLength(most, 'too-long'))
const optionalText = (most: number) =>
  z.pipe(
    z._default(z.string().check(z.trim(), z.maxLength(most, 'too-long')), ''),
    z.transform((value) => (value === '' ? null : value)),
  )
/** At least one of the two languages. */
const bothLanguages = (most: number) =>
  z
    .object({
      'zh-CN': z._default(z.string().check(z.trim(), z.maxLength(most, 'too-long')), ''),
      en: z._default(z.string().check(z.trim(), z.maxLength(most, 'too-long')), ''),
    })
    .check(z.refine((words) => words['zh-CN'] !== '' || words.en !== '', 'required'))
const words = (most: number) =>
  z.pipe(
    bothLanguages(most),
    z.transform((value) => ({
      ...(value['zh-CN'] ? { 'zh-CN': value['zh-CN'] } : {}),
      ...(value.en ? { en: value.en } : {}),
    })),
  )
const wholeNumber = z.pipe(z.string().check(z.regex(/^\d{1,16}$/, 'invalid')), z.transform(Number))
const day = z.string().check(z.refine(isDay, 'not-a-date'))

export const suggestForm = z.object({
  text: text(2_000),
  isAnonymous: z.pipe(
    z._default(z.string(), ''),
    z.transform((value) => value !== ''),
  ),
})
export const answerForm = z.object({
  answers: z.record(z.string(), z.pipe(z.string().check(z.regex(/^[1-5]$/, 'required')), z.transform(Number))),
  comment: optionalText(2_000),
})
export const openPulseForm = z.object({ name: words(120), opensOn: day, closesOn: day })
export const themeForm = z.object({ name: words(80), description: words(400) })
export const sortForm = z.object({
  id: wholeNumber,
  revision: wholeNumber,
  themeId: optionalText(60),
  answer: optionalText(1_000),
})
export const improvementForm = z.object({
  themeId: text(60),
  said: words(400),
  did: words(400),
  /** 'template:tpv_…' or 'plan:plv_…'. */
  version: z.string().check(z.regex(/^(template|plan):[a-z0-9_]+$/, 'required')),
})
export const improvementActForm = z.object({ id: text(60), revision: wholeNumber })
