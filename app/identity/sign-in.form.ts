import * as z from 'zod/mini'
import { ownAddress } from './preferences.form.ts'

export const signInForm = z.object({
  name: z.string().check(z.trim(), z.toLowerCase(), z.minLength(1, 'name-required'), z.maxLength(200, 'too-long')),
  password: z.string().check(z.minLength(1, 'password-required'), z.maxLength(500, 'too-long')),
  back: z.optional(ownAddress),
})
