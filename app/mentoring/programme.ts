/** A mentoring programme: what it is for and who may be paired. */
export const programmeKinds = ['induction', 'level-up', 'cross-unit'] as const
export type ProgrammeKind = (typeof programmeKinds)[number]

export type ProgrammeRules = {
  /** A mentor is never the mentee's own line manager when set. */
  notOwnManager: boolean
  sameCity: boolean
  /** Mentor and mentee come from different units. */
  otherUnit: boolean
  /** Years with the bank that a mentor has at least. */
  minimumYears: number
}
