/** One answer as a form posts it, with and without JavaScript. */
import * as z from 'zod/mini'
import { longestText } from './shown-answer.ts'

const whole = z.pipe(
  z.string().check(z.regex(/^\d{1,9}$/, 'invalid')),
  z.transform((text) => Number(text)),
)
const maybeWhole = z.pipe(
  z.string().check(z.regex(/^\d{0,4}$/, 'invalid')),
  z.transform((text) => (text === '' ? null : Number(text))),
)

export const answerForm = z.object({
  slot: whole,
  /** Rises with each answer to this question. */
  seq: whole,
  place: z._default(z.array(whole).check(z.maxLength(100)), []),
  pair: z._default(z.array(maybeWhole).check(z.maxLength(100)), []),
  text: z._default(z.string().check(z.maxLength(longestText, 'too-long')), ''),
  /** Where the page without JavaScript goes on. */
  next: z._default(z.string().check(z.regex(/^(\d{1,3}|review)$/, 'invalid')), 'review'),
})
export const flagForm = z.object({ slot: whole, flagged: z.enum(['yes', 'no']) })
