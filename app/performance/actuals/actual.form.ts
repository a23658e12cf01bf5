/** The mapping of a file with actuals, as its form posts it; a correction, and a unit's score, by hand. */
import * as z from 'zod/mini'
import { decimalField, revisionField, text } from '#app/kernel/field.form.ts'
import { actualShapes, actualSubjects } from './actual-row.ts'

const sourceForm = z.pipe(
  z.object({
    heading: z._default(z.string(), ''),
    pattern: z._default(z.string().check(z.trim(), z.maxLength(100, 'too-long')), ''),
  }),
  z.transform(({ heading, pattern }) => {
    if (heading) return { from: 'column', heading } as const
    return pattern ? ({ from: 'pattern', pattern } as const) : null
  }),
)

export const mappingForm = z.pipe(
  z.object({
    revision: revisionField,
    subject: z.enum(actualSubjects),
    shape: z.enum(actualShapes),
    columns: z.record(z.string().check(z.maxLength(80)), sourceForm),
  }),
  z.transform(({ columns, ...rest }) => ({
    ...rest,
    columns: Object.fromEntries(Object.entries(columns).flatMap(([key, source]) => (source ? [[key, source]] : []))),
  })),
)

export const correctionForm = z.object({ value: decimalField, note: text(500) })

const unitId = text(60)
/** When the score that the form was shown with was recorded; nothing where there was none. */
const shownAt = z.pipe(
  z.string().check(z.regex(/^\d{0,15}$/, 'invalid')),
  z.transform((typed) => (typed === '' ? null : Number(typed))),
)
export const unitScoreForm = z.object({ unitId, shownAt, score: decimalField, note: text(500) })
export const withdrawUnitScoreForm = z.object({ unitId, shownAt })
