/** Counts over a large part of the bank: asked for with every page, slow to change, and dear to find. */
import type { Reader } from '#db/client.server.ts'
import type { Instant } from './day.ts'

const goodForMs = 10_000
const mostKept = 500

/**
 * Remembers what was counted for ten seconds, by what was asked. What `isLarge` says no to is counted anew each time:
 * its people see what they just did.
 */
export const rememberingLarge = <T>(isLarge: (counted: T) => boolean) => {
  const kept = new WeakMap<Reader, Map<string, { at: Instant; counted: T }>>()
  return async (db: Reader, asked: unknown, now: Instant, count: () => Promise<T>): Promise<T> => {
    const known = kept.get(db) ?? new Map<string, { at: Instant; counted: T }>()
    kept.set(db, known)
    const key = JSON.stringify(asked)
    const before = known.get(key)
    if (before && now - before.at < goodForMs && now >= before.at) return before.counted
    const counted = await count()
    if (known.size > mostKept) known.clear()
    if (isLarge(counted)) known.set(key, { at: now, counted })
    return counted
  }
}
