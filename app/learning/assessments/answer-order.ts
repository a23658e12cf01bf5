/** What becomes of an answer that arrives: each slot keeps the one with the highest sequence number. */
import type { Instant } from '#app/kernel/day.ts'
import { type AttemptState, isLate, isOver } from './attempt.ts'

export type Sitting = { state: AttemptState; deadlineAt: Instant; sittingHash: string }
export type Kept = { seq: number; digest: string | null }
export type Arrival = { seq: number; digest: string; sittingHash: string; at: Instant }

export type AnswerVerdict =
  /** Kept; `late` when it came after the deadline, within the slack. */
  | { kind: 'store'; late: boolean }
  /** The same answer once more: as good as saved. */
  | { kind: 'replay' }
  /** A newer one is here already: nothing changes. */
  | { kind: 'stale' }
  | { kind: 'refuse'; reason: 'conflict' | 'deadline' | 'superseded' | 'closed' }

/** The sitting is asked first: whoever lost it learns that, not what is stored. */
export const verdictOn = (sitting: Sitting, kept: Kept, arrival: Arrival): AnswerVerdict => {
  if (sitting.sittingHash !== arrival.sittingHash) return { kind: 'refuse', reason: 'superseded' }
  if (arrival.seq === kept.seq && arrival.digest === kept.digest) return { kind: 'replay' }
  if (isOver(sitting.deadlineAt, arrival.at)) return { kind: 'refuse', reason: 'deadline' }
  if (sitting.state !== 'in-progress') return { kind: 'refuse', reason: 'closed' }
  if (arrival.seq < kept.seq) return { kind: 'stale' }
  if (arrival.seq === kept.seq) return { kind: 'refuse', reason: 'conflict' }
  return { kind: 'store', late: isLate(sitting.deadlineAt, arrival.at) }
}
