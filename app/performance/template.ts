/** A template: the KPIs and weights of a post from which its scorecards are made — the portable form of a version. */
import type { DecimalText } from '#app/kernel/decimal.ts'
import type { Words } from '#app/kernel/words.ts'
import type { Curve } from './curve.ts'
import type { LineEntry, Veto } from './scorecard.ts'

export const missingPolicies = ['exclude', 'zero', 'block'] as const
/** What a missing actual or judgement does: left out and the rest renormalised, counted as zero, or no score at all. */
export type MissingPolicy = (typeof missingPolicies)[number]
export const regulatoryClasses = [
  'compliance',
  'risk',
  'operating-results',
  'development',
  'social-responsibility',
] as const
export type RegulatoryClass = (typeof regulatoryClasses)[number]
export const perspectives = ['self', 'manager', 'peer', 'upward'] as const
export type Perspective = (typeof perspectives)[number]

/**
 * One KPI of a template. `weightBp` in basis points of the whole (3000 = 30 %). A line whose curve is anchored, or
 * whose `source` is 'judged', takes marks from the perspectives; the others take the curve of their actual.
 */
export type TemplateLine = {
  /** Code of the KPI in the library; unique within the template. */
  kpi: string
  name: Words
  dimension: string
  regulatoryClass?: RegulatoryClass
  source: 'measured' | 'judged'
  weightBp: number
  curve: Curve
  /** The target proposed for a goal sheet; linear curves need one there, above 0. */
  target?: DecimalText
  unit?: Words
  /** The KPI only ranks people against each other; a regulatory lint looks at it. */
  rankOnly?: boolean
}

/** The ratio in which perspectives count; renormalised over those present. Whole numbers, any sum. */
export type PerspectiveRatio = { perspective: Perspective; parts: number }

/** Whether what a perspective marks goes into the points: of one that has no part no mark is asked. */
export const isCounted = (ratio: readonly PerspectiveRatio[], perspective: Perspective): boolean =>
  ratio.some((each) => each.perspective === perspective && each.parts > 0)

/**
 * A rating holds from `from` (included) up to the next band's; the lowest begins at or below `range.least`. `guideBp` is
 * the share of people whom the bank expects there, in basis points: what a calibration compares with, never a quota.
 * Where one band has it, they sum to the whole; a band without it expects nobody.
 */
export type Band = { rating: string; name: Words; from: DecimalText; guideBp?: number }

export type Template = {
  format: 'echelon.template'
  version: 1
  code: string
  name: Words
  /** Codes of the posts it is made for. */
  posts: readonly string[]
  lines: readonly TemplateLine[]
  perspectives: readonly PerspectiveRatio[]
  missing: MissingPolicy
  /** Adjustments (points added by hand, each with a reason) may not leave these bounds, in sum. */
  adjustments: { least: DecimalText; most: DecimalText }
  /** The score is clamped to this range after adjustments. */
  range: { least: DecimalText; most: DecimalText }
  bands: readonly Band[]
  /** The least weight a dimension must carry. */
  dimensions: readonly { dimension: string; minimumBp: number }[]
  /** Sample achievements with the score and rating that HR expects. */
  examples?: readonly TemplateExample[]
}

/** `targets` replace the template's own; what `expected` leaves out is not compared. */
export type TemplateExample = {
  name: Words
  targets?: readonly { kpi: string; target: DecimalText }[]
  entries: readonly LineEntry[]
  adjustments?: readonly { points: DecimalText; reason: string }[]
  vetoes?: readonly Veto[]
  expected?: { score?: DecimalText | null; rating?: string | null }
}

export const wholeWeightBp = 10_000
export const totalGuideBp = (bands: readonly Band[]): number =>
  bands.reduce((total, band) => total + (band.guideBp ?? 0), 0)
export const totalWeightBp = (lines: readonly { weightBp: number }[]): number =>
  lines.reduce((total, line) => total + line.weightBp, 0)

const byKpi = new WeakMap<Template['lines'], ReadonlyMap<string, TemplateLine>>()

/** The line of a KPI; hundreds of cells ask for those of one template. Throws a RangeError where it has none. */
export const templateLine = ({ code, lines }: Pick<Template, 'code' | 'lines'>, kpi: string): TemplateLine => {
  const known = byKpi.get(lines) ?? new Map(lines.map((line) => [line.kpi, line]))
  byKpi.set(lines, known)
  const line = known.get(kpi)
  if (!line) throw new RangeError(`template ${code} has no line ${kpi}`)
  return line
}
