import * as z from 'zod/mini'

/** The notice that a button stands beside. */
export const chosenNotice = z.object({ id: z.string() })
