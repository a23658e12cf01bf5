import * as z from 'zod/mini'
import { isDay } from '#app/kernel/day.ts'

export const revisionForm = z.object({
  revision: z.pipe(
    z.string().check(z.regex(/^\d{1,9}$/, 'invalid')),
    z.transform((text) => Number(text)),
  ),
})
export const returnForm = z.extend(revisionForm, {
  reason: z.string().check(z.trim(), z.minLength(1, 'required'), z.maxLength(2_000, 'too-long')),
})
export const orderForm = z.object({
  postId: z.string().check(z.minLength(1, 'required'), z.maxLength(80, 'too-long')),
  dueOn: z.string().check(z.refine(isDay, 'not-a-date')),
})
