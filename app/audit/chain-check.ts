/** What a walk along the chain finds. Pure: how records are read is not its business. */
import type { Instant } from '#app/kernel/day.ts'

export type Break = {
  seq: number
  /** link: does not follow the record before it · record: was changed · content: was changed or taken away without a
   *  rule · sightings: what this record sealed was changed · end: newer records were taken away. */
  kind: 'link' | 'record' | 'content' | 'sightings' | 'end'
}

export type ChainCheck = {
  /** Records read so far. */
  checked: number
  /** The newest record that was read, 0 when there is none. */
  upTo: number
  /** Records whose contents were erased by a retention rule, which is no break. */
  erased: number
  /** The first break; nothing after it is to be trusted. */
  broken: Break | null
}
export const unread: ChainCheck = { checked: 0, upTo: 0, erased: 0, broken: null }

/** The last whole walk, as the reading screen shows it. */
export type ChainVerified = ChainCheck & { at: Instant }
