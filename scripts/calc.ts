/**
 * The calculator: npm run -s calc -- FILE.json
 *
 * Evaluates, without a server, a portable document — a scoring curve, a scorecard, a template or an incentive plan with
 * its examples — and prints results with their steps as JSON on standard output. Exit codes: 0 evaluated and every
 * expectation met; 1 malformed, refused or an expectation missed, one line per fault on standard error with file, JSON
 * path and reason; 2 no readable file. Formats: app/performance/README.md and app/incentives/README.md.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readPlan } from '#app/incentives/plans/plan.form.ts'
import { runExamples } from '#app/incentives/plans/plan-examples.ts'
import { lintPlan } from '#app/incentives/plans/plan-lint.ts'
import { decimal, decimalText } from '#app/kernel/decimal.ts'
import { pathOf } from '#app/kernel/json-path.ts'
import type { LintCatalogue } from '#app/kernel/lint.ts'
import { readPortable } from '#app/kernel/portable.form.ts'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import { type CurveDocument, curveDocumentForm } from '#app/performance/curve.form.ts'
import { pointsOf } from '#app/performance/curve.ts'
import { type ScorecardDocument, scorecardDocumentForm } from '#app/performance/scorecard.form.ts'
import { scoreScorecard } from '#app/performance/scorecard.ts'
import { readTemplate } from '#app/performance/template.form.ts'
import { runTemplateExamples } from '#app/performance/template-examples.ts'
import { lintTemplate } from '#app/performance/template-lint.ts'

export type Problem = { path: string; reason: string }
/** `problems` empty: everything was evaluated and came out as expected. */
export type Evaluated = { output?: unknown; problems: Problem[] }

const formats = ['echelon.curve', 'echelon.scorecard', 'echelon.template', 'echelon.plan'] as const

/** Evaluates a parsed document of any of the formats. */
export const evaluate = (json: unknown): Evaluated => {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { problems: [{ path: '$', reason: 'the document must be a JSON object' }] }
  const format = 'format' in json ? json.format : undefined
  switch (format) {
    case 'echelon.curve': {
      const read = readPortable(curveDocumentForm, json)
      return read.ok ? curve(read.value) : { problems: read.error.detail ?? [] }
    }
    case 'echelon.scorecard': {
      const read = readPortable(scorecardDocumentForm, json)
      return read.ok ? scorecard(read.value) : { problems: read.error.detail ?? [] }
    }
    case 'echelon.template':
      return template(json)
    case 'echelon.plan':
      return plan(json)
    default:
      return { problems: [{ path: '$.format', reason: `must be one of ${formats.join(', ')}` }] }
  }
}

const curve = ({ curve: scored, samples }: CurveDocument): Evaluated => {
  const problems: Problem[] = []
  const results = samples.map(({ value, target, points: expected }, index) => {
    const outcome = pointsOf(scored, value, target)
    if (!outcome.ok) {
      const field =
        outcome.error.code === 'no-target' || outcome.error.code === 'target-not-positive' ? 'target' : 'value'
      problems.push({ path: pathOf(['samples', index, field]), reason: sentence(outcome.error.code) })
      return { value, refused: outcome.error.code }
    }
    const points = decimalText(outcome.value.points)
    if (expected !== undefined && !decimal(expected).eq(points))
      problems.push({ path: pathOf(['samples', index, 'points']), reason: `expected ${expected}, found ${points}` })
    return { value, ...(target !== undefined && { target }), points, steps: [outcome.value.step] }
  })
  return { output: { format: 'echelon.curve', results }, problems }
}

const scorecard = (card: ScorecardDocument): Evaluated => {
  const outcome = scoreScorecard(card)
  if (outcome.ok) return { output: { format: 'echelon.scorecard', result: outcome.value }, problems: [] }
  const { code, detail } = outcome.error
  const line = card.parts[detail?.part ?? 0]?.lines.findIndex((each) => each.kpi === detail?.kpi) ?? -1
  const path = detail ? ['parts', detail.part, 'lines', Math.max(0, line)] : []
  return { problems: [{ path: pathOf(path), reason: sentence(code) }] }
}

const template = (json: unknown): Evaluated => {
  const read = readTemplate(json)
  if (!read.ok) return { problems: read.error.detail ?? [] }
  const examples = runTemplateExamples(read.value)
  const problems = examples.flatMap(({ index, refusal, differences }): Problem[] => [
    ...(refusal
      ? [
          {
            path: pathOf(['examples', index]),
            reason: `${sentence(refusal.code)}${refusal.kpi ? ` (${refusal.kpi})` : ''}`,
          },
        ]
      : []),
    ...differences.map((each) => ({
      path: pathOf(['examples', index, 'expected', each.field]),
      reason: `expected ${each.expected}, found ${each.found}`,
    })),
  ])
  return {
    output: { format: 'echelon.template', lints: lintTemplate(read.value, catalogue('performance')), examples },
    problems,
  }
}

const plan = (json: unknown): Evaluated => {
  const read = readPlan(json)
  if (!read.ok) return { problems: read.error.detail ?? [] }
  const examples = runExamples(read.value)
  const problems = examples.flatMap(({ index, refusal, differences }): Problem[] => [
    ...(refusal ? [{ path: pathOf(['examples', index]), reason: sentence(refusal) }] : []),
    ...differences.map(({ employee, component, field, expected, found }) => ({
      path: pathOf(['examples', index, 'expected', expectedAt(read.value, index, employee, component), field]),
      reason: `employee ${employee}, ${component}: expected ${expected}, found ${found === null ? 'no line' : found}`,
    })),
  ])
  return {
    output: { format: 'echelon.plan', lints: lintPlan(read.value, catalogue('incentives')), examples },
    problems,
  }
}
const expectedAt = (
  document: { examples: readonly { expected: readonly { employee: string; component: string }[] }[] },
  example: number,
  employee: string,
  component: string,
): number =>
  document.examples[example]?.expected.findIndex(
    (each) => each.employee === employee && each.component === component,
  ) ?? 0

const catalogue = (name: 'performance' | 'incentives'): LintCatalogue =>
  JSON.parse(readFileSync(join(projectRoot(), `content/lints/${name}.json`), 'utf8'))

const sentences: Record<string, string> = {
  'not-a-number': 'needs a decimal number as text, such as "12.5"',
  'no-target': 'a linear curve needs a target',
  'target-not-positive': 'the target must be above 0',
  'no-such-level': 'the scale has no such level',
  'no-such-rating': 'no band has this rating',
  'no-weight': 'the pool has nobody to share it: the weights sum to 0',
  'pool-negative': 'the pool is below 0',
  'weight-negative': 'a weight is below 0',
}
const sentence = (code: string): string => {
  const [first = '', ...rest] = code.split(' ')
  return [sentences[first] ?? first, ...rest].join(' ')
}

const main = (argv: readonly string[]): number => {
  const [file] = argv
  if (file === undefined || file === '--help') {
    console.error(
      'usage: npm run -s calc -- FILE.json   (formats: app/performance/README.md, app/incentives/README.md)',
    )
    return file === undefined ? 2 : 0
  }
  let text: string
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    console.error(`${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}`)
    return 2
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    console.error(`${file}: $: is not JSON: ${error instanceof Error ? error.message : String(error)}`)
    return 1
  }
  const { output, problems } = evaluate(json)
  if (output !== undefined) process.stdout.write(`${JSON.stringify(output, null, 2)}\n`)
  for (const { path, reason } of problems) console.error(`${file}: ${path}: ${reason}`)
  return problems.length === 0 ? 0 : 1
}

// exitCode, not exit(): what was written to a pipe is flushed first.
if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2))
