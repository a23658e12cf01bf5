import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readPlan } from '#app/incentives/plans/plan.form.ts'
import type { IncentivePlan } from '#app/incentives/plans/plan.ts'
import { runExamples } from '#app/incentives/plans/plan-examples.ts'
import { lintPlan } from '#app/incentives/plans/plan-lint.ts'
import { blocks, type LintCatalogue } from '#app/kernel/lint.ts'
import { halfWritten } from './half-written.ts'

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const catalogue: LintCatalogue = json('content/lints/incentives.json')
const courses: string[] = readdirSync('content/courses', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => json(`content/courses/${entry.name}/course.json`).certification.code)

const planIn = (file: string): IncentivePlan => {
  const read = readPlan(json(`content/plans/${file}`))
  if (!read.ok) throw new Error(JSON.stringify(read.error.detail))
  return read.value
}

describe.each(readdirSync('content/plans'))('the plan %s', (file) => {
  it('is whole, in both languages, and no lint stops it', () => {
    const plan = planIn(file)
    expect(`${plan.code}.json`).toBe(file)
    expect(halfWritten(plan)).toEqual([])
    const lints = lintPlan(plan, catalogue)
    expect(blocks(lints) ? lints : []).toEqual([])
  })
  it('pays its examples as HR expects', () => {
    const outcomes = runExamples(planIn(file))
    expect(outcomes.length).toBeGreaterThan(0)
    for (const outcome of outcomes) {
      expect([outcome.refusal, outcome.differences]).toEqual([undefined, []])
      expect(outcome.result?.exceptions).toEqual([])
      expect(outcome.result?.control.components.every((total) => total.balanced)).toBe(true)
    }
  })
  it('asks only for certificates that a course gives', () => {
    for (const { condition } of planIn(file).gates)
      if (condition.kind === 'certified') expect(courses).toContain(condition.certification)
  })
})

describe('the plan for the bank of 366', () => {
  const plan = planIn('shared-pool.json')
  it('shares five million yuan with no gate, cap or deferral', () => {
    expect(plan.pools.map((pool) => pool.funding)).toEqual([{ kind: 'fixed', minor: 500_000_000 }])
    expect([plan.gates, plan.caps, plan.deferral]).toEqual([[], { components: [] }, []])
  })
  it('adds up to the pool', () => {
    const lines = runExamples(plan).flatMap((outcome) => outcome.result?.lines ?? [])
    expect(lines.reduce((sum, line) => sum + line.payableMinor, 0)).toBe(500_000_000)
  })
})
