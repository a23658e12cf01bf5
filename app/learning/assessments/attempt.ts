/** An attempt: one sitting of an assessment, timed by the server. */
export const attemptStates = ['in-progress', 'submitted', 'graded', 'expired', 'abandoned'] as const
export type AttemptState = (typeof attemptStates)[number]

export type AssessmentSettings = {
  questionsDrawn: number
  timeLimitMinutes: number
  /** Decimal text, in percent. */
  passPercent: string
  /** Attempts allowed; null is without limit. */
  attempts: number | null
  shuffle: boolean
}
