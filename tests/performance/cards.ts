import type { Curve } from '#app/performance/curve.ts'
import {
  type GoalLine,
  type LineEntry,
  type Scorecard,
  type ScorecardRules,
  scoreScorecard,
} from '#app/performance/scorecard.ts'
import type { Template } from '#app/performance/template.ts'

/** Points as they are: the identity as a piecewise curve, for tests about what comes after the curve. */
export const asGiven: Curve = {
  kind: 'piecewise',
  knots: [
    { at: '-1000', points: '-1000' },
    { at: '1000', points: '1000' },
  ],
}

export const line = (kpi: string, weightBp: number, more: Partial<GoalLine> = {}): GoalLine => ({
  kpi,
  name: { en: kpi },
  dimension: 'business',
  source: 'measured',
  weightBp,
  curve: asGiven,
  ...more,
})

export const rules: ScorecardRules = {
  perspectives: [
    { perspective: 'self', parts: 1 },
    { perspective: 'manager', parts: 3 },
  ],
  missing: 'exclude',
  adjustments: { least: '-5', most: '5' },
  range: { least: '0', most: '120' },
  bands: [
    { rating: 'A', name: { en: 'A' }, from: '95' },
    { rating: 'D', name: { en: 'D' }, from: '0' },
    { rating: 'C', name: { en: 'C' }, from: '60' },
    { rating: 'B', name: { en: 'B' }, from: '80' },
  ],
}

export const card = (lines: GoalLine[], entries: LineEntry[], more: Partial<Scorecard> = {}): Scorecard => ({
  cycle: { from: '2026-07-01', to: '2026-09-30' },
  parts: [{ from: '2026-07-01', to: '2026-09-30', rules, lines, entries }],
  adjustments: [],
  vetoes: [],
  ...more,
})

export const scored = (scorecard: Scorecard) => {
  const outcome = scoreScorecard(scorecard)
  if (!outcome.ok) throw new Error(`${outcome.error.code} ${JSON.stringify(outcome.error.detail)}`)
  return outcome.value
}

export const template: Template = {
  format: 'echelon.template',
  version: 1,
  code: 'teller',
  name: { en: 'Teller', 'zh-CN': '柜员' },
  posts: ['teller'],
  lines: [line('deposits', 6000), line('complaints', 4000)],
  ...rules,
  dimensions: [{ dimension: 'business', minimumBp: 2000 }],
}
