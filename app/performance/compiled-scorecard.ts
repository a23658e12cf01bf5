/**
 * Scorecards compiled to whole numbers for whole banks: score in hundredths, no steps. The common card — one part, no
 * adjustment, veto or calibration, one mark a perspective — runs here; every other is handed to the decimal rule.
 */
import { roundedQuotient } from '#app/kernel/fraction.ts'
import { type CompiledCurve, compileCurve } from './compiled-curve.ts'
import { bandsUpward } from './rating.ts'
import {
  type GoalLine,
  type LineEntry,
  type NoScore,
  type Scorecard,
  type ScorecardRules,
  scoreScorecard,
} from './scorecard.ts'

export type Scored = {
  /** Score × 100; null without one. */
  hundredths: number | null
  noScore?: NoScore
  finalRating: string | null
  band: { least: string; most: string | null } | null
}
type CompiledLine = { line: GoalLine; points: CompiledCurve; weightBp: number; judged: boolean }

const cycle = { from: '2026-01-01', to: '2026-03-31' }

/** Compiles the lines and rules of one template; `target` of a line may be replaced per entry by position. */
export const compileScorecard = (lines: readonly GoalLine[], rules: ScorecardRules) => {
  const compiled: CompiledLine[] = lines.map((line) => ({
    line,
    points: compileCurve(line.curve),
    weightBp: line.weightBp,
    judged: line.source === 'judged',
  }))
  const wholeBp = lines.reduce((total, line) => total + line.weightBp, 0)
  const ratio = new Map(rules.perspectives.map((each) => [each.perspective, each.parts]))
  const [least, most] = [rules.range.least, rules.range.most].map(hundredthsOf)
  const upward = bandsUpward(rules.bands)
  const bands = upward.map((band, index) => ({
    from: hundredthsOf(band.from),
    rating: band.rating,
    band: { least: band.from, most: upward[index + 1]?.from ?? null },
  }))
  const plain =
    least !== undefined &&
    most !== undefined &&
    [least, most, ...bands.map((band) => band.from)].every(Number.isInteger)

  /** One part's entries, `targets` by position of the line where a goal sheet has its own. */
  const score = (entries: readonly LineEntry[], targets?: readonly (string | undefined)[]): Scored => {
    if (!plain) return exactly(lines, rules, entries, targets)
    let [weighted, present, counted] = [0, 0, 0]
    let blocked = false
    for (let index = 0; index < compiled.length; index += 1) {
      const each = compiled[index]
      if (!each) continue
      const { line, weightBp } = each
      const at = entries[index]
      const entry = at?.kpi === line.kpi ? at : entries.find((other) => other.kpi === line.kpi)
      const target = targets?.[index] ?? line.target
      const points = each.judged
        ? judged(each, entry, ratio, target)
        : entry?.actual === undefined
          ? null
          : each.points(entry.actual, target)
      if (points === null) {
        if (rules.missing === 'zero') counted += weightBp
        if (rules.missing === 'block') blocked = true
        continue
      }
      if (Number.isNaN(points)) return exactly(lines, rules, entries, targets)
      weighted += points * weightBp
      present += weightBp
      counted += weightBp
    }
    if (blocked || present * 2 < wholeBp || counted === 0)
      return { hundredths: null, noScore: blocked ? 'blocked' : 'less-than-half', finalRating: null, band: null }
    const hundredths = Math.min(most, Math.max(least, roundedQuotient(weighted, counted)))
    let rank = bands.length - 1
    while (rank > 0 && (bands[rank]?.from ?? 0) > hundredths) rank -= 1
    const held = bands[rank]
    return { hundredths, finalRating: held?.rating ?? null, band: held?.band ?? null }
  }
  return score
}

/** NaN sends the card to the decimal rule. */
const judged = (
  { points }: CompiledLine,
  entry: LineEntry | undefined,
  ratio: ReadonlyMap<string, number>,
  target: string | undefined,
): number | null => {
  let [sum, parts] = [0, 0]
  let seen = ''
  for (const { perspective, mark } of entry?.marks ?? []) {
    const own = ratio.get(perspective) ?? 0
    if (own === 0) continue
    if (seen.includes(perspective)) return Number.NaN
    seen += `${perspective} `
    sum += points(mark, target) * own
    parts += own
  }
  return parts === 0 ? null : Number.isNaN(sum) ? sum : roundedQuotient(sum, parts)
}

const exactly = (
  lines: readonly GoalLine[],
  rules: ScorecardRules,
  entries: readonly LineEntry[],
  targets?: readonly (string | undefined)[],
): Scored => {
  const own = lines.map((line, index) => (targets?.[index] === undefined ? line : { ...line, target: targets[index] }))
  return scoreExactly({ cycle, parts: [{ ...cycle, rules, lines: own, entries }], adjustments: [], vetoes: [] })
}

/** Any scorecard, by the decimal rule; a mark that its curve refuses is an error here, found when it was entered. */
export const scoreExactly = (card: Scorecard): Scored => {
  const outcome = scoreScorecard(card)
  if (!outcome.ok) throw new RangeError(`${outcome.error.code} ${outcome.error.detail?.kpi ?? ''}`)
  const { score, noScore, finalRating, band } = outcome.value
  return { hundredths: score === null ? null : hundredthsOf(score), ...(noScore && { noScore }), finalRating, band }
}

const hundredthsOf = (text: string): number => {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  if (fraction.length > 2) return Number.NaN
  const value = Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
  return text.startsWith('-') && value !== 0 ? -value : value
}
/** 8650 as '86.5': the text that the decimal rule writes. */
export const hundredthsText = (hundredths: number): string => {
  const size = Math.abs(hundredths)
  const rest = size % 100
  const whole = (size - rest) / 100
  const fraction = rest === 0 ? '' : rest % 10 === 0 ? `.${rest / 10}` : rest < 10 ? `.0${rest}` : `.${rest}`
  return `${hundredths < 0 ? '-' : ''}${whole}${fraction}`
}
