import { describe, expect, it } from 'vitest'
import { roundToMultiple } from '#app/incentives/payout/payout.ts'
import type { AppraisalInput } from '#app/incentives/payout/run-input.ts'
import type { Component, Gate, IncentivePlan } from '#app/incentives/plans/plan.ts'
import { decimal } from '#app/kernel/decimal.ts'
import { appraisals, employee, frame, lineOf, part, run } from './plans.ts'

const name = { en: 'x' }
const payables = (result: ReturnType<typeof run>) => result.lines.map((line) => line.payableMinor)

describe('a target bonus', () => {
  it('is base × months × target × multipliers × days × FTE', () => {
    const bonus: Component = {
      kind: 'target-bonus',
      code: 'bonus',
      name,
      targets: [{ percent: '20' }],
      unitTable: 'unit',
      individualTable: 'rating',
    }
    // 10,000.00 × 3 × 20 % × 1.1 × 1.2 = 7,920.00 — the sub-branch has no score, its branch has 92
    const line = lineOf(frame({ components: [bonus] }), employee('1', { appraisal: appraisals.A }))
    expect(line.payableMinor).toBe(792_000)
    // Redone with a calculator from what the step names.
    expect(line.steps.find((each) => each.rule === 'target-bonus-part')).toMatchObject({
      inputs: { targetMinor: '600000', unitMultiplier: '1.1', individualMultiplier: '1.2' },
      result: '792000',
    })
  })
  it('counts both ends of every part, less unpaid days', () => {
    const half = part({ from: '2026-08-16', unpaidDays: 6 })
    // 46 days of 92, less 6 → 600,000 × 40 / 92 = 260,869.565…
    const line = lineOf(frame(), employee('1', { parts: [half] }))
    expect(line.payableMinor).toBe(260_870)
    // A step says what the next one goes on with.
    expect(line.steps[0]).toMatchObject({ rule: 'target' })
    expect(Number(line.steps[0]?.result)).toBeCloseTo(260_869.565, 2)
  })
  it('pays overlapping parts each by its own post and unit, and says when they exceed full time', () => {
    const targets = [{ posts: ['manager'], percent: '30' }, { percent: '20' }]
    const bonus: Component = { kind: 'target-bonus', code: 'bonus', name, targets }
    const two = [part({ fte: '0.6' }), part({ fte: '0.5', post: 'manager' })]
    const result = run(frame({ components: [bonus] }), [employee('1', { parts: two })])
    expect(payables(result)).toEqual([360_000 + 450_000])
    expect(result.exceptions).toMatchObject([{ code: 'over-full-time', severity: 'warning', subject: '1.1' }])
  })
  it('reads the score within the band of the final rating', () => {
    const bonus: Component = {
      kind: 'target-bonus',
      code: 'bonus',
      name,
      targets: [{ percent: '20' }],
      individualTable: 'score',
    }
    const moved = { score: '97', rating: 'B', band: { least: '80', most: '95' } }
    // 94.99 → 1 + 0.5 × 14.99 / 15 = 1.499667
    const line = lineOf(frame({ components: [bonus] }), employee('1', { appraisal: moved }))
    expect(line.payableMinor).toBe(899_800)
    expect(line.steps[0]).toMatchObject({ inputs: { payScore: '94.99', rating: 'B', score: '97' }, result: '1.499667' })
    expect(run(frame({ components: [bonus] }), [employee('1', { appraisal: undefined })]).exceptions).toMatchObject([
      { code: 'no-score', subject: 'score' },
    ])
  })
  it('pays the one day that somebody was there, and never less than nothing for a part that was all absence', () => {
    // 600,000 × 1 / 92 = 6,521.74
    const of = (more: object) => lineOf(frame(), employee('1', { parts: [part(more)] })).payableMinor
    expect(of({ from: '2026-09-30' })).toBe(6_522)
    expect(of({ from: '2026-09-01', unpaidDays: 31 })).toBe(0)
  })
  it('lists who cannot be paid, and pays the others', () => {
    const bonus: Component = {
      kind: 'target-bonus',
      code: 'bonus',
      name,
      targets: [{ percent: '20' }],
      individualTable: 'rating',
    }
    const result = run(frame({ components: [bonus] }), [employee('1'), employee('2', { appraisal: undefined })])
    expect(payables(result)).toEqual([600_000])
    expect(result.exceptions).toMatchObject([
      { employee: '2', component: 'bonus', code: 'no-rating', subject: 'rating' },
    ])
    const exception = (components: Component[], appraisal: AppraisalInput | undefined) =>
      run(frame({ components }, { units: [{ code: 'B1S1', parent: null }] }), [employee('1', { appraisal })])
        .exceptions[0]
    expect(exception([bonus], { ...appraisals.B, rating: 'Z' })?.code).toBe('rating-not-in-table')
    const { individualTable: _, ...byUnit } = { ...bonus, unitTable: 'unit' }
    expect(exception([byUnit], undefined)).toMatchObject({ code: 'no-unit-score', subject: 'B1S1' })
    // A post without a target is not concerned, whatever there is to be said of its rating.
    expect(exception([{ ...bonus, targets: [{ posts: ['manager'], percent: '20' }] }], undefined)).toBeUndefined()
  })
  it('calculates nothing that a gate or a cap has no result for, and says which it is', () => {
    const condition = { kind: 'result-at-least' as const, result: 'B1', value: '60' }
    const gate: Gate = { code: 'g', name, condition, effect: 'forfeit' }
    const bonus: Component = {
      kind: 'target-bonus',
      code: 'bonus',
      name,
      targets: [{ posts: ['teller'], percent: '20' }],
    }
    const other: Component = { kind: 'target-bonus', code: 'other', name, targets: [{ percent: '10' }] }
    const of = (more: Partial<IncentivePlan>, results: { code: string; value: string }[] = []) =>
      run(frame({ components: [bonus, other], ...more }, { results }), [
        employee('1'),
        employee('2', { parts: [part({ post: 'clerk' })] }),
      ])
    const missing = (employee: string, component: string) => ({
      ...{ employee, component, code: 'no-result', severity: 'error', subject: 'B1' },
    })
    for (const effect of ['forfeit', 'reduce', 'hold'] as const) {
      const whole = of({ gates: [{ ...gate, effect, factor: '0.5' }] })
      expect(whole.lines).toEqual([])
      // Whom a component does not concern has nothing to miss.
      expect(whole.exceptions).toEqual([missing('1', 'bonus'), missing('1', 'other'), missing('2', 'other')])
    }
    const named = of({ gates: [{ ...gate, components: ['bonus'] }] })
    expect(payables(named)).toEqual([300_000, 300_000])
    expect(named.exceptions).toEqual([missing('1', 'bonus')])
    const capped = of({ caps: { components: [{ component: 'other', mostMinor: 1, unless: condition }] } })
    expect(payables(capped)).toEqual([600_000])
    expect(capped.exceptions).toEqual([missing('1', 'other'), missing('2', 'other')])
    const known = of({ gates: [gate] }, [{ code: 'B1', value: '59' }])
    expect(payables(known)).toEqual([0, 0, 0])
    expect(known.exceptions).toEqual([])
  })
  it('calculates nothing of a person without an appraisal that a gate or a cap asks for', () => {
    const rated = { kind: 'rating-in' as const, ratings: ['A', 'B'] }
    const scored = { kind: 'score-at-least' as const, score: '80' }
    const piece: Component = {
      ...{ kind: 'piece-rate', code: 'cards', name },
      products: [{ product: 'card', name, mode: 'marginal', basis: 'volume', tiers: [{ from: '0', price: '2' }] }],
    }
    const bonus: Component = { kind: 'target-bonus', code: 'bonus', name, targets: [{ percent: '20' }] }
    const honour: Component = { kind: 'honour-award', code: 'star', name, awards: [{ honour: 'star', name, minor: 9 }] }
    const people = ['1', '2'].map((number) =>
      employee(number, {
        ...(number === '2' && { appraisal: undefined }),
        credits: [{ id: number, product: 'card', volume: '3', shareBp: 10_000 }],
        honours: [{ honour: 'star', on: '2026-08-08' }],
      }),
    )
    const of = (more: Partial<IncentivePlan>) => run(frame({ components: [bonus, piece, honour], ...more }), people)
    const missing = (component: string, code: string, subject: string) => ({
      ...{ employee: '2', component, code, severity: 'error', subject },
    })
    const whole = [600_000, 600, 9]
    for (const effect of ['forfeit', 'reduce', 'hold'] as const) {
      const gated = of({ gates: [{ code: 'g', name, condition: rated, effect, factor: '0.5' }] })
      expect(payables(gated)).toEqual(whole)
      expect(gated.exceptions).toEqual(['bonus', 'cards', 'star'].map((each) => missing(each, 'no-rating', 'A B')))
    }
    const named = of({ gates: [{ code: 'g', name, condition: scored, effect: 'forfeit', components: ['cards'] }] })
    expect(payables(named)).toEqual([...whole, 600_000, 9])
    expect(named.exceptions).toEqual([missing('cards', 'no-score', '80')])
    const capped = of({ caps: { components: [{ component: 'bonus', mostMinor: 1, unless: scored }] } })
    expect(payables(capped)).toEqual([...whole, 600, 9])
    expect(capped.exceptions).toEqual([missing('bonus', 'no-score', '80')])
    // Who was appraised and does not reach it is judged as ever.
    const judged = of({ gates: [{ code: 'g', name, condition: { ...scored, score: '90' }, effect: 'forfeit' }] })
    expect(payables(judged)).toEqual([0, 0, 0])
  })
  it('counts as parts those alone that have a target', () => {
    const targets = [{ posts: ['teller'], percent: '20' }]
    const parts = [part({ fte: '0.5' }), part({ fte: '0.5', post: 'manager' })]
    const { steps } = lineOf(
      frame({ components: [{ kind: 'target-bonus', code: 'bonus', name, targets }] }),
      employee('1', { parts }),
    )
    expect(steps.find(({ rule }) => rule === 'target-bonus')?.inputs).toEqual({ parts: 1 })
  })
  it('names every figure of a part, cut to the period, so that it can be redone', () => {
    const parts = [
      part({ to: '2026-07-31', post: 'manager' }),
      part({ from: '2026-08-16', to: '2027-01-31', unpaidDays: 6 }),
    ]
    const { steps } = lineOf(frame(), employee('1', { parts }))
    const ofBoth = { baseMinor: 1_000_000, fte: '1', months: 3, ofDays: 92, percent: '20', unit: 'B1S1' }
    expect(steps.find(({ rule }) => rule === 'target-bonus')?.inputs).toEqual({ parts: 2 })
    expect(steps.filter(({ rule }) => rule === 'target').map(({ label, inputs }) => ({ label, inputs }))).toEqual([
      {
        label: 'part-1',
        inputs: { ...ofBoth, days: 31, from: '2026-07-01', post: 'manager', to: '2026-07-31', unpaidDays: 0 },
      },
      {
        label: 'part-2',
        inputs: { ...ofBoth, days: 40, from: '2026-08-16', post: 'teller', to: '2026-09-30', unpaidDays: 6 },
      },
    ])
  })
  it('rounds half away from zero, to the multiple that the plan names', () => {
    const tiny = (percent: string, roundingMinor = 1) =>
      lineOf(
        frame({ components: [{ kind: 'target-bonus', code: 'bonus', name, targets: [{ percent }] }], roundingMinor }),
        employee('1', { parts: [part({ baseMinor: 50 })] }),
      ).calculatedMinor
    expect(tiny('1')).toBe(2)
    expect(tiny('0.9')).toBe(1)
    expect(tiny('99', 100)).toBe(100)
    // What rounds to nothing has no sign.
    expect(roundToMultiple(decimal('-0.4'), 1)).toBe(0)
    expect([roundToMultiple(decimal('-0.5'), 1), roundToMultiple(decimal('-150'), 100)]).toEqual([-1, -200])
  })
})

