/**
 * One person's scorecard in a cycle: lines become points, points a score, the score a rating. A mid-cycle transfer
 * splits it by assignment; each part is scored on its own template, the whole is weighted by days.
 */
import type { Day } from '#app/kernel/day.ts'
import type { DecimalText } from '#app/kernel/decimal.ts'
import type { Step } from '#app/kernel/step.ts'
import type { Perspective, Template, TemplateLine } from './template.ts'

/** A template line as agreed on a goal sheet. `proratedTarget`: the target is for the whole cycle and shrinks with the part's days. */
export type GoalLine = TemplateLine & { proratedTarget?: boolean }
/** What was achieved on a line: its actual, or the marks on its anchored scale; absent is missing, never zero. */
export type LineEntry = { kpi: string; actual?: DecimalText; marks?: readonly Mark[] }
/** `mark` is the `level` of an anchor; on a judged line with another curve, a value of that curve. Several of one perspective are averaged. */
export type Mark = { perspective: Perspective; mark: string }
export type ScorecardRules = Pick<Template, 'perspectives' | 'missing' | 'adjustments' | 'range' | 'bands'>
export type ScorecardPart = {
  from: Day
  to: Day
  rules: ScorecardRules
  lines: readonly GoalLine[]
  entries: readonly LineEntry[]
}
/** A veto event with the best rating still possible. */
export type Veto = { event: string; cap: string }
/** The last part's rules hold for adjustments, range and bands. */
export type Scorecard = {
  /** The cycle, both ends counted: what a prorated target is prorated over. */
  cycle: { from: Day; to: Day }
  parts: readonly ScorecardPart[]
  adjustments: readonly { points: DecimalText; reason: string }[]
  vetoes: readonly Veto[]
  calibrated?: { rating: string; reason: string }
}

/** Why there is no score: a missing value blocks it, or less than half of the weight (or of the days) is present. */
export type NoScore = 'blocked' | 'less-than-half'
export type LineResult = {
  part: number
  kpi: string
  weightBp: number
  /** To 0.01; null when missing and not counted. */
  points: DecimalText | null
  /** What was missing was excluded or counted as zero, by the template's policy. */
  missing?: 'excluded' | 'zero' | 'blocked'
}
export type ScorecardResult = {
  /** To 0.01; null with `noScore`. */
  score: DecimalText | null
  noScore?: NoScore
  /** By the bands alone. */
  bandRating: string | null
  /** After veto and calibration: what pay uses. */
  finalRating: string | null
  /** Bounds of the final rating's band, for multiplier tables: `most` excluded, null when open. */
  band: { least: DecimalText; most: DecimalText | null } | null
  /** Events that capped the rating. */
  cappedBy: readonly string[]
  lines: readonly LineResult[]
  steps: readonly Step[]
}
