import * as z from 'zod/mini'

/** An address of ours: begins with one slash and names no host. */
export const ownAddress = z.string().check(z.regex(/^\/(?![/\\])[^\s\\]*$/, 'invalid'))

export const preferences = z.object({
  language: z.optional(z.enum(['zh-CN', 'en'])),
  theme: z.optional(z.enum(['light', 'dark', 'system'])),
  back: z._default(ownAddress, '/'),
})
