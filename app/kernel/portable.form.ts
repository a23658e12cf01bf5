/**
 * Pieces of the portable JSON forms (templates, plans, curves, scorecards) and the reading of one with faults that
 * point: every fault has a JSON path (`$.lines[2].weightBp`) and a reason.
 */
import * as z from 'zod/mini'
import en from 'zod/v4/locales/en.js'
import { isDay } from './day.ts'
import { isDecimalText } from './decimal.ts'
import { pathOf, type RuleFault } from './json-path.ts'
import { done, type Outcome, refused } from './result.ts'
import type { Words } from './words.ts'

/** `code` is a literal for the language files; `reason` the same in plain English for a terminal. */
export type PortableFault = { path: string; code: string; reason: string }

export const decimalForm = z
  .string()
  .check(z.maxLength(40), z.regex(/^-?\d+(\.\d+)?$/, 'needs a decimal as text, such as "12.5"'))
export const positiveForm = decimalForm.check(refineDecimal((text) => Number(text) > 0, 'must be above 0'))
export const fromZeroForm = decimalForm.check(refineDecimal((text) => !(Number(text) < 0), 'must not be negative'))
export const percentForm = decimalForm.check(
  refineDecimal((text) => Number(text) >= 0 && Number(text) <= 100, 'must be from 0 to 100 percent'),
)
export const dayForm = z.string().check(z.refine(isDay, 'needs a date that exists, such as "2026-09-30"'))
export const minorForm = z.int()
export const minorFromZeroForm = z.int().check(z.minimum(0))
export const codeForm = z.string().check(z.minLength(1), z.maxLength(100))
export const currencyForm = z.string().check(z.regex(/^[A-Z]{3}$/, 'needs an ISO 4217 code such as "CNY"'))
export const sentenceForm = z.string().check(z.maxLength(2000))
export const wordsForm: z.ZodMiniType<Words> = z
  .strictObject({
    'zh-CN': z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
    en: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
  })
  .check(z.refine((words) => words['zh-CN'] !== undefined || words.en !== undefined, 'needs a name in zh-CN or en'))
/** A list that cannot grow without bound. */
export const listOf = <T extends z.ZodMiniType>(item: T, most = 1000) => z.array(item).check(z.maxLength(most))

function refineDecimal(fits: (text: string) => boolean, reason: string) {
  return z.refine<string>((text) => !isDecimalText(text) || fits(text), reason)
}

/** Hands the faults of a rule that looks across fields to zod, with their places — once every field is itself sound. */
export const ruledBy = <T>(faultsOf: (value: T) => readonly RuleFault[]) =>
  z.superRefine<T>(
    (value, context) => {
      for (const fault of faultsOf(value))
        context.addIssue({ code: 'custom', path: [...fault.path], message: fault.reason, params: { code: fault.code } })
    },
    { when: ({ issues }) => issues.length === 0 },
  )

const explain = en().localeError

/** Reads outside data; refused with every fault, in the order of the document. */
export const readPortable = <T>(schema: z.ZodMiniType<T>, value: unknown): Outcome<T, 'malformed', PortableFault[]> => {
  const read = schema.safeParse(value, { error: explain })
  if (read.success) return done(read.data)
  return refused('malformed', read.error.issues.map(faultOf))
}

const faultOf = (issue: z.core.$ZodIssue): PortableFault => ({
  path: pathOf(issue.path),
  code: issue.code === 'custom' && typeof issue.params?.code === 'string' ? issue.params.code : issue.code,
  reason: issue.message,
})
