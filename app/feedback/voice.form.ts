/** What people send with their voice, and what those who sort and answer it send. */
import * as z from 'zod/mini'
import { dayField, maybeText, revisionField, text, wordsField } from '#app/kernel/field.form.ts'

export const suggestForm = z.object({
  text: text(2_000),
  // Whatever is sent for it keeps the name out: a mistake may hide a name, never show one.
  isAnonymous: z.pipe(
    z._default(z.string(), ''),
    z.transform((value) => value !== ''),
  ),
})
export const answerForm = z.object({
  answers: z.record(z.string(), z.pipe(z.string().check(z.regex(/^[1-5]$/, 'required')), z.transform(Number))),
  comment: maybeText(2_000),
})
export const openPulseForm = z.object({
  name: wordsField(120),
  cycleId: maybeText(60),
  opensOn: dayField,
  closesOn: dayField,
})
export const themeForm = z.object({ name: wordsField(80), description: wordsField(400) })
export const sortForm = z.object({
  id: z.pipe(z.string().check(z.regex(/^\d{1,16}$/, 'invalid')), z.transform(Number)),
  revision: revisionField,
  themeId: maybeText(60),
  answer: maybeText(1_000),
})
export const improvementForm = z.object({
  themeId: text(60),
  said: wordsField(400),
  did: wordsField(400),
  /** 'template:tpv_…' or 'plan:plv_…'. */
  version: z.string().check(z.regex(/^(template|plan):[a-z0-9_]+$/, 'required')),
})
