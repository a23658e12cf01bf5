/** A seeded bank in memory for the engine's benchmark: the same people as exact inputs and as plain doubles. */
import { type EmployeeInput, type RunFrame, ruleVersion } from '#app/incentives/payout/run-input.ts'
import type { LineEntry } from '#app/performance/scorecard.ts'
import { lines, plan } from './terms.ts'

const unitCount = 200
export const frameFor = (people: number): RunFrame => ({
  ruleVersion,
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
