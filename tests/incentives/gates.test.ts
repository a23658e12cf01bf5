import { describe, expect, it } from 'vitest'
import { gateSteps, gatesOn, hangsOnGates, isMet } from '#app/incentives/payout/gates.ts'
import type { EmployeeInput } from '#app/incentives/payout/run-input.ts'
import type { Condition, Gate } from '#app/incentives/plans/plan.ts'
import { contextOf } from '#app/incentives/runs/run-context.ts'
import { decimal } from '#app/kernel/decimal.ts'
import { appraisals, employee, fixedPool, frame, lineOf, part, poolShare, run } from './plans.ts'

const name = { en: 'g' }
const context = contextOf(frame({}, { results: [{ code: 'npl', value: '1.5' }] }))
/** The day on which the run is prepared. */
const asOf = context.frame.asOf
const met = (condition: Condition, more: Partial<EmployeeInput> = {}) => isMet(condition, context, employee('1', more))

describe('a condition', () => {
  it.each([
    ['begins', '2026-10-10', null, true],
    ['begins the day after', '2026-10-11', null, false],
    ['ends', '2026-01-01', '2026-10-10', true],
    ['ended the day before', '2026-01-01', '2026-10-09', false],
  ])('asks for a certificate on the day itself: one that %s', (_, from, to, holds) => {
    expect(asOf).toBe('2026-10-10')
    const certifications = [{ certification: 'AML', from, to }]
    expect(met({ kind: 'certified', certification: 'AML' }, { certifications })).toBe(holds)
    expect(met({ kind: 'certified', certification: 'CREDIT' }, { certifications })).toBe(false)
  })
  it('is broken by one open violation of a severity that it names, whatever others there are', () => {
    const condition: Condition = { kind: 'no-open-violation', severities: ['serious'] }
    const open = (severity: string) => ({ severity, from: '2026-09-01', to: null })
    const settled = { severity: 'serious', from: '2026-08-01', to: '2026-09-01' }
    expect(met(condition)).toBe(true)
    expect(met(condition, { violations: [settled, open('minor')] })).toBe(true)
    expect(met(condition, { violations: [settled, open('serious')] })).toBe(false)
  })
  it('of a score or a result is met by reaching it, and by nobody without a score', () => {
    const reached = ['85', '85.01'].map((score) => met({ kind: 'score-at-least', score }))
    expect(reached).toEqual([true, false])
    expect(met({ kind: 'score-at-least', score: '0' }, { appraisal: undefined })).toBe(false)
    const results = ['1.5', '1.51'].map((value) => met({ kind: 'result-at-least', result: 'npl', value }))
    expect(results).toEqual([true, false])
    // Not by a unit that has none, however low the bar.
    expect(met({ kind: 'result-at-least', result: 'profit', value: '-1' })).toBe(false)
  })
})

describe('a gate', () => {
  const one = { code: 'aml', name, effect: 'forfeit' as const }
  const gate: Gate = { ...one, condition: { kind: 'certified', certification: 'AML' } }
  it('stands before the components that it names, or before all of them', () => {
    const factors = (components?: string[]) => {
      const within = contextOf(frame({ gates: [{ ...gate, ...(components && { components }) }] }))
      return ['bonus', 'cards'].map((code) => gatesOn(within, code, employee('1')).factor.toFixed())
    }
    expect(factors(['bonus'])).toEqual(['0', '1'])
    expect(factors(['bonus', 'cards'])).toEqual(['0', '0'])
    expect(factors()).toEqual(['0', '0'])
  })
  it.each<[Condition, string]>([
    [{ kind: 'certified', certification: 'AML' }, 'AML'],
    [{ kind: 'no-open-violation', severities: ['serious', 'minor'] }, 'serious minor'],
    [{ kind: 'rating-in', ratings: ['A', 'B'] }, 'A B'],
    [{ kind: 'score-at-least', score: '60.0' }, '60'],
    [{ kind: 'result-at-least', result: 'npl', value: '1' }, 'npl'],
  ])('says what it asks for, and on which day: %o', (condition, subject) => {
    const within = contextOf(frame({ gates: [{ ...gate, condition }] }, { results: [{ code: 'npl', value: '1.5' }] }))
    const [step] = gateSteps(within, 'bonus', employee('1'), decimal(1_000), false)
    expect(step?.inputs).toMatchObject({ asOf, condition: condition.kind, subject })
  })
})

describe('the steps of gates', () => {
  const gate = (code: string, effect: Gate['effect'], factor?: string): Gate => ({
    ...{ code, name, effect, factor },
    condition: { kind: 'certified', certification: code },
  })
  const steps = (gates: Gate[], isInWeight = false, certified: string[] = []) => {
    const within = contextOf(frame({ gates }))
    const one = employee('1', {
      certifications: certified.map((certification) => ({ certification, from: '2026-01-01', to: null })),
    })
    const { factor } = gatesOn(within, 'bonus', one)
    return {
      factor: factor.toFixed(),
      steps: gateSteps(within, 'bonus', one, decimal(1_000), isInWeight).map(({ rule, label, inputs, result }) =>
        [rule, label, inputs.before, inputs.factor, result].join(' '),
      ),
    }
  }
  it('follow each other from the amount before to the amount after, in the order in which gates act', () => {
    expect(steps([gate('a', 'hold'), gate('b', 'reduce', '0.5'), gate('c', 'reduce', '0.8')])).toEqual({
      factor: '0.4',
      steps: ['gate-reduce b 1000 0.5 500', 'gate-reduce c 500 0.8 400', 'gate-hold a 400 1 400'],
    })
    expect(steps([gate('b', 'reduce', '0.5'), gate('a', 'forfeit')])).toEqual({
      factor: '0',
      steps: ['gate-forfeit a 1000 0 0', 'gate-reduce b 0 0.5 0'],
    })
  })
  it('say which gate was met, and that it took nothing', () => {
    const gates = [gate('a', 'forfeit'), gate('b', 'reduce', '0.5')]
    expect(steps(gates, false, ['a'])).toEqual({
      factor: '0.5',
      steps: ['gate-met a 1000 1 1000', 'gate-reduce b 1000 0.5 500'],
    })
  })
  it('take nothing from a share whose pool has the factor in its weights, and say so', () => {
    const gates = [gate('a', 'reduce', '0.5'), gate('b', 'hold'), gate('c', 'forfeit')]
    expect(steps(gates, true, ['c']).steps).toEqual([
      ...['gate-met c 1000 1 1000', 'gate-weighed a 1000 0.5 1000', 'gate-hold b 1000 1 1000'],
    ])
  })
})

