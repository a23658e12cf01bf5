/** Granting an honour, and taking it back. */
import * as z from 'zod/mini'
import { dayField, text } from '#app/kernel/field.form.ts'

export const grantForm = z.object({
  honourId: z.string().check(z.minLength(1, 'required')),
  number: text(40),
  grantedOn: dayField,
  citation: text(500),
})
export const withdrawHonourForm = z.object({
  grantId: z.string().check(z.minLength(1, 'required')),
  reason: text(500),
})
