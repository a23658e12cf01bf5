import * as z from 'zod/mini'
import { checked, maybeWordsField, revisionField, wordsField } from '#app/kernel/field.form.ts'
import { riskClasses } from './post.ts'

const code = z
  .string()
  .check(z.trim(), z.minLength(1, 'required'), z.regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/, 'post-code'))
const level = z.pipe(
  z.string().check(z.regex(/^[0-5]?$/, 'invalid')),
  z.transform((value) => Number(value || 0)),
)

export const postForm = z.object({
  code,
  name: wordsField(),
  family: maybeWordsField(100),
  grade: z._default(z.string().check(z.trim(), z.maxLength(20, 'too-long')), ''),
  riskClass: z.enum(riskClasses),
  isKeyPost: checked,
  duties: maybeWordsField(),
  requirements: maybeWordsField(),
  /** Level asked for by competency id; 0 asks for none. */
  levels: z._default(z.record(z.string(), level), {}),
  retired: checked,
  revision: z.optional(revisionField),
})

export const competencyForm = z.object({
  code,
  name: wordsField(),
  description: maybeWordsField(1000),
  levels: z.array(maybeWordsField(500)).check(z.length(5)),
  revision: z.optional(revisionField),
})
