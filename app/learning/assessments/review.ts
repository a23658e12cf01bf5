/** What a person may see of their attempt, and when. What is off in a phase is in no payload of that phase. */
import type { Instant } from '#app/kernel/day.ts'

export const reviewPhases = ['during', 'immediately', 'later', 'closed'] as const
export type ReviewPhase = (typeof reviewPhases)[number]
export type ReviewFlags = {
  correctness: boolean
  marks: boolean
  specificFeedback: boolean
  generalFeedback: boolean
  rightAnswer: boolean
}

const nothing: ReviewFlags = {
  correctness: false,
  marks: false,
  specificFeedback: false,
  generalFeedback: false,
  rightAnswer: false,
}
/** While the person may try again, they learn what was wrong and not what would have been right. */
const whileOpen: ReviewFlags = { ...nothing, correctness: true, marks: true, specificFeedback: true }
const everything: ReviewFlags = { ...whileOpen, generalFeedback: true, rightAnswer: true }

export const reviewOf = (phase: ReviewPhase): ReviewFlags =>
  ({ during: nothing, immediately: whileOpen, later: whileOpen, closed: everything })[phase]

/** The two minutes after handing in count as immediately. */
export const immediatelyMs = 120_000

export type ReviewFacts = {
  submittedAt: Instant | null
  passed: boolean
  /** Null is without limit. */
  attemptsLeft: number | null
  /** The person sits the same course's assessment just now, where the same questions may be asked. */
  isSitting: boolean
}

/**
 * Closed for a person once they have passed, or have no attempt left — but not while they sit: the last attempt is used
 * up when it begins, and the key of an earlier one would lie beside it.
 */
export const reviewPhase = (
  { submittedAt, passed, attemptsLeft, isSitting }: ReviewFacts,
  now: Instant,
): ReviewPhase => {
  if (submittedAt === null) return 'during'
  if ((passed || attemptsLeft === 0) && !isSitting) return 'closed'
  return now - submittedAt < immediatelyMs ? 'immediately' : 'later'
}
