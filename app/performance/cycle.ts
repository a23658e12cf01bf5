/** Phases of an appraisal cycle, in their order. */
export const phases = [
  'goal-setting',
  'monitoring',
  'self-review',
  'manager-review',
  'calibration',
  'acknowledgement',
  'appeal',
] as const
export type Phase = (typeof phases)[number]
