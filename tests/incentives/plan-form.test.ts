import { describe, expect, it } from 'vitest'
import { planForm, readPlan } from '#app/incentives/plans/plan.form.ts'
import type { IncentivePlan } from '#app/incentives/plans/plan.ts'
import { runExamples } from '#app/incentives/plans/plan-examples.ts'
import { employee, plan, setting } from './plans.ts'

const faults = (json: unknown) => {
  const read = readPlan(json)
  return read.ok ? [] : (read.error.detail ?? []).map((fault) => `${fault.path} ${fault.code}`)
}
const name = { en: 'x' }
const example = (payableMinor: number) => ({
  name,
  setting: setting(),
  employees: [employee('1')],
  expected: [{ employee: '1', component: 'bonus', payableMinor }],
})

describe('a plan file', () => {
  it('is read back as it was written', () => {
    const written = JSON.parse(JSON.stringify(plan({ examples: [example(600_000)] })))
    expect(readPlan(written)).toEqual({ ok: true, value: written })
  })
  it('is refused with the place of every fault', () => {
    expect(faults({ ...plan(), currency: 'yuan', roundingMinor: 0.5 })).toEqual([
      '$.currency invalid_format',
      '$.roundingMinor invalid_type',
    ])
    expect(faults(plan({ period: { from: '2026-07-01', to: '2026-09-29', months: 3 } }))).toEqual([
      '$.period.months months-do-not-fit',
    ])
    expect(faults({ ...plan(), period: { from: '2026-02-30', to: '2026-09-29', months: 3 } })).toEqual([
      '$.period.from custom',
    ])
    const share: IncentivePlan['components'][number] = {
      kind: 'pool-share',
      code: 's',
      name,
      pool: 'Q',
      targets: [],
      individualTable: 'nope',
      redistribute: false,
    }
    expect(faults(plan({ components: [share] }))).toEqual([
      '$.components[0].individualTable no-such-table',
      '$.components[0].pool no-such-pool',
    ])
    expect(
      faults(
        plan({
          gates: [
            {
              code: 'g',
              name,
              condition: { kind: 'rating-in', ratings: [] },
              effect: 'reduce',
              factor: '1.1',
              components: ['zzz'],
            },
          ],
        }),
      ),
    ).toEqual(['$.gates[0].components[0] no-such-component', '$.gates[0].factor factor-not-below-one'])
    const tiers = [
      { from: '1', price: '1' },
      { from: '1', price: '2' },
    ]
    expect(
      faults(
        plan({
          components: [
            {
              kind: 'piece-rate',
              code: 'p',
              name,
              products: [{ product: 'a', name, mode: 'marginal', basis: 'volume', tiers }],
            },
          ],
        }),
      ),
    ).toEqual([
      '$.components[0].products[0].tiers[1].from not-ascending',
      '$.components[0].products[0].tiers[0].from first-tier-not-zero',
    ])
  })
  it('points into its examples', () => {
    const wrong = {
      ...example(1),
      employees: [employee('1', { parts: [{ ...(employee('1').parts[0] ?? never()), unit: 'mars' }] })],
    }
    expect(faults(plan({ examples: [wrong] }))).toEqual(['$.examples[0].employees[0].parts[0].unit no-such-unit'])
  })
  it('may be kept as a draft before it is sound', () => {
    expect(planForm.safeParse(plan({ components: [] })).success).toBe(true)
  })
})
const never = (): never => {
  throw new Error('the sample employee has a part')
}

describe('the examples of a plan', () => {
  it('say when an amount leaves the range of exact money', () => {
    const absurd = {
      ...example(1),
      employees: [
        employee('1', {
          parts: [{ ...(employee('1').parts[0] ?? never()), baseMinor: Number.MAX_SAFE_INTEGER, fte: '99' }],
        }),
      ],
    }
    expect(runExamples(plan({ examples: [absurd] }))).toMatchObject([
      { passed: false, refusal: expect.stringContaining('not a safe amount') },
    ])
  })
  it('pass when every payout is as expected, and say what differs', () => {
    expect(runExamples(plan({ examples: [example(600_000), example(600_001)] }))).toMatchObject([
      { passed: true, differences: [] },
      {
        passed: false,
        differences: [{ employee: '1', component: 'bonus', field: 'payableMinor', expected: 600_001, found: 600_000 }],
      },
    ])
  })
})
