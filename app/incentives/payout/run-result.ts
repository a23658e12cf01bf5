/**
 * What a calculation gives: one line per employee × component (and one per amount carried from earlier runs), with
 * its steps, and control totals. Everything is whole minor units of the plan's currency.
 */
import type { Day } from '#app/kernel/day.ts'
import type { DecimalText } from '#app/kernel/decimal.ts'
import type { Minor } from '#app/kernel/money.ts'
import type { Step } from '#app/kernel/step.ts'

/** `component`: calculated here; `held` and `vested`: paid from earlier runs, `source` says which line. */
export const lineKinds = ['component', 'held', 'vested'] as const
export type LineKind = (typeof lineKinds)[number]

/**
 * `calculated + adjusted = forfeited + cut + awarded` and `awarded = payable + held + deferred`, on every line.
 */
export type PayLine = {
  employee: string
  /** Component code; on carried lines that of the line they come from. Unique per employee with kind and source. */
  component: string
  kind: LineKind
  source?: string
  /** What the component gives before gates, caps and adjustments. */
  calculatedMinor: Minor
  /** Taken by forfeit and reduce gates. */
  forfeitedMinor: Minor
  /** Taken by component and annual caps. */
  cutMinor: Minor
  adjustedMinor: Minor
  awardedMinor: Minor
  deferredMinor: Minor
  heldMinor: Minor
  /** Paid by this run. */
  payableMinor: Minor
  instalments: readonly Instalment[]
  /** Gates not met that held the payable; it is paid when none of them holds. */
  heldBy: readonly string[]
}
export type Instalment = { no: number; dueOn: Day; minor: Minor }
/** A line with the arithmetic that made it. */
export type ExplainedLine = PayLine & { steps: readonly Step[] }

/** A person who cannot be paid as the plan stands; others still are, and the run's preparer sees the list. */
export type ExceptionCode =
  | 'no-rating'
  | 'no-score'
  | 'no-unit-score'
  | 'rating-not-in-table'
  | 'no-target'
  | 'no-pool-unit'
  | 'no-result'
  | 'over-full-time'
  | 'other-currency'
  | 'credit-split'
export type RunException = {
  employee: string
  component: string
  code: ExceptionCode
  severity: 'error' | 'warning'
  /** What was looked for: the code of a table, unit, product, credit or result, ratings or a score; or the currency found. */
  subject: string
}

/** Sums of one component (`kind` component) or of one kind of carried line. */
export type ControlTotal = {
  component: string
  kind: LineKind
  lines: number
  calculatedMinor: Minor
  adjustedMinor: Minor
  payableMinor: Minor
  heldMinor: Minor
  deferredMinor: Minor
  forfeitedMinor: Minor
  cutMinor: Minor
  /** `payable + held + deferred + forfeited + cut = calculated + adjusted`. */
  balanced: boolean
}
/** A pool's own balance: `distributed + undistributed = funded`, distributed being what its component calculated. */
export type PoolTotal = {
  pool: string
  /** The component that shares it. */
  component: string
  fundedMinor: Minor
  distributedMinor: Minor
  /** The reserve. */
  undistributedMinor: Minor
  units: readonly { unit: string; minor: Minor }[]
  balanced: boolean
}
export type RunControl = { components: readonly ControlTotal[]; pools: readonly PoolTotal[] }

/** First pass: one employee's weight in a pool (or in one unit's part of it), exact. */
export type PoolWeight = {
  pool: string
  unit: string | null
  employee: string
  weight: DecimalText
  target: DecimalText
}
