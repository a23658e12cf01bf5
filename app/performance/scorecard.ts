/**
 * One person's scorecard in a cycle: lines become points, points a score, the score a rating. A mid-cycle transfer
 * splits it by assignment; each part is scored on its own template, the whole is weighted by days.
 */
import { type Day, daysInclusive } from '#app/kernel/day.ts'
import { clamp, type Decimal, type DecimalText, decimal, decimalText, roundTo, sum } from '#app/kernel/decimal.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { type Step, step } from '#app/kernel/step.ts'
import type { CurveRefusal } from './curve.ts'
import { scoreLine } from './line-score.ts'
import { rate } from './rating.ts'
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

export type ScorecardRefusal = CurveRefusal | 'no-parts' | 'no-such-rating' | 'bands-empty'
type PartScore = { exact: Decimal | null; blocked: boolean; days: number; lines: LineResult[]; steps: Step[] }

/** A mark or target that its curve cannot read is refused, naming part and KPI; a missing one never is. */
export const scoreScorecard = (
  card: Scorecard,
): Outcome<ScorecardResult, ScorecardRefusal, { part: number; kpi: string }> => {
  const cycleDays = daysInclusive(card.cycle.from, card.cycle.to)
  const rules = card.parts.at(-1)?.rules
  if (!rules) return refused('no-parts')
  if (rules.bands.length === 0) return refused('bands-empty')
  const named = [...card.vetoes.map((veto) => veto.cap), ...(card.calibrated ? [card.calibrated.rating] : [])]
  if (named.some((rating) => !rules.bands.some((band) => band.rating === rating))) return refused('no-such-rating')
  const parts: PartScore[] = []
  for (const [index, part] of card.parts.entries()) {
    const scored = scorePart(part, index, cycleDays)
    if (!scored.ok) return scored
    parts.push(scored.value)
  }
  return done(wholeOf(card, rules, parts))
}

const scorePart = (
  part: ScorecardPart,
  index: number,
  cycleDays: number,
): Outcome<PartScore, ScorecardRefusal, { part: number; kpi: string }> => {
  const days = daysInclusive(part.from, part.to)
  const { missing, perspectives } = part.rules
  const steps: Step[] = []
  const lines: LineResult[] = []
  let [present, counted, total, blocked] = [0, 0, 0, false]
  let weighted = decimal(0)
  for (const line of part.lines) {
    const entry = part.entries.find((each) => each.kpi === line.kpi)
    const scored = scoreLine(line, entry, perspectives, { days, of: cycleDays })
    if (!scored.ok) return refused(scored.error.code, { part: index, kpi: line.kpi })
    total += line.weightBp
    const base = { part: index, kpi: line.kpi, weightBp: line.weightBp }
    if (scored.value) {
      present += line.weightBp
      counted += line.weightBp
      weighted = weighted.plus(scored.value.points.times(line.weightBp))
      steps.push(...scored.value.steps)
      lines.push({ ...base, points: decimalText(scored.value.points) })
      continue
    }
    steps.push(step('missing', line.kpi, { policy: missing, weightBp: line.weightBp }, missing === 'zero' ? '0' : null))
    lines.push({ ...base, points: missing === 'zero' ? '0' : null, missing: missingAs[missing] })
    if (missing === 'zero') counted += line.weightBp
    if (missing === 'block') blocked = true
  }
  // "Present" is what was really entered: a zero in place of a missing value is not.
  const enough = total > 0 && present * 2 >= total
  const exact = enough && !blocked ? weighted.div(counted) : null
  const inputs = { days, weightedPoints: decimalText(weighted), countedBp: counted, presentBp: present, wholeBp: total }
  steps.push(step('part-score', String(index), inputs, exact && decimalText(roundTo(exact, 4))))
  return done({ exact, blocked, days, lines, steps })
}
const missingAs = { exclude: 'excluded', zero: 'zero', block: 'blocked' } as const

/** Parts are weighted by days; one without a score is left out while half of the days still have one. */
const wholeOf = (card: Scorecard, rules: ScorecardRules, parts: readonly PartScore[]): ScorecardResult => {
  const lines = parts.flatMap((part) => part.lines)
  const steps = parts.flatMap((part) => part.steps)
  const scored = parts.flatMap((part) => (part.exact ? [{ exact: part.exact, days: part.days }] : []))
  const scoredDays = scored.reduce((total, part) => total + part.days, 0)
  const allDays = parts.reduce((total, part) => total + part.days, 0)
  const blocked = parts.some((part) => part.blocked)
  if (blocked || scoredDays === 0 || scoredDays * 2 < allDays) {
    const noScore = blocked ? 'blocked' : 'less-than-half'
    return { score: null, noScore, bandRating: null, finalRating: null, band: null, cappedBy: [], lines, steps }
  }
  const whole = sum(scored.map((part) => part.exact.times(part.days))).div(scoredDays)
  const { adjusted, step: adjustment } = adjust(card, rules, whole)
  const score = roundTo(clamp(adjusted, decimal(rules.range.least), decimal(rules.range.most)), 2)
  if (parts.length > 1)
    steps.push(step('whole-score', 'score', { days: scored.map((part) => part.days) }, decimalText(roundTo(whole, 4))))
  if (adjustment) steps.push(adjustment)
  steps.push(step('score', 'score', { least: rules.range.least, most: rules.range.most }, decimalText(score)))
  const {
    bandRating,
    finalRating,
    band,
    cappedBy,
    steps: rating,
  } = rate(rules.bands, score, card.vetoes, card.calibrated)
  return { score: decimalText(score), bandRating, finalRating, band, cappedBy, lines, steps: [...steps, ...rating] }
}

const adjust = (
  card: Scorecard,
  { adjustments }: ScorecardRules,
  whole: Decimal,
): { adjusted: Decimal; step?: Step } => {
  if (card.adjustments.length === 0) return { adjusted: whole }
  const asked = sum(card.adjustments.map((each) => decimal(each.points)))
  const given = clamp(asked, decimal(adjustments.least), decimal(adjustments.most))
  const inputs = {
    asked: decimalText(asked),
    least: adjustments.least,
    most: adjustments.most,
    reasons: card.adjustments.map((each) => each.reason),
  }
  return { adjusted: whole.plus(given), step: step('adjustment', 'score', inputs, decimalText(given)) }
}
