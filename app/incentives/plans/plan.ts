/**
 * An incentive plan as data — the portable form of a version, with its examples. Amounts are whole minor units of
 * `currency`; percents, prices and multipliers are decimal text ('12.5' percent is 12.5 %).
 */

import type { Currency } from '#app/kernel/currency.ts'
import type { Day } from '#app/kernel/day.ts'
import type { DecimalText } from '#app/kernel/decimal.ts'
import type { Minor } from '#app/kernel/money.ts'
import type { Words } from '#app/kernel/words.ts'
import type { EmployeeInput, RunSetting } from '../payout/run-input.ts'

export const riskClasses = ['ordinary', 'risk', 'senior', 'principal-senior'] as const
/** Risk class of a post: ordinary; duties with material risk; senior management; its principal. */
export type RiskClass = (typeof riskClasses)[number]

export type IncentivePlan = {
  format: 'echelon.plan'
  version: 1
  code: string
  name: Words
  currency: Currency
  /** Both ends counted; `months` whole calendar months that it covers (a quarter: 3). */
  period: { from: Day; to: Day; months: number }
  population: Population
  /** Kinds of absence whose days do not count towards proration. */
  unpaidAbsences: readonly string[]
  /** In the order in which they are calculated and shown. */
  components: readonly Component[]
  tables: readonly MultiplierTable[]
  pools: readonly Pool[]
  gates: readonly Gate[]
  caps: Caps
  /** Money lines are rounded once, half away from zero, to a multiple of this many minor units (1 = 分, 100 = 元). */
  roundingMinor: number
  deferral: readonly DeferralRule[]
  /** Paid in the month this many months after the period's last, on this day (or the month's last). */
  payment: { monthsAfter: number; day: number }
  examples: readonly PlanExample[]
}

/** Who takes part: a part counts when its post and unit fit (a unit stands for all below it; absent means every one). */
export type Population = {
  posts?: readonly string[]
  units?: readonly string[]
  /** Least days of service in the period, over all parts. */
  minimumDays?: number
  /** Must still hold an assignment on the period's last day. */
  employedAtEnd?: boolean
}

export type Component = TargetBonus | PoolShare | PieceRate | HonourAward
type ComponentBase = { code: string; name: Words /** Only parts in these posts. */; posts?: readonly string[] }

/** Percent of base pay by post; `posts` absent is the row for all others. First row that fits holds; none: 0. */
export type TargetRow = { posts?: readonly string[]; percent: DecimalText }
/** `Σₖ Bₖ · target%ₖ · unit multiplierₖ · individual multiplier · pₖ`; tables by code, absent means 1. */
export type TargetBonus = ComponentBase & {
  kind: 'target-bonus'
  targets: readonly TargetRow[]
  unitTable?: string
  individualTable?: string
}
/** Share of a pool by `wₖ = Bₖ · target%ₖ · individual multiplier · pₖ`, largest remainder. */
export type PoolShare = ComponentBase & {
  kind: 'pool-share'
  pool: string
  targets: readonly TargetRow[]
  individualTable?: string
  /** True: what forfeit and reduce gates take is shared among the others (they act on the weight). */
  redistribute: boolean
}
export type PieceRate = ComponentBase & { kind: 'piece-rate'; products: readonly ProductRate[] }
/**
 * `price` is major units per unit of volume. Tiers are `[from, next from)`, the first from 0, in volume or in percent
 * of the employee's target for the product. Marginal: each tranche at its price; retroactive: all at the price reached.
 */
export type ProductRate = {
  product: string
  name: Words
  mode: 'marginal' | 'retroactive'
  basis: 'volume' | 'percent-of-target'
  tiers: readonly { from: DecimalText; price: DecimalText }[]
  /** Pay for the volume above this (same basis as the tiers) is multiplied by `factor`. */
  accelerator?: { above: DecimalText; factor: DecimalText }
  mostMinor?: Minor
}
export type HonourAward = ComponentBase & {
  kind: 'honour-award'
  awards: readonly { honour: string; name: Words; minor: Minor }[]
}

