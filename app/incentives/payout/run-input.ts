/**
 * What a calculation reads, frozen as plain data when a run is prepared. Everything else that builds on the engine —
 * runs, what-if, pilots, verify — makes these values; the engine reads nothing else. Each employee is one canonical
 * JSON object, so a run's input digest is taken over them in order of employee number.
 *
 * Units: `*Minor` whole minor units of the plan's currency, but for a part that names another; decimal text everywhere
 * else; days as '2026-09-30'.
 */
import type { Currency } from '#app/kernel/currency.ts'
import type { Day } from '#app/kernel/day.ts'
import type { DecimalText } from '#app/kernel/decimal.ts'
import type { Minor } from '#app/kernel/money.ts'
import type { IncentivePlan, RiskClass } from '../plans/plan.ts'

/** What is the same for everyone in one run, beside the plan. */
export type RunSetting = {
  /** The day on which gates are evaluated: the day the run is prepared. */
  asOf: Day
  /** The day of payment; instalments of deferred pay fall every so many months after it. */
  payOn: Day
  /** The unit tree as of the period's end, any order; `parent` null at the root. `score` is the unit's, when it has one. */
  units: readonly UnitInput[]
  /** Results by code: money in minor units or a plain number, as the pool or condition that reads it says. */
  results: readonly { code: string; value: DecimalText }[]
}
/**
 * By which rules a run is calculated, so that it comes to the same bytes years later. Those of 2 calculate nothing for
 * whom a gate or a cap cannot judge, where before nobody's rating or score was one that is not reached; and a correction
 * that adjusts somebody by hand leaves their other components alone, and what is held to the run that pays it.
 */
export const ruleVersion = 2
/** The plan as frozen and its setting: held with the run, digested with its inputs. The first rules left no mark. */
export type RunFrame = RunSetting & { plan: IncentivePlan; ruleVersion: typeof ruleVersion | undefined }
/** A unit without a score of its own takes that of the nearest unit above it. */
export type UnitInput = { code: string; parent: string | null; score?: DecimalText }

export type EmployeeInput = {
  /** Employee number: unique in a run; ties and order go by it, compared as text by code unit. */
  number: string
  /** Every assignment part that touches the period; they may reach beyond it and may overlap. Empty for a leaver. */
  parts: readonly PartInput[]
  /** Absent while there is no appraisal; what a table, gate or cap over it concerns is then not paid (`no-rating`, `no-score`). */
  appraisal?: AppraisalInput
  certifications: readonly { certification: string; from: Day; to: Day | null }[]
  violations: readonly { severity: string; from: Day; to: Day | null }[]
  credits: readonly CreditInput[]
  /** Target volume per product, for tiers in percent of target. */
  targets: readonly { product: string; volume: DecimalText }[]
  /** Honours granted within the period, one entry each. */
  honours: readonly { honour: string; on: Day }[]
  /** Adjustments to this run's lines, approved with it, and to those that it corrects; whole minor units, negative to take away. */
  adjustments: readonly { component: string; minor: Minor; reason: string }[]
  /** Amounts that earlier runs held and whose gate has cleared. */
  held: readonly CarriedInput[]
  /** Deferred instalments due by this run's payment, after malus. Paid without eligibility. */
  vested: readonly CarriedInput[]
  /**
   * Calendar year of the period's end, over all plans and runs in the plan's currency but this one; fixed pay earned in
   * it up to the period's end.
   */
  yearToDate: { awardedMinor: Minor; fixedPayMinor: Minor }
}

/** One assignment, as of the period. `from` and `to` are both counted; `to` null is open. */
export type PartInput = {
  from: Day
  to: Day | null
  /** 1 is full time; at most 1 over all parts of a day unless HR confirmed. */
  fte: DecimalText
  /** Full-time base pay of one month. */
  baseMinor: Minor
  /** Of the base, where it is not the plan's: whoever has such a part is not paid (`other-currency`). */
  currency?: Currency
  post: string
  unit: string
  riskClass: RiskClass
  /** Days within the period and this part that the plan does not pay, each counted once (see proration.ts). */
  unpaidDays: number
}

export type AppraisalInput = {
  /** The score, to 0.01. */
  score: DecimalText
  /** The final rating, after veto and calibration. */
  rating: string
  /** Bounds of the final rating's band: `least` included, `most` excluded, null when open above. */
  band: { least: DecimalText; most: DecimalText | null }
}

/** One employee's part of a booked sale. `shareBp` of all employees over one `id` sum to 10000. */
export type CreditInput = { id: string; product: string; volume: DecimalText; shareBp: number }

/** An amount that an earlier run awarded: which line it comes from (shown and traced), its component and plan. */
export type CarriedInput = { source: string; component: string; plan: string; minor: Minor; dueOn: Day }

/** What a calculator file or an example hands to the engine. */
export type RunInput = { frame: RunFrame; employees: readonly EmployeeInput[] }
