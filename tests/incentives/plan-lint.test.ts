import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { IncentivePlan, RiskClass } from '#app/incentives/plans/plan.ts'
import { lintPlan } from '#app/incentives/plans/plan-lint.ts'
import { blocks, type LintCatalogue } from '#app/kernel/lint.ts'
import { frame, plan } from './plans.ts'

const catalogue: LintCatalogue = JSON.parse(readFileSync('content/lints/incentives.json', 'utf8'))
const rule = (riskClass: RiskClass, percent: string, parts = [1, 1, 1], everyMonths = 12) => ({
  riskClass,
  percent,
  parts,
  everyMonths,
})
const sound = [rule('risk', '40'), rule('senior', '40'), rule('principal-senior', '50.01')]
const lints = (more: Partial<IncentivePlan>) =>
  lintPlan(plan({ caps: { components: [], annual: { ratio: '3' } }, deferral: sound, ...more }), catalogue)
const codes = (more: Partial<IncentivePlan>) => lints(more).map((lint) => `${lint.path} ${lint.code}`)

describe('a plan is pointed at', () => {
  it('only for lacking examples when it is otherwise sound', () => {
    expect(codes({})).toEqual(['$.examples no-examples'])
    expect(blocks(lints({}))).toBe(false)
  })
  it('when risk or senior posts defer less than 40 percent, the principal not above 50, or less than three years', () => {
    expect(
      codes({ deferral: [rule('risk', '39.99'), rule('senior', '40', [1, 1]), rule('principal-senior', '50')] }).slice(
        0,
        3,
      ),
    ).toEqual([
      '$.deferral[0] deferral-share',
      '$.deferral[1] deferral-years',
      '$.deferral[2] deferral-share-principal',
    ])
    expect(lints({ deferral: [rule('risk', '39.99'), ...sound.slice(1)] })[0]).toMatchObject({
      severity: 'error',
      citation: { number: '银监发〔2010〕14号', article: { en: 'Article 16' } },
    })
  })
  it('when deferred pay is released heavier at the front', () => {
    expect(codes({ deferral: [rule('risk', '40', [2, 1, 1]), ...sound.slice(1)] })).toContain(
      '$.deferral[0] deferral-front-heavy',
    )
    expect(codes({ deferral: [rule('risk', '40', [1, 1, 2]), ...sound.slice(1)] })).not.toContain(
      '$.deferral[0] deferral-front-heavy',
    )
  })
  it('when performance pay can exceed three times base pay', () => {
    expect(codes({ caps: { components: [], annual: { ratio: '3.01' } } })).toContain(
      '$.caps.annual.ratio performance-pay-ratio',
    )
    expect(codes({ caps: { components: [] } })).toContain('$.caps annual-cap-missing')
    const rich: Partial<IncentivePlan> = {
      caps: { components: [] },
      components: [
        {
          kind: 'target-bonus',
          code: 'b',
          name: { en: 'b' },
          targets: [{ percent: '260' }],
          individualTable: 'rating',
        },
      ],
    }
    expect(codes(rich)).toContain('$.caps performance-pay-ratio')
  })
  it('and may still be a plain pool without deferral or cap', () => {
    const pool = frame({
      components: [
        {
          kind: 'pool-share',
          code: 's',
          name: { en: 's' },
          pool: 'P',
          targets: [{ percent: '100' }],
          redistribute: false,
        },
      ],
      pools: [{ code: 'P', name: { en: 'P' }, funding: { kind: 'fixed', minor: 500_000_000 } }],
      deferral: [],
    }).plan
    expect(blocks(lintPlan(pool, catalogue))).toBe(false)
  })
})
