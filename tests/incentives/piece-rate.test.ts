import { describe, expect, it } from 'vitest'
import type { Component } from '#app/incentives/plans/plan.ts'
import { employee, frame, lineOf, run } from './plans.ts'

const name = { en: 'x' }

describe('a piece rate', () => {
  const tiers = [
    { from: '0', price: '1' },
    { from: '100', price: '2' },
  ]
  const rate = (more = {}): Component => ({
    kind: 'piece-rate',
    code: 'cards',
    name,
    products: [{ product: 'card', name, mode: 'marginal', basis: 'volume', tiers, ...more }],
  })
  const sold = (volume: string, shareBp = 10_000) =>
    employee('1', {
      credits: [{ id: 's1', product: 'card', volume, shareBp }],
      targets: [{ product: 'card', volume: '200' }],
    })
  const paid = (component: Component, one = sold('150')) => lineOf(frame({ components: [component] }), one).payableMinor
  it('pays each tranche at its price, or all of it at the price reached', () => {
    expect(paid(rate())).toBe(20_000)
    expect(paid(rate({ mode: 'retroactive' }))).toBe(30_000)
    expect(paid(rate({ mode: 'retroactive' }), sold('99.99'))).toBe(9_999)
    expect(paid(rate({ mode: 'retroactive' }), sold('100'))).toBe(20_000)
  })
  it('reads tiers in percent of the target', () => {
    expect(paid(rate({ basis: 'percent-of-target' }), sold('300'))).toBe(40_000)
    expect(
      run(frame({ components: [rate({ basis: 'percent-of-target' })] }), [{ ...sold('3'), targets: [] }]).exceptions,
    ).toMatchObject([{ code: 'no-target', subject: 'card' }])
    const of = (volume: string) => ({ ...sold('3'), targets: [{ product: 'card', volume }] })
    expect(run(frame({ components: [rate({ basis: 'percent-of-target' })] }), [of('0')]).exceptions).toMatchObject([
      { code: 'no-target' },
    ])
    // Of three and a half against a target of 2.5: 2.5 at 1, and one at 2.
    expect(
      paid(rate({ basis: 'percent-of-target' }), {
        ...sold('3.5'),
        targets: [{ product: 'card', volume: '2.5' }],
      }),
    ).toBe(450)
    // Three cards against a target of one: the first at 1, the two above 100 % at 2.
    expect(paid(rate({ basis: 'percent-of-target' }), of('1'))).toBe(500)
  })
  it('pays the one unit that reaches into a tier, and concerns nobody who sold nothing', () => {
    expect(paid(rate(), sold('101'))).toBe(10_000 + 200)
    const idle = run(frame({ components: [rate({ basis: 'percent-of-target' })] }), [employee('1')])
    expect([idle.lines, idle.exceptions]).toEqual([[], []])
  })
  it('accelerates what lies above a point, and caps a product', () => {
    expect(paid(rate({ accelerator: { above: '120', factor: '1.5' } }))).toBe(20_000 + 3_000)
    expect(paid(rate({ mode: 'retroactive', accelerator: { above: '120', factor: '1.5' } }))).toBe(30_000 + 3_000)
    expect(paid(rate({ mostMinor: 15_000 }))).toBe(15_000)
    // All 150 at 2, and the 100 above the point half as much again.
    expect(paid(rate({ mode: 'retroactive', accelerator: { above: '50', factor: '1.5' } }))).toBe(30_000 + 10_000)
    const rules = (more: object) =>
      lineOf(frame({ components: [rate(more)] }), sold('150')).steps.map((each) => each.rule)
    expect(rules({ accelerator: { above: '150', factor: '1.5' }, mostMinor: 20_000 })).toEqual([
      ...['credit', 'tier-marginal', 'tier-marginal', 'round', 'payable'],
    ])
  })
  it('adds up what each product pays, and says of each credit what is its own', () => {
    const two: Component = {
      ...{ kind: 'piece-rate', code: 'cards', name },
      products: ['card', 'fund'].map((product) => ({ product, name, mode: 'marginal', basis: 'volume', tiers })),
    }
    const credits = ['card', 'card', 'fund'].map((product, at) => ({
      ...{ id: `s${at}`, product, volume: '10', shareBp: 10_000 },
    }))
    const line = lineOf(frame({ components: [two] }), employee('1', { credits }))
    expect(line.payableMinor).toBe(3_000)
    expect(line.steps.filter((each) => each.rule === 'credit').map((each) => each.result)).toEqual(['10', '10', '10'])
  })
  it('takes tiers in any order, and prices in the currency of the plan', () => {
    expect(paid(rate({ tiers: [...tiers].reverse() }))).toBe(20_000)
    expect(lineOf(frame({ components: [rate()], currency: 'JPY' }), sold('150')).payableMinor).toBe(200)
    // What only just reaches the second tier has nothing in it to pay.
    const { steps } = lineOf(frame({ components: [rate()] }), sold('100'))
    expect(steps.filter((each) => each.rule === 'tier-marginal')).toMatchObject([
      { inputs: { from: '0', to: '100', volume: '100' }, result: '10000' },
    ])
  })
  it('takes back what was credited and returned', () => {
    expect(paid(rate(), sold('-10.005'))).toBe(-1_001)
  })
  it('splits a sale, and says when the shares do not make a whole', () => {
    expect(paid(rate(), sold('150', 5_000))).toBe(7_500)
    const over = run(frame({ components: [rate()] }), [sold('100', 6_000), { ...sold('100', 5_000), number: '2' }])
    expect(over.exceptions.map((each) => [each.employee, each.code, each.severity])).toEqual([
      ['1', 'credit-split', 'error'],
      ['2', 'credit-split', 'error'],
    ])
    // The rest of it may lie with people outside the run.
    const under = run(frame({ components: [rate()] }), [
      employee('1', {
        credits: ['60', '40'].map((volume) => ({ id: 's1', product: 'card', volume, shareBp: 4_000 })),
      }),
    ])
    expect(under.exceptions).toMatchObject([{ code: 'credit-split', severity: 'warning', subject: 's1 8000' }])
  })
})
