import type { IncentivePlan } from '#app/incentives/plans/plan.ts'
import { poolShare } from './plans.ts'

const name = { en: 'sample', 'zh-CN': '示例' }
const rated = {
  code: 'rating',
  name: { en: 'By rating' },
  kind: 'rating' as const,
  rows: [{ rating: 'A', multiplier: '1.2' }],
}
const scored = {
  code: 'score',
  name: { en: 'By score' },
  kind: 'steps' as const,
  rows: [
    { from: '60', multiplier: '0.5' },
    { from: '80', multiplier: '1' },
  ],
}

/** A plan that uses everything a plan can say. */
export const wholePlan = (): IncentivePlan => ({
  format: 'echelon.plan',
  version: 1,
  code: 'whole',
  name,
  currency: 'CNY',
  period: { from: '2026-07-01', to: '2026-09-30', months: 3 },
  population: { posts: ['teller', 'head'], units: ['B1'], minimumDays: 30, employedAtEnd: true },
  unpaidAbsences: ['unpaid', 'sick'],
  components: [
    {
      kind: 'target-bonus',
      code: 'bonus',
      name: { en: 'Bonus' },
      posts: ['teller'],
      targets: [{ posts: ['head'], percent: '30' }, { percent: '20' }],
      unitTable: 'score',
      individualTable: 'rating',
    },
    poolShare({ posts: ['head'], individualTable: 'score' }),
    {
      kind: 'piece-rate',
      code: 'cards',
      name: { en: 'Cards' },
      posts: ['teller'],
      products: [
        {
          product: 'card',
          name: { en: 'Card' },
          mode: 'marginal',
          basis: 'volume',
          tiers: [
            { from: '0', price: '2' },
            { from: '50', price: '3' },
          ],
          accelerator: { above: '120', factor: '1.5' },
          mostMinor: 200_000,
        },
      ],
    },
    {
      kind: 'honour-award',
      code: 'honours',
      name: { en: 'Honours' },
      posts: ['teller'],
      awards: [{ honour: 'star', name: { en: 'Star' }, minor: 80_000 }],
    },
  ],
  tables: [rated, scored],
  pools: [
    {
      code: 'P',
      name: { en: 'Pool' },
      funding: { kind: 'rate', result: 'net-profit', percent: '2' },
      reservePercent: '5',
      units: [
        { unit: 'B1', weight: '60' },
        { unit: 'B2', weight: '40' },
      ],
    },
  ],
  gates: [
    { code: 'aml', name, condition: { kind: 'certified', certification: 'AML' }, effect: 'hold' },
    { code: 'clean', name, condition: { kind: 'no-open-violation', severities: ['serious'] }, effect: 'forfeit' },
    {
      ...{ code: 'rated', name, condition: { kind: 'rating-in', ratings: ['A', 'B'] }, effect: 'reduce' as const },
      ...{ factor: '0.8', components: ['cards'] },
    },
    { code: 'scored', name, condition: { kind: 'score-at-least', score: '60' }, effect: 'hold' },
    {
      code: 'profit',
      name,
      condition: { kind: 'result-at-least', result: 'net-profit', value: '100' },
      effect: 'hold',
    },
  ],
  caps: {
    components: [
      { component: 'bonus', mostPercentOfTarget: '160', unless: { kind: 'rating-in', ratings: ['A'] } },
      { component: 'cards', mostMinor: 2_000_000 },
    ],
    annual: { ratio: '3' },
  },
  roundingMinor: 100,
  deferral: [{ riskClass: 'risk', percent: '40', parts: [1, 1, 1], everyMonths: 12 }],
  payment: { monthsAfter: 1, day: 20 },
  examples: [],
})
