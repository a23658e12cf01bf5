/**
 * How far a replica can be relied upon. While it takes over a batch of transactions, one connection may already see the
 * end of the batch and the next connection still the bank before it; so what was seen counts when it has settled.
 */
import type { Instant } from '#app/kernel/day.ts'

/** The newest audit sequence that a replica showed, and when. */
export type Observation = { seq: number; at: Instant }

/** Milliseconds after which what one connection saw is seen by all; taking over a batch is a matter of some ten. */
export const settlesAfterMs = 1_000

const isSettled = ({ at }: Observation, now: Instant) => now - at >= settlesAfterMs

/** The observations worth keeping: the newest settled one, and one that still settles. */
export const observed = (kept: readonly Observation[], seen: Observation): Observation[] => {
  const last = kept.at(-1)
  // A replica that went back, or a clock that did: nothing seen before says anything now.
  if (!last || seen.seq < last.seq || seen.at < last.at) return [seen]
  return isSettled(last, seen.at) ? [last, seen] : [...kept]
}

/** The sequence up to which every connection of the replica reads; -1 while nothing is certain. */
export const certainSeq = (kept: readonly Observation[], now: Instant): number =>
  kept.findLast((each) => isSettled(each, now))?.seq ?? -1
