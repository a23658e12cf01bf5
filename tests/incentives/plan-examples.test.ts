/** A plan's examples are its tests; where the plan is right and the expectation old, the example takes the plan's amounts. */
import { describe, expect, it } from 'vitest'
import type { ExpectedLine, IncentivePlan, PlanExample } from '#app/incentives/plans/plan.ts'
import { expectingFound, runExamples } from '#app/incentives/plans/plan-examples.ts'
import { employee, plan, setting } from './plans.ts'

const example = (expected: ExpectedLine[]): PlanExample => ({
  name: { en: 'e' },
  setting: setting(),
  employees: [employee('E1')],
  expected,
})
const withExamples = (...examples: PlanExample[]): IncentivePlan => plan({ examples })
const code = plan().components[0]?.code ?? ''
const passes = (given: IncentivePlan) => runExamples(given).map(({ passed }) => passed)

describe('an example that expects what its plan gives', () => {
  it('compares what it compared, and leaves the other examples as they are', () => {
    const old = { employee: 'E1', component: code, payableMinor: 1, cutMinor: 5 }
    const before = withExamples(example([old]), example([old]))
    expect(passes(before)).toEqual([false, false])
    const after = expectingFound(before, 1)
    expect(passes(after)).toEqual([false, true])
    expect(Object.keys(after.examples[1]?.expected[0] ?? {}).sort()).toEqual(Object.keys(old).sort())
    expect(after.examples[0]).toEqual(before.examples[0])
  })

  it('expects nothing of a line that is no more, and every payable amount where that leaves nothing', () => {
    const gone = { employee: 'E9', component: code, payableMinor: 1 }
    const kept = { employee: 'E1', component: code, awardedMinor: 1 }
    const [both] = expectingFound(withExamples(example([gone, kept])), 0).examples
    expect(both?.expected.map((line) => line.employee)).toEqual(['E1'])
    const all = expectingFound(withExamples(example([gone])), 0)
    expect(all.examples[0]?.expected.map((line) => [line.employee, line.payableMinor])).toEqual(
      runExamples(all)[0]?.result?.lines.map((line) => [line.employee, line.payableMinor]),
    )
    expect(all.examples[0]?.expected.length).toBeGreaterThan(0)
    expect(passes(all)).toEqual([true])
  })

  it('is no example that is not there', () => {
    const before = withExamples(example([]))
    expect([expectingFound(before, 1), expectingFound(before, Number.NaN)]).toEqual([before, before])
  })
})
