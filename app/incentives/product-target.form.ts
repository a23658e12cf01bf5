/** Setting a product target, importing targets, and taking one back. */
import * as z from 'zod/mini'

const cycleId = z.string().check(z.minLength(1, 'required'))
const product = z.string().check(z.minLength(1, 'required'))

export const setTargetForm = z.object({
  cycleId,
  product,
  number: z.string().check(z.trim(), z.minLength(1, 'required')),
  volume: z.string().check(z.trim(), z.minLength(1, 'required'), z.maxLength(40, 'too-long')),
})
export const importTargetsForm = z.object({ cycleId })
export const withdrawTargetForm = z.object({
  cycleId,
  product,
  employeeId: z.string().check(z.minLength(1, 'required')),
})
