import * as z from 'zod/mini'

const typed = z.string().check(z.minLength(1, 'password-required'), z.maxLength(500, 'too-long'))

const alike = z.refine<{ password: string; again: string }>((value) => value.password === value.again, {
  message: 'passwords-differ',
  path: ['again'],
})
export const changePasswordForm = z.object({ current: typed, password: typed, again: typed }).check(alike)
export const resetForm = z.object({ password: typed, again: typed }).check(alike)
export const askResetForm = z.object({
  name: z
    .string()
    .check(z.trim(), z.toLowerCase(), z.minLength(1, 'name-or-mail-required'), z.maxLength(200, 'too-long')),
})
export const revokeForm = z.object({ session: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'invalid')) })
