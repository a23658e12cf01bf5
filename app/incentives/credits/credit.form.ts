/** Taking a product credit back. */
import * as z from 'zod/mini'

export const withdrawCreditForm = z.object({ creditId: z.string().check(z.minLength(1, 'required')) })
