/** A pulse: a few scales on the process after it is over. */
import type { Words } from '#app/kernel/words.ts'

export type PulseQuestion = { key: string; text: Words; low: Words; high: Words }

/** The smallest group that is ever shown, 360 and pulses alike. */
export const smallestGroup = 5