describe('eligibility', () => {
  it('asks for the post, the unit or one above it, enough days, and being there at the end', () => {
    const paid = (population: object, parts = [part()]) =>
      run(frame({ population }), [employee('1', { parts })]).lines.length
    expect(paid({ posts: ['manager'] })).toBe(0)
    expect(paid({ units: ['B1'] })).toBe(1)
    expect(paid({ units: ['B2'] })).toBe(0)
    expect(paid({ minimumDays: 60 }, [part({ from: '2026-08-10' })])).toBe(0)
    expect(
      paid({ minimumDays: 60 }, [part({ to: '2026-07-31' }), part({ from: '2026-07-15', to: '2026-08-31' })]),
    ).toBe(1)
    // 32 days of August and September, and both of one's own ends counted.
    const short = [part({ from: '2026-08-01', to: '2026-09-01' })]
    expect([32, 33].map((minimumDays) => paid({ minimumDays }, short))).toEqual([1, 0])
    expect(paid({ employedAtEnd: true }, [part({ to: '2026-09-29' })])).toBe(0)
    expect(paid({ employedAtEnd: true }, [part({ to: '2026-09-30' })])).toBe(1)
    // Whoever was transferred in the middle was there at the end.
    const transferred = [part({ to: '2026-08-15' }), part({ from: '2026-08-16', post: 'manager' })]
    expect(paid({ employedAtEnd: true }, transferred)).toBe(1)
  })
})

it('an honour is a fixed amount', () => {
  const component: Component = {
    kind: 'honour-award',
    code: 'honour',
    name,
    awards: [{ honour: 'star', name, minor: 200_000 }],
  }
  const starred = employee('1', {
    honours: [
      { honour: 'star', on: '2026-08-08' },
      { honour: 'other', on: '2026-08-08' },
    ],
  })
  expect(lineOf(frame({ components: [component] }), starred).payableMinor).toBe(200_000)
})
