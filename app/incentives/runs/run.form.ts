import * as z from 'zod/mini'
import { checked, maybeText, text } from '#app/kernel/field.form.ts'

/** Why something is returned, cancelled or adjusted. */
export const reasonField = z.string().check(z.trim(), z.minLength(1, 'reason-required'), z.maxLength(500, 'too-long'))
/** Major units, thousands separators allowed: '-1,250.00'. How many decimals the currency has, the command knows. */
const amount = z.pipe(
  z.string().check(z.trim(), z.regex(/^[-−]?\d{1,3}([,，]?\d{3})*(\.\d{1,4})?$/, 'not-an-amount')),
  z.transform((text) => text.replace(/[,，]/g, '').replace('−', '-')),
)

export const prepareForm = z.object({
  planVersionId: z.string().check(z.minLength(1, 'required')),
  cycleId: z.string().check(z.minLength(1, 'required')),
})
export const digestForm = z.object({ outputDigest: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'invalid')) })
export const decideForm = z.extend(digestForm, { reason: maybeText(500) })
export const returnForm = z.extend(digestForm, { reason: reasonField })
/** The page says that the pay day has passed, and sends that it said so. */
export const releaseForm = z.extend(digestForm, { isLateKnown: checked })
export const cancelForm = z.object({ reason: reasonField })
export const adjustForm = z.object({
  employeeNumber: text(40),
  component: z.string().check(z.minLength(1, 'required'), z.maxLength(60, 'too-long')),
  amount,
  reason: reasonField,
})
export const withdrawForm = z.object({ adjustmentId: z.string().check(z.minLength(1, 'required')) })
