/** Setting a product target, importing targets, and taking one back. */
import * as z from 'zod/mini'
import { text } from '#app/kernel/field.form.ts'

const cycleId = z.string().check(z.minLength(1, 'required'))
const product = z.string().check(z.minLength(1, 'required'))

export const setTargetForm = z.object({
  cycleId,
  product,
  number: text(40),
  volume: text(40),
})
export const importTargetsForm = z.object({ cycleId })
export const withdrawTargetForm = z.object({
  cycleId,
  product,
  employeeId: z.string().check(z.minLength(1, 'required')),
})
