/** A mentoring programme: what it is for and who may be paired. */
import { addMonths, type Day, type Instant } from '#app/kernel/day.ts'

export const programmeKinds = ['induction', 'level-up', 'cross-unit'] as const
export type ProgrammeKind = (typeof programmeKinds)[number]

/** By the greatest total fit, or so that no mentor and mentee would both leave their partners for each other. */
export const matchMethods = ['fit', 'stable'] as const
export type MatchMethod = (typeof matchMethods)[number]

export type ProgrammeRules = {
  /** A mentor is never the mentee's own line manager when set. */
  notOwnManager: boolean
  sameCity: boolean
  /** Mentor and mentee come from different units. */
  otherUnit: boolean
  /** Years with the bank that a mentor has at least. */
  minimumYears: number
  /** 'fit' when it is not said. */
  method?: MatchMethod
}

export type ProgrammeState = 'open' | 'over' | 'closed'
/** A programme takes people and pairs them until its last day is over, or HR has closed it before. */
export const programmeStateOn = (programme: { toOn: Day; closedAt: Instant | null }, day: Day): ProgrammeState => {
  if (programme.closedAt !== null) return 'closed'
  return programme.toOn < day ? 'over' : 'open'
}

/** What the rules and the fit read of a mentor or a mentee. */
export type Partner = {
  employeeId: string
  number: string
  unitId: string | null
  city: string | null
  lineManagerId: string | null
  joinedOn: Day | null
  /** Assessed level, 1–5, by competency. */
  levels: ReadonlyMap<string, number>
}

/** Above this many waiting mentees a matching would hold up the whole bank; a programme is then divided. */
export const mostAtOnce = 400

export const bars = ['same-person', 'own-manager', 'other-city', 'same-unit', 'too-new'] as const
export type Bar = (typeof bars)[number]

/** Why the programme's rules forbid a pair; null when they allow it. A city that nobody noted forbids nothing. */
export const barOf = (rules: ProgrammeRules, mentor: Partner, mentee: Partner, day: Day): Bar | null => {
  if (mentor.employeeId === mentee.employeeId) return 'same-person'
  if (rules.notOwnManager && mentee.lineManagerId === mentor.employeeId) return 'own-manager'
  if (rules.sameCity && mentor.city && mentee.city && mentor.city !== mentee.city) return 'other-city'
  if (rules.otherUnit && mentor.unitId !== null && mentor.unitId === mentee.unitId) return 'same-unit'
  if (rules.minimumYears > 0 && !isWithBankFor(mentor, rules.minimumYears, day)) return 'too-new'
  return null
}

const isWithBankFor = ({ joinedOn }: Partner, years: number, day: Day): boolean =>
  joinedOn !== null && addMonths(joinedOn, 12 * years) <= day
