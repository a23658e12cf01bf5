/** What the bank of the engine's benchmark is scored and paid by: one of each curve, one of each component. */
import type { IncentivePlan } from '#app/incentives/plans/plan.ts'
import type { GoalLine, ScorecardRules } from '#app/performance/scorecard.ts'

const name = { en: 'bench' }
const line = (kpi: string, weightBp: number, curve: GoalLine['curve'], target?: string): GoalLine => ({
  kpi,
  name,
  dimension: 'business-level',
  source: curve.kind === 'anchored' ? 'judged' : 'measured',
  weightBp,
  curve,
  ...(target !== undefined && { target }),
})
const levels = [40, 60, 80, 100, 110].map((points, index) => ({
  level: String(index + 1),
  points: String(points),
  anchor: name,
}))

export const lines: GoalLine[] = [
  line('deposits', 2000, { kind: 'linear', direction: 'higher', floor: '0', cap: '120' }, '500'),
  line('errors', 1000, { kind: 'linear', direction: 'lower', floor: '0', cap: '120' }, '3'),
  line('loans', 1500, {
    kind: 'piecewise',
    knots: [
      { at: '620', points: '0' },
      { at: '620', points: '50' },
      { at: '1997', points: '100' },
      { at: '2400', points: '120' },
    ],
  }),
  line('waiting', 1000, {
    kind: 'piecewise',
    knots: [
      { at: '4', points: '120' },
      { at: '8', points: '100' },
      { at: '20', points: '0' },
    ],
  }),
  line('cards', 1000, {
    kind: 'step',
    direction: 'higher',
    bands: [
      { from: null, to: '10', points: '0' },
      { from: '10', to: '25', points: '70' },
      { from: '25', to: null, points: '100' },
    ],
  }),
  line('complaints', 1500, { kind: 'deduct', per: '12.5', floor: '0' }),
  line('attitude', 1000, { kind: 'anchored', levels }),
  line('teamwork', 1000, { kind: 'anchored', levels }),
]
export const rules: ScorecardRules = {
  perspectives: [
    { perspective: 'self', parts: 1 },
    { perspective: 'manager', parts: 4 },
  ],
  missing: 'exclude',
  adjustments: { least: '-5', most: '5' },
  range: { least: '0', most: '120' },
  bands: [
    ['D', '0'],
    ['C', '60'],
    ['B', '80'],
    ['A', '95'],
  ].map(([rating = '', from = '']) => ({ rating, name, from })),
}

export const plan = (people: number): IncentivePlan => ({
  format: 'echelon.plan',
  version: 1,
  code: 'bench',
  name,
  currency: 'CNY',
  period: { from: '2026-07-01', to: '2026-09-30', months: 3 },
  population: {},
  unpaidAbsences: [],
  components: [
    {
      kind: 'target-bonus',
      code: 'bonus',
      name,
      targets: [{ posts: ['teller'], percent: '15' }, { percent: '20' }],
      unitTable: 'unit',
      individualTable: 'rating',
    },
    {
      kind: 'pool-share',
      code: 'share',
      name,
      pool: 'pool',
      targets: [{ percent: '10' }],
      individualTable: 'rating',
      redistribute: false,
    },
    {
      kind: 'piece-rate',
      code: 'cards',
      name,
      products: [
        {
          product: 'card',
          name,
          mode: 'marginal',
          basis: 'volume',
          tiers: [
            { from: '0', price: '20' },
            { from: '10', price: '30' },
          ],
        },
      ],
    },
  ],
  tables: [
    {
      code: 'rating',
      name,
      kind: 'rating',
      rows: [
        ['A', '1.3'],
        ['B', '1'],
        ['C', '0.7'],
        ['D', '0'],
      ].map(([rating = '', multiplier = '']) => ({ rating, multiplier })),
    },
    {
      code: 'unit',
      name,
      kind: 'steps',
      rows: [
        { from: '0', multiplier: '0.8' },
        { from: '80', multiplier: '1' },
        { from: '90', multiplier: '1.1' },
      ],
    },
  ],
  pools: [{ code: 'pool', name, funding: { kind: 'fixed', minor: people * 100_001 } }],
  gates: [
    {
      code: 'aml',
      name,
      components: ['bonus'],
      condition: { kind: 'certified', certification: 'AML' },
      effect: 'hold',
    },
  ],
  caps: { components: [], annual: { ratio: '3' } },
  roundingMinor: 1,
  deferral: [{ riskClass: 'risk', percent: '40', parts: [1, 1, 1], everyMonths: 12 }],
  payment: { monthsAfter: 1, day: 15 },
  examples: [],
})
