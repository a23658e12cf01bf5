import * as z from 'zod/mini'

/** Where the reader is: the id of a heading of the lesson, or '' at its beginning. */
export const placeForm = z.object({ anchor: z.string().check(z.regex(/^(part-\d{1,3})?$/, 'invalid')) })
export const noteForm = z.object({ note: z.string().check(z.maxLength(20_000, 'too-long')) })