/**
 * A multiplier over the final rating, or over a score: 'steps' takes the row reached (`from` included, below the
 * first row the first holds), 'straight' draws straight lines between rows. An individual's score is first clamped
 * into the band of the final rating, because pay uses the final rating.
 */
export type MultiplierTable =
  | { code: string; name: Words; kind: 'rating'; rows: readonly { rating: string; multiplier: DecimalText }[] }
  | {
      code: string
      name: Words
      kind: 'steps' | 'straight'
      rows: readonly { from: DecimalText; multiplier: DecimalText }[]
    }

export type Pool = {
  code: string
  name: Words
  /** A fixed amount; `percent` of a unit result handed in by code; or `percent` of the sum of targets (`Σ Bₖ · target%ₖ · pₖ`). */
  funding:
    | { kind: 'fixed'; minor: Minor }
    | { kind: 'rate'; result: string; percent: DecimalText }
    | { kind: 'targets'; percent: DecimalText }
  /** Kept back for later corrections, percent of the funding; reported as undistributed. */
  reservePercent?: DecimalText
  /** First divided among units by these weights; a part takes from the nearest unit at or above its own. */
  units?: readonly { unit: string; weight: DecimalText }[]
}

export type Condition =
  /** Holds the certification on the day the run is prepared. */
  | { kind: 'certified'; certification: string }
  /** Has no open violation of one of these severities. */
  | { kind: 'no-open-violation'; severities: readonly string[] }
  | { kind: 'rating-in'; ratings: readonly string[] }
  | { kind: 'score-at-least'; score: DecimalText }
  /** A result handed in by code has reached a value. */
  | { kind: 'result-at-least'; result: string; value: DecimalText }
/** The result that a condition reads, if it reads one. */
export const resultsOf = (condition: Condition | undefined): string[] =>
  condition?.kind === 'result-at-least' ? [condition.result] : []
/** In the order in which gates act. */
export const gateEffects = ['forfeit', 'reduce', 'hold'] as const
export type GateEffect = (typeof gateEffects)[number]
/** When the condition is not met, the effect falls on the components named (absent: all). `factor` only for reduce. */
export type Gate = {
  code: string
  name: Words
  components?: readonly string[]
  condition: Condition
  effect: GateEffect
  factor?: DecimalText
}
export const gatesFor = (gates: readonly Gate[], component: string): Gate[] =>
  gates.filter((gate) => !gate.components || gate.components.includes(component))

export type Caps = {
  components: readonly ComponentCap[]
  /** Awarded in the calendar year over all plans may not exceed `ratio` × fixed pay earned. */
  annual?: { ratio: DecimalText }
}
/** At most an amount, or a percent of the component's target (`Σ Bₖ · target%ₖ · pₖ`); with `unless`, only when that fails. */
export type ComponentCap = {
  component: string
  mostMinor?: Minor
  mostPercentOfTarget?: DecimalText
  unless?: Condition
}
/** What the gates and caps of a component ask. */
export const conditionsFor = (
  { gates, caps }: Pick<IncentivePlan, 'gates' | 'caps'>,
  component: string,
): Condition[] => [
  ...gatesFor(gates, component).map(({ condition }) => condition),
  ...caps.components.flatMap((cap) => (cap.component === component && cap.unless ? [cap.unless] : [])),
]

/**
 * `deferred = ceil(payable × percent / 100)`, released in `parts` (relative sizes: [1, 1, 1] is three equal ones),
 * the first `everyMonths` after payment. An employee with several risk classes in the period takes the highest percent.
 */
export type DeferralRule = { riskClass: RiskClass; percent: DecimalText; parts: readonly number[]; everyMonths: number }

/** Sample inputs with the payouts that HR expects; activating a version runs them. */
export type PlanExample = {
  name: Words
  setting: RunSetting
  employees: readonly EmployeeInput[]
  expected: readonly ExpectedLine[]
}
/** What is left out is not compared. */
export type ExpectedLine = {
  employee: string
  component: string
  calculatedMinor?: Minor
  awardedMinor?: Minor
  payableMinor?: Minor
  heldMinor?: Minor
  deferredMinor?: Minor
  forfeitedMinor?: Minor
  cutMinor?: Minor
}
