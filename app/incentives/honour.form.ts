/** Granting an honour, and taking it back. */
import * as z from 'zod/mini'
import { dayField } from '#app/organisation/field.form.ts'

export const grantForm = z.object({
  honourId: z.string().check(z.minLength(1, 'required')),
  number: z.string().check(z.trim(), z.minLength(1, 'required')),
  grantedOn: dayField,
  citation: z.string().check(z.trim(), z.minLength(1, 'required'), z.maxLength(500, 'too-long')),
})
export const withdrawHonourForm = z.object({
  grantId: z.string().check(z.minLength(1, 'required')),
  reason: z.string().check(z.trim(), z.minLength(1, 'required'), z.maxLength(500, 'too-long')),
})