describe('gates of a plan', () => {
  const gate = (code: string, effect: Gate['effect'], factor?: string): Gate => ({
    code,
    name,
    effect,
    factor,
    condition: { kind: 'certified', certification: code },
  })
  it('forfeit, then reduce by all factors, then hold through deferral', () => {
    const deferral = [{ riskClass: 'risk' as const, percent: '40', parts: [1, 1, 1], everyMonths: 12 }]
    const risky = employee('1', { parts: [part({ riskClass: 'risk' })] })
    const line = lineOf(
      frame({ gates: [gate('a', 'hold'), gate('b', 'reduce', '0.5'), gate('c', 'reduce', '0.8')], deferral }),
      risky,
    )
    expect(line).toMatchObject({
      calculatedMinor: 600_000,
      forfeitedMinor: 360_000,
      awardedMinor: 240_000,
      deferredMinor: 96_000,
      heldMinor: 144_000,
      payableMinor: 0,
      heldBy: ['a'],
    })
    // What the last step says is what the line pays.
    expect(line.steps.at(-1)).toMatchObject({ rule: 'payable', result: 0 })
    expect(lineOf(frame({ gates: [gate('a', 'forfeit'), gate('b', 'reduce', '0.5')] }), employee('1'))).toMatchObject({
      forfeitedMinor: 600_000,
      payableMinor: 0,
    })
  })
  it('read certificates, violations, ratings, scores and results on the day', () => {
    const paid = (condition: Gate['condition'], one = employee('1')) =>
      lineOf(
        frame(
          { gates: [{ code: 'g', name, condition, effect: 'forfeit' }] },
          { results: [{ code: 'npl', value: '1.5' }] },
        ),
        one,
      ).payableMinor > 0
    expect(
      paid(
        { kind: 'certified', certification: 'AML' },
        employee('1', { certifications: [{ certification: 'AML', from: '2025-01-01', to: '2026-10-09' }] }),
      ),
    ).toBe(false)
    expect(
      paid(
        { kind: 'certified', certification: 'AML' },
        employee('1', { certifications: [{ certification: 'AML', from: '2025-01-01', to: '2026-10-10' }] }),
      ),
    ).toBe(true)
    const violated = employee('1', { violations: [{ severity: 'serious', from: '2026-09-01', to: null }] })
    expect(paid({ kind: 'no-open-violation', severities: ['serious'] }, violated)).toBe(false)
    expect(paid({ kind: 'no-open-violation', severities: ['minor'] }, violated)).toBe(true)
    expect(paid({ kind: 'rating-in', ratings: ['A'] })).toBe(false)
    expect(paid({ kind: 'score-at-least', score: '85' })).toBe(true)
    expect(paid({ kind: 'result-at-least', result: 'npl', value: '1.51' })).toBe(false)
  })
})

describe('what a line pays', () => {
  const aml: Gate = { code: 'g', name, condition: { kind: 'certified', certification: 'AML' }, effect: 'hold' }
  const withGate = { gates: [aml] }
  const tabled = {
    components: [
      { kind: 'target-bonus' as const, code: 'bonus', name, targets: [{ percent: '20' }], individualTable: 'rating' },
    ],
  }
  const adjustments = [{ component: 'bonus', minor: 100, reason: 'agreed' }]

  it('hangs on its gates where there is something to hold, forfeit or reduce', () => {
    expect(hangsOnGates(lineOf(frame(withGate), employee('1')))).toBe(true)
    expect(hangsOnGates(lineOf(frame({}), employee('1')))).toBe(false)
    const nothing = employee('1', { appraisal: appraisals.C })
    expect(hangsOnGates(lineOf(frame({ ...withGate, ...tabled }), nothing))).toBe(false)
    expect(hangsOnGates(lineOf(frame({ ...withGate, ...tabled }), { ...nothing, adjustments }))).toBe(true)
  })
  it('hangs on none where it is an adjustment alone', () => {
    const { appraisal: _, ...unrated } = employee('1', { adjustments })
    expect(hangsOnGates(lineOf(frame({ ...withGate, ...tabled }), unrated))).toBe(false)
  })
  it('hangs on the gate that left it nothing of a pool', () => {
    const gates: Gate[] = [{ ...aml, effect: 'forfeit' }]
    const shares = { gates, components: [poolShare({ redistribute: true })], pools: [fixedPool(1_000)] }
    const certified = employee('2', { certifications: [{ certification: 'AML', from: '2026-01-01', to: null }] })
    const { lines } = run(frame(shares), [employee('1'), certified])
    expect(lines.map((line) => [line.calculatedMinor, hangsOnGates(line)])).toEqual([
      [0, true],
      [1_000, true],
    ])
  })
})
