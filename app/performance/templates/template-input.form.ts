/** A draft template as its editor posts it: lines in the order of their rows, bands, ratio and policy. */
import * as z from 'zod/mini'
import {
  decimalField,
  maybeDecimal,
  maybePercent,
  percentField,
  revisionField,
  text,
  wordsField,
} from '#app/kernel/field.form.ts'
import { missingPolicies, perspectives } from '../template.ts'

const partsField = z.pipe(
  z._default(z.string().check(z.trim(), z.regex(/^\d{0,3}$/, 'not-a-number')), ''),
  z.transform((value) => Number(value || 0)),
)
const lineForm = z.object({
  kpi: text(100),
  weight: percentField,
  target: maybeDecimal,
  remove: z.optional(z.string()),
  /** Taken as the library has its KPI now. */
  renew: z.optional(z.string()),
})
/** A row in which nothing stands is no rating; one that is half filled is asked for the rest, not lost. */
const bandForm = z
  .object({
    rating: z._default(z.string().check(z.trim(), z.maxLength(20, 'too-long')), ''),
    name: z.object({
      'zh-CN': z._default(z.string().check(z.trim()), ''),
      en: z._default(z.string().check(z.trim()), ''),
    }),
    from: maybeDecimal,
    guide: maybePercent,
  })
  .check(
    z.superRefine(({ rating, name, from, guide }, context) => {
      const isNamed = rating !== '' || name['zh-CN'] !== '' || name.en !== ''
      if (!isNamed && from === null && guide === null) return
      if (rating === '') context.addIssue({ code: 'custom', path: ['rating'], message: 'required' })
      if (from === null) context.addIssue({ code: 'custom', path: ['from'], message: 'required' })
    }),
  )
export const templateInputForm = z.object({
  id: text(),
  revision: revisionField,
  name: wordsField(120),
  posts: z._default(z.array(text(100)).check(z.maxLength(200, 'invalid')), []),
  lines: z._default(z.array(lineForm).check(z.maxLength(100, 'invalid')), []),
  add: z._default(z.string(), ''),
  perspectives: z.object(
    Object.fromEntries(perspectives.map((each) => [each, partsField])) as Record<
      (typeof perspectives)[number],
      typeof partsField
    >,
  ),
  missing: z.enum(missingPolicies, 'required'),
  adjustments: z.object({ least: decimalField, most: decimalField }),
  range: z.object({ least: decimalField, most: decimalField }),
  bands: z._default(z.array(bandForm).check(z.maxLength(21, 'invalid')), []),
})
export type TemplateInput = z.output<typeof templateInputForm>
