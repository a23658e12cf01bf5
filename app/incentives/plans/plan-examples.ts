/** A plan's examples are its tests: sample inputs with the payouts that HR expects. Activating a version runs them. */
import type { Minor } from '#app/kernel/money.ts'
import { calculate, type RunResult } from '../payout/payout.ts'
import { ruleVersion } from '../payout/run-input.ts'
import type { ExplainedLine, RunException } from '../payout/run-result.ts'
import type { ExpectedLine, IncentivePlan, PlanExample } from './plan.ts'
import { resultsRead } from './plan-fault.ts'

const compared = [
  'calculatedMinor',
  'awardedMinor',
  'payableMinor',
  'heldMinor',
  'deferredMinor',
  'forfeitedMinor',
  'cutMinor',
] as const
export type ComparedField = (typeof compared)[number]
/** `found` null: there is no such line. */
export type Difference = {
  employee: string
  component: string
  field: ComparedField
  expected: Minor
  found: Minor | null
}
export type ExampleOutcome = {
  index: number
  passed: boolean
  differences: Difference[]
  /** Why it could not be calculated. */
  refusal?: string
  result?: RunResult
}

export const runExamples = (plan: IncentivePlan): ExampleOutcome[] =>
  plan.examples.map((example, index) => runExample(plan, example, index))

/** One person of an example, as they are chosen ('1-E0003') and as they come out; no lines where nothing could be calculated. */
export type ExamplePerson = {
  key: string
  index: number
  number: string
  posts: readonly string[]
  lines: readonly ExplainedLine[]
  /** Each said once: `component` is all the codes that it is said of. */
  exceptions: readonly RunException[]
  payableMinor: Minor
}

export const peopleOfExamples = (plan: IncentivePlan, outcomes: readonly ExampleOutcome[]): ExamplePerson[] =>
  plan.examples.flatMap(({ employees }, index) =>
    employees.map(({ number, parts }) => {
      const result = outcomes[index]?.result
      const lines = result?.lines.filter((line) => line.employee === number) ?? []
      return {
        key: `${index + 1}-${number}`,
        index,
        number,
        posts: [...new Set(parts.map((part) => part.post))],
        lines,
        exceptions: saidOnce(result?.exceptions.filter((each) => each.employee === number) ?? []),
        payableMinor: lines.reduce((sum, line) => sum + line.payableMinor, 0),
      }
    }),
  )

/** What a person lacks, several components lack alike. */
const saidOnce = (exceptions: readonly RunException[]): RunException[] => {
  const said = new Map<string, RunException>()
  for (const each of exceptions) {
    const key = `${each.code} ${each.subject}`
    const before = said.get(key)
    said.set(key, before ? { ...before, component: `${before.component} ${each.component}` } : each)
  }
  return [...said.values()]
}

/**
 * The plan whose example expects what it gives now. What was compared stays compared; of a line that is no more nothing
 * is expected, and where that leaves nothing, every payable amount is. Unchanged where nothing can be calculated.
 */
export const expectingFound = (plan: IncentivePlan, index: number): IncentivePlan => {
  const example = plan.examples[index]
  const result = example && runExample(plan, example, index).result
  if (!result) return plan
  const known = example.expected.flatMap((each): ExpectedLine[] => {
    const found = lineFor(each, result)
    if (!found) return []
    const amounts = compared.filter((field) => each[field] !== undefined).map((field) => [field, found[field]])
    return [{ ...each, ...Object.fromEntries(amounts) }]
  })
  const lines = result.lines.filter((line) => line.kind === 'component')
  const all = lines.map(({ employee, component, payableMinor }) => ({ employee, component, payableMinor }))
  const expecting = { ...example, expected: known.length > 0 ? known : all }
  return { ...plan, examples: plan.examples.map((each, at) => (at === index ? expecting : each)) }
}

const runExample = (plan: IncentivePlan, example: PlanExample, index: number): ExampleOutcome => {
  const { setting, employees, expected } = example
  const missing = resultsRead(plan).filter((code) => !setting.results.some((result) => result.code === code))
  if (missing.length > 0)
    return { index, passed: false, differences: [], refusal: `no-such-result ${missing.join(' ')}` }
  const outcome = attempt(() => calculate({ frame: { ...setting, plan, ruleVersion }, employees }))
  if ('beyond' in outcome) return { index, passed: false, differences: [], refusal: outcome.beyond }
  if (!outcome.ok) {
    const { pool, unit } = outcome.error.detail ?? { pool: '', unit: null }
    return { index, passed: false, differences: [], refusal: `${outcome.error.code} ${unit ?? pool}` }
  }
  const differences = expected.flatMap((line) => compare(line, outcome.value))
  return { index, passed: differences.length === 0, differences, result: outcome.value }
}

/** Sample amounts may be absurd; money that leaves the safe range is said, not thrown. */
const attempt = <T>(work: () => T): T | { beyond: string } => {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) return { beyond: error.message }
    throw error
  }
}

const lineFor = ({ employee, component }: ExpectedLine, { lines }: RunResult): ExplainedLine | undefined =>
  lines.find((line) => line.kind === 'component' && line.employee === employee && line.component === component)

const compare = (expected: ExpectedLine, result: RunResult): Difference[] => {
  const found = lineFor(expected, result)
  return compared.flatMap((field) => {
    const amount = expected[field]
    if (amount === undefined || found?.[field] === amount) return []
    return [
      {
        employee: expected.employee,
        component: expected.component,
        field,
        expected: amount,
        found: found?.[field] ?? null,
      },
    ]
  })
}
