import { expect, it } from 'vitest'
import { translator } from '#app/i18n/words.server.ts'
import type { Component, Gate } from '#app/incentives/plans/plan.ts'
import { stepKey, stepValues } from '#app/incentives/statements/step-words.ts'
import type { Step } from '#app/kernel/step.ts'
import { timeZone } from '../support/database.ts'
import { employee, fixedPool, frame, lineOf, poolShare, run } from './plans.ts'

const name = { en: 'x' }
const said = (step: Step | undefined, locale: 'en' | 'zh-CN') => {
  if (!step) return null
  const plain = (text: string) => text
  const values = { ...stepValues(step, 'CNY', locale), code: plain, b: plain, source: plain }
  return translator(locale, 'incentives', timeZone).markup(stepKey(step), values)
}
const sentence = (steps: readonly Step[], rule: string, locale: 'en' | 'zh-CN' = 'en') =>
  said(
    steps.find((step) => step.rule === rule),
    locale,
  )

it('an accelerator says what it adds, in money that can be reckoned again', () => {
  const rate: Component = {
    kind: 'piece-rate',
    code: 'cards',
    name,
    products: [
      {
        product: 'card',
        name,
        basis: 'volume',
        mode: 'marginal',
        tiers: [{ from: '0', price: '2' }],
        accelerator: { above: '120', factor: '1.5' },
      },
    ],
  }
  const credits = [{ id: 'D-1', product: 'card', volume: '150', shareBp: 10_000 }]
  const { steps } = lineOf(frame({ components: [rate] }), employee('1', { credits }))
  expect(sentence(steps, 'accelerator')).toBe(
    'card: what lies above 120 earns 1.5 times its pay, which adds ¥60.00 × (1.5 − 1) = ¥30.00',
  )
  expect(sentence(steps, 'accelerator', 'zh-CN')).toContain('¥60.00 × (1.5 − 1) = ¥30.00')
})

it('a gate whose factor stands in the weight of a pool takes nothing from the share once more', () => {
  const gates: Gate[] = [
    { code: 'aml', name, condition: { kind: 'certified', certification: 'AML' }, effect: 'reduce', factor: '0.5' },
  ]
  const certified = employee('1', { certifications: [{ certification: 'AML', from: '2025-01-01', to: null }] })
  const plan = { components: [poolShare({ redistribute: true })], pools: [fixedPool(30_000)], gates }
  const { lines } = run(frame(plan), [certified, employee('2')])
  expect(lines.map((line) => [line.payableMinor, line.forfeitedMinor])).toEqual([
    [20_000, 0],
    [10_000, 0],
  ])
  const steps = lines[1]?.steps ?? []
  expect(steps.map((step) => step.rule)).not.toContain('gate-reduce')
  expect(sentence(steps, 'gate-weighed')).toMatch(/multiplied by 0\.5 for it, and the share stays ¥100\.00$/)
  expect(sentence(steps, 'gate-weighed', 'zh-CN')).toMatch(/已为此乘以 0\.5，分得金额不变：¥100\.00$/)
})

it('a gate that was not met says by name what it looked at', () => {
  const gates: Gate[] = [
    {
      ...{ code: 'clean', name, effect: 'forfeit' },
      condition: { kind: 'no-open-violation', severities: ['serious', 'ordinary'] },
    },
  ]
  const violations = [{ severity: 'serious', from: '2026-08-01', to: null }]
  const { steps } = lineOf(frame({ gates }), employee('1', { violations }))
  const gate = steps.find(({ rule }) => rule === 'gate-forfeit')
  const names = { serious: { 'zh-CN': '严重违规' }, ordinary: { 'zh-CN': '一般违规' } }
  expect(gate && stepValues(gate, 'CNY', 'zh-CN', names).subject).toBe('严重违规、一般违规')
})

it('a weight in a pool is the target of the sentence above times the days, in whole money', () => {
  const plan = { components: [poolShare()], pools: [fixedPool(30_000)] }
  const { steps } = lineOf(frame(plan), employee('1'))
  const [target] = steps.filter(({ rule }) => rule === 'target')
  const weight = steps.find(({ rule }) => rule === 'pool-weight')
  // 92 days in the third quarter: ¥3,000.00 × 92.
  expect(said(target, 'en')).toMatch(/= ¥3,000\.00$/)
  expect(said(weight, 'en')).toMatch(/276,000 × individual multiplier 1 × gate factor 1 = 276,000$/)
  expect(sentence(steps, 'pool-share')).toMatch(/¥300\.00 × 276,000 ÷ 276,000/)
})

it('what is taken back has the minus of every other amount', () => {
  const step: Step = { rule: 'round', label: 'bonus', inputs: { exact: '-1050.5' }, result: -1051 }
  expect(stepValues(step, 'CNY', 'zh-CN')).toMatchObject({ exact: '−¥10.505', result: '−¥10.51' })
})
