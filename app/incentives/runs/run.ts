import { type Day, dayOf, type Instant } from '#app/kernel/day.ts'

/** A run's kind, and its state as its facts tell it. */
export const runKinds = ['regular', 'correction'] as const
export type RunKind = (typeof runKinds)[number]

export const runStates = ['calculating', 'calculated', 'submitted', 'approved', 'released', 'cancelled'] as const
export type RunState = (typeof runStates)[number]

export type RunFacts = {
  calculatedAt: number | null
  submittedAt: number | null
  approvedAt: number | null
  releasedAt: number | null
  cancelledAt: number | null
}

/** A run is released late once its pay day is over; on the day itself it still pays in time. */
export const isReleasedLate = (run: { payOn: Day }, today: Day): boolean => run.payOn < today

/** The bank's day of a late release; null when it was in time. Only payroll knows on which later day it then pays. */
export const releasedLateOn = (run: { payOn: Day; releasedAt: Instant | null }, timeZone: string): Day | null => {
  if (run.releasedAt === null) return null
  const releasedOn = dayOf(run.releasedAt, timeZone)
  return isReleasedLate(run, releasedOn) ? releasedOn : null
}

/** Prepared and calculating are one to the reader: the job's progress says how far it is. */
export const stateOfRun = (run: RunFacts): RunState => {
  if (run.cancelledAt !== null) return 'cancelled'
  if (run.releasedAt !== null) return 'released'
  if (run.approvedAt !== null) return 'approved'
  if (run.submittedAt !== null) return 'submitted'
  return run.calculatedAt !== null ? 'calculated' : 'calculating'
}
