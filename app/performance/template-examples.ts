/** A template's examples: sample achievements, scored as if on a goal sheet of it, against what HR expects. */
import type { DecimalText } from '#app/kernel/decimal.ts'
import { decimal } from '#app/kernel/decimal.ts'
import { type ScorecardResult, scoreScorecard } from './scorecard.ts'
import type { Template } from './template.ts'

export type TemplateExampleOutcome = {
  index: number
  passed: boolean
  differences: { field: 'score' | 'rating'; expected: string | null; found: string | null }[]
  /** Why it could not be scored, and on which KPI. */
  refusal?: { code: string; kpi?: string }
  result?: ScorecardResult
}

/** One part over one cycle; the days do not matter to a template. */
const quarter = { from: '2026-01-01', to: '2026-03-31' }

export const runTemplateExamples = (template: Template): TemplateExampleOutcome[] =>
  (template.examples ?? []).map((example, index) => {
    const lines = template.lines.map((line) => {
      const target = example.targets?.find((each) => each.kpi === line.kpi)?.target ?? line.target
      return target === undefined ? line : { ...line, target }
    })
    const outcome = scoreScorecard({
      cycle: quarter,
      parts: [{ ...quarter, rules: template, lines, entries: example.entries }],
      adjustments: example.adjustments ?? [],
      vetoes: example.vetoes ?? [],
    })
    if (!outcome.ok) {
      const { code, detail } = outcome.error
      return { index, passed: false, differences: [], refusal: { code, ...(detail && { kpi: detail.kpi }) } }
    }
    const { score, finalRating } = outcome.value
    const expected = example.expected ?? {}
    const differences: TemplateExampleOutcome['differences'] = []
    if (expected.score !== undefined && !sameNumber(expected.score, score))
      differences.push({ field: 'score', expected: expected.score, found: score })
    if (expected.rating !== undefined && expected.rating !== finalRating)
      differences.push({ field: 'rating', expected: expected.rating, found: finalRating })
    return { index, passed: differences.length === 0, differences, result: outcome.value }
  })

const sameNumber = (a: DecimalText | null, b: DecimalText | null): boolean =>
  a === null || b === null ? a === b : decimal(a).eq(b)
