/** Where an appraisal stands, read off its facts: what has happened last. */
import type { Instant } from '#app/kernel/day.ts'

export const appraisalStates = [
  'open',
  'self-reviewed',
  'manager-reviewed',
  'calibrated',
  'published',
  'acknowledged',
] as const
export type AppraisalState = (typeof appraisalStates)[number]

export type AppraisalFacts = {
  selfReviewedAt: Instant | null
  managerReviewedAt: Instant | null
  calibratedAt: Instant | null
  publishedAt: Instant | null
  acknowledgedAt: Instant | null
}

export const stateOf = (facts: AppraisalFacts): AppraisalState => {
  if (facts.acknowledgedAt !== null) return 'acknowledged'
  if (facts.publishedAt !== null) return 'published'
  if (facts.calibratedAt !== null) return 'calibrated'
  if (facts.managerReviewedAt !== null) return 'manager-reviewed'
  return facts.selfReviewedAt !== null ? 'self-reviewed' : 'open'
}

/** Ready for calibration: scored, and reviewed by the manager where there is one. */
export const isReadyToCalibrate = (
  facts: AppraisalFacts & { score: string | null; managerId: string | null },
): boolean =>
  facts.score !== null && facts.calibratedAt === null && (facts.managerId === null || facts.managerReviewedAt !== null)
