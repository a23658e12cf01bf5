/** An attempt: one sitting of an assessment, timed by the server. */

import type { Instant } from '#app/kernel/day.ts'
import type { DecimalText } from '#app/kernel/decimal.ts'

export const attemptStates = ['in-progress', 'submitted', 'graded', 'expired', 'abandoned'] as const
export type AttemptState = (typeof attemptStates)[number]

/** So many questions with this tag, each worth so many points. */
export type DrawPart = { tag: string; questions: number; points: DecimalText }

export type AssessmentSettings = {
  questionsDrawn: number
  timeLimitMinutes: number
  /** Decimal text, in percent. */
  passPercent: string
  /** Attempts allowed; null is without limit. */
  attempts: number | null
  shuffle: boolean
  draw: DrawPart[]
}

/** What the network may take: an answer within it after the deadline is taken and marked late. */
export const slackMs = 60_000

export type Allowance = {
  /** Accommodation on top of the limit. */
  extraPercent?: number
  extraMinutes?: number
  /** When the assessment closes for this person; null is never. */
  closesAt?: Instant | null
}

/** Fixed at the start: min(start + limit · (1 + extra %) + extra minutes, close). */
export const deadlineOf = (startedAt: Instant, limitMinutes: number, allowance: Allowance = {}): Instant => {
  const { extraPercent = 0, extraMinutes = 0, closesAt = null } = allowance
  const end = startedAt + Math.round(limitMinutes * 60_000 * (1 + extraPercent / 100)) + extraMinutes * 60_000
  return closesAt === null ? end : Math.min(end, closesAt)
}

/** Whether nothing more is taken: the sweeper closes such an attempt, and so does whoever reads it. */
export const isOver = (deadlineAt: Instant, now: Instant): boolean => now > deadlineAt + slackMs
export const isLate = (deadlineAt: Instant, now: Instant): boolean => now > deadlineAt && !isOver(deadlineAt, now)

/** Attempts that a person still has; null is without limit. */
export const attemptsLeft = (allowed: number | null, begun: number): number | null =>
  allowed === null ? null : Math.max(0, allowed - begun)
