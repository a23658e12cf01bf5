/** Where the figures of a step came from: the page that shows it, for a reader who may open it. */
import type { Step } from '#app/kernel/step.ts'

/** Addresses that this reader may open; null where there is none, or it is not theirs to see. */
export type StepSources = {
  /** The appraisal that gave score and rating; its own steps lead on to the row of each actual. */
  appraisal: string | null
  /** Assignments with base pay, FTE and days. */
  assignments: string | null
  credits: string | null
  certificates: string | null
}

export const sourceOf = ({ rule, inputs }: Step, sources: StepSources): string | null => {
  if (rule.startsWith('individual-multiplier')) return sources.appraisal
  if (rule === 'target') return sources.assignments
  if (rule === 'credit') return sources.credits
  return rule.startsWith('gate-') && inputs.condition === 'certified' ? sources.certificates : null
}
