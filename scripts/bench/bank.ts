/** A seeded bank in memory for the engine's benchmark: the same people as exact inputs and as plain doubles. */
import type { IncentivePlan } from '#app/incentives/plan.ts'
import type { EmployeeInput, RunFrame } from '#app/incentives/run-input.ts'
import type { GoalLine, LineEntry, ScorecardRules } from '#app/performance/scorecard.ts'

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

const plan = (people: number): IncentivePlan => ({
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

const unitCount = 200
export const frameFor = (people: number): RunFrame => ({
  plan: plan(people),
  asOf: '2026-10-10',
  payOn: '2026-10-15',
  units: Array.from({ length: unitCount }, (_, index) => ({
    code: `U${index}`,
    parent: index === 0 ? null : 'U0',
    score: String(70 + (index % 30)),
  })),
  results: [],
})

/** The same person in doubles, as a bare loop would hold them. */
export type BarePerson = {
  actuals: number[]
  base: number
  days: number
  fte: number
  teller: boolean
  unitScore: number
  cards: number
  certified: boolean
  risky: boolean
  fixed: number
}
export type Person = { entries: LineEntry[]; input: EmployeeInput; bare: BarePerson }

/** Numerical Recipes' linear congruential generator: a seed gives one bank. */
const chance = (seed: number) => {
  let state = seed >>> 0
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** `count` people from employee number `first`; one in fifty moved within the period, one in five works part-time. */
export const people = (count: number, first = 0): Person[] => {
  const below = chance(20_260_930 + first)
  return Array.from({ length: count }, (_, index): Person => {
    const actuals = [
      300 + below(40_000) / 100,
      below(60) / 10,
      400 + below(2_200),
      2 + below(200) / 10,
      below(40),
      below(5),
      1 + below(5),
      1 + below(5),
    ]
    const text = actuals.map(String)
    const number = `E${String(first + index).padStart(8, '0')}`
    const teller = below(2) === 0
    const risky = below(10) === 0
    const unit = below(unitCount)
    const base = 500_000 + below(20_000) * 100
    const fte = below(5) === 0 ? '0.5' : '1'
    const cards = below(30)
    const certified = below(20) !== 0
    const part = {
      fte,
      baseMinor: base,
      post: teller ? 'teller' : 'advisor',
      unit: `U${unit}`,
      riskClass: risky ? ('risk' as const) : ('ordinary' as const),
      unpaidDays: 0,
    }
    const moved = below(50) === 0
    const parts = moved
      ? [
          { ...part, from: '2020-01-01', to: '2026-08-15' },
          { ...part, from: '2026-08-16', to: null, baseMinor: base + 50_000 },
        ]
      : [{ ...part, from: '2020-01-01', to: null }]
    return {
      entries: lines.map((each, at) =>
        each.source === 'judged'
          ? {
              kpi: each.kpi,
              marks: [
                { perspective: 'self', mark: text[at] ?? '3' },
                { perspective: 'manager', mark: text[at] ?? '3' },
              ],
            }
          : { kpi: each.kpi, actual: text[at] ?? '0' },
      ),
      input: {
        number,
        parts,
        certifications: certified ? [{ certification: 'AML', from: '2025-01-01', to: null }] : [],
        violations: [],
        credits: cards === 0 ? [] : [{ id: number, product: 'card', volume: String(cards), shareBp: 10_000 }],
        targets: [],
        honours: [],
        adjustments: [],
        held: [],
        vested: [],
        yearToDate: { awardedMinor: 0, fixedPayMinor: base * 9 },
      },
      bare: {
        actuals,
        base,
        days: 92,
        fte: Number(fte),
        teller,
        unitScore: 70 + (unit % 30),
        cards,
        certified,
        risky,
        fixed: base * 9,
      },
    }
  })
}
