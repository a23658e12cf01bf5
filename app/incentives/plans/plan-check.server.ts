/** What stands between a plan and its activation: faults, lints and examples that do not come out. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lint, LintCatalogue } from '#app/kernel/lint.ts'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import type { IncentivePlan } from './plan.ts'
import { type ExampleOutcome, runExamples } from './plan-examples.ts'
import { lintPlan } from './plan-lint.ts'

export type PlanCheck = { lints: Lint[]; examples: ExampleOutcome[]; failing: number }

let catalogue: LintCatalogue | null = null
/** The bank's own: how much each lint weighs, its limits and its source. */
export const lintCatalogue = (): LintCatalogue => {
  catalogue ??= JSON.parse(readFileSync(join(projectRoot(), 'content/lints/incentives.json'), 'utf8')) as LintCatalogue
  return catalogue
}

export const checkPlan = (plan: IncentivePlan): PlanCheck => {
  const examples = runExamples(plan)
  return {
    lints: lintPlan(plan, lintCatalogue()),
    examples,
    failing: examples.filter((example) => !example.passed).length,
  }
}
