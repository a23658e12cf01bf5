import * as z from 'zod/mini'
import { dayField, text } from '#app/kernel/field.form.ts'
import { lendableActs } from './delegation.ts'

export const lendForm = z.object({
  employeeId: text(),
  acts: z._default(z.array(z.enum(lendableActs)), []).check(z.minLength(1, 'lend-something')),
  fromOn: dayField,
  toOn: dayField,
  reason: text(500),
})
export const chosenDelegation = z.object({ id: text() })
