/** One person's card in a cycle, as read, and the plain scorecard that the rule scores. */
import type { Day, Instant } from '#app/kernel/day.ts'
import type { DecimalText } from '#app/kernel/decimal.ts'
import type { GoalLine, LineEntry, Scorecard, ScorecardRules, Veto } from '../scorecard.ts'
import { type Perspective, type Template, templateLine } from '../template.ts'

export type GivenMark = {
  perspective: Extract<Perspective, 'self' | 'manager'>
  mark: string
  comment: string | null
  revision: number
}
/** Where a value comes from: a row of a file, or a note. */
export type CardActual = {
  id: string
  value: DecimalText
  fileName: string | null
  sourceRow: number | null
  sourceNote: string | null
  recordedAt: Instant
}
export type CardLine = {
  id: string
  kpiCode: string
  weightBp: number
  target: DecimalText | null
  isTargetProrated: boolean
  goal: GoalLine
  actual: CardActual | null
  marks: readonly GivenMark[]
}
export type CardPart = {
  sheet: {
    id: string
    employeeId: string
    templateVersionId: string
    managerId: string | null
    unitPath: string
    fromOn: Day
    toOn: Day
  }
  template: Template
  lines: readonly CardLine[]
}
export type CardReview = {
  id: string
  unitPath: string
  managerId: string | null
  adjustment: DecimalText | null
  adjustmentReason: string | null
  calibratedRating: string | null
  calibrationReason: string | null
  managerReviewedAt: Instant | null
  publishedAt: Instant | null
  selfComment: string | null
  managerComment: string | null
  revision: number
}
/** As much of a card as its score comes from. */
export type ScoredCard = {
  review: Pick<CardReview, 'adjustment' | 'adjustmentReason' | 'calibratedRating' | 'calibrationReason'>
  parts: readonly {
    sheet: { fromOn: Day; toOn: Day }
    template: ScorecardRules & Pick<Template, 'lines'>
    lines: readonly CardLine[]
  }[]
  vetoes: readonly Veto[]
}
export type PersonCard = {
  employeeId: string
  review: CardReview
  parts: readonly CardPart[]
  vetoes: readonly Veto[]
}

/** The template's line as agreed on a sheet: its weight and target are the sheet's, the rest the template version's. */
export const goalLineOf = (
  template: Pick<Template, 'code' | 'lines'>,
  line: { kpiCode: string; weightBp: number; target: DecimalText | null; isTargetProrated: boolean },
): GoalLine => {
  const found = templateLine(template, line.kpiCode)
  const isTemplates =
    line.weightBp === found.weightBp && line.target === (found.target ?? null) && !line.isTargetProrated
  if (isTemplates) return found
  const { target: _, ...rest } = found
  return {
    ...rest,
    weightBp: line.weightBp,
    ...(line.target !== null && { target: line.target }),
    ...(line.isTargetProrated && { proratedTarget: true }),
  }
}

export const entryOf = (line: CardLine): LineEntry => ({
  kpi: line.kpiCode,
  ...(line.goal.source === 'measured' && line.actual && { actual: line.actual.value }),
  ...(line.goal.source === 'judged' && { marks: line.marks.map(({ perspective, mark }) => ({ perspective, mark })) }),
})

export const scorecardOf = (cycle: { fromOn: Day; toOn: Day }, card: ScoredCard): Scorecard => ({
  cycle: { from: cycle.fromOn, to: cycle.toOn },
  parts: card.parts.map(({ sheet, template, lines }) => ({
    from: sheet.fromOn,
    to: sheet.toOn,
    rules: template,
    lines: lines.map((line) => line.goal),
    entries: lines.map(entryOf),
  })),
  adjustments:
    card.review.adjustment === null
      ? []
      : [{ points: card.review.adjustment, reason: card.review.adjustmentReason ?? '' }],
  vetoes: card.vetoes.map(({ event, cap }) => ({ event, cap })),
  ...(card.review.calibratedRating !== null && {
    calibrated: { rating: card.review.calibratedRating, reason: card.review.calibrationReason ?? '' },
  }),
})
