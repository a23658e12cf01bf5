/** How many people have done what the phases of a cycle ask of them. */
import type { Phase } from '../cycle.ts'

/** Appraisals of a cycle by the facts that stand on them. */
export type CycleCounts = {
  all: number
  /** Those whom a manager scores; who leads the bank has none. */
  withManager: number
  selfReviewed: number
  managerReviewed: number
  calibrated: number
  published: number
  acknowledged: number
}

/** Null where a phase asks nothing that is counted by person. */
export const progressOf = (phase: Phase, counts: CycleCounts): { done: number; of: number } | null => {
  switch (phase) {
    case 'self-review':
      return { done: counts.selfReviewed, of: counts.all }
    case 'manager-review':
      return { done: counts.managerReviewed, of: counts.withManager }
    case 'calibration':
      return { done: counts.calibrated, of: counts.all }
    case 'acknowledgement':
      return { done: counts.acknowledged, of: counts.published }
    default:
      return null
  }
}
