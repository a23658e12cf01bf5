/** Where the figures of a step came from: the page that shows it, for a reader who may open it. */
import type { Step } from '#app/kernel/step.ts'

/** Addresses that this reader may open; null where there is none, or it is not theirs to see. */
export type StepSources = {
  /** The appraisal that gave score and rating; its own steps lead on to the row of each actual. */
  appraisal: string | null
  /** Assignments with base pay, FTE and days. */
  assignments: string | null
  /** The list of credits, which is then asked for the step's deal. */
  credits: string | null
  certificates: string | null
  /** Scores of the cycle's units. */
  unitScores: string | null
}

export const sourceOf = ({ rule, label, inputs }: Step, sources: StepSources): string | null => {
  if (rule.startsWith('individual-multiplier')) return sources.appraisal
  if (rule === 'unit-multiplier') return sources.unitScores
  if (rule === 'target') return sources.assignments
  // A credit is known by its deal; whoever has a part in it stands beside.
  if (rule === 'credit') return sources.credits && `${sources.credits}?${new URLSearchParams({ q: label })}`
  return rule.startsWith('gate-') && inputs.condition === 'certified' ? sources.certificates : null
}
