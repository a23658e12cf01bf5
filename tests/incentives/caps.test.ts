import { describe, expect, it } from 'vitest'
import { annualRoom, cutToFit, limitOfCap } from '#app/incentives/payout/caps.ts'
import type { Component } from '#app/incentives/plans/plan.ts'
import { contextOf } from '#app/incentives/runs/run-context.ts'
import { decimal } from '#app/kernel/decimal.ts'
import { employee, fixedPool, frame, lineOf, poolShare, run } from './plans.ts'

describe('what a year still allows', () => {
  const room = (awardedMinor: number, ratio?: string) => annualRoom(ratio, { awardedMinor, fixedPayMinor: 33 })
  it('is the ratio of fixed pay in whole units, rounded down, less what the year has awarded', () => {
    // 33 × 1.5 = 49.5
    expect(room(10, '1.5')).toBe(39)
  })
  it('is nothing once more was awarded, and without bound where the plan has no such cap', () => {
    expect(room(60, '1.5')).toBe(0)
    expect(room(60)).toBeNull()
  })
})

describe('lines that are cut to fit', () => {
  it.each([
    ['lose nothing where there is room for them all', 101, [60, 40], [0, 0]],
    ['lose nothing where they fill it', 100, [60, 40], [0, 0]],
    ['lose the last unit that is too many, where the remainder is the largest', 99, [40, 60], [0, 1]],
    ['lose pro rata', 60, [60, 40], [24, 16]],
    ['lose the odd unit at the first component', 1, [1, 1], [1, 0]],
    ['lose all where nothing is left of the year', 0, [60, 40], [60, 40]],
    ['lose nothing where they take back', 0, [40, -10], [30, 0]],
    ['lose nothing where they take back more than they give', 0, [10, -30], [0, 0]],
  ])('%s: into %i, %j', (_, room, lines, cuts) => {
    expect(cutToFit(room, lines)).toEqual(cuts)
  })
})

it('a cap in money and in percent of target binds by the lower of the two', () => {
  const limit = (target: string) =>
    limitOfCap(
      { component: 'bonus', mostMinor: 100, mostPercentOfTarget: '50' },
      contextOf(frame()),
      employee('1'),
      decimal(target),
    )?.toFixed()
  expect([limit('300'), limit('100')]).toEqual(['100', '50'])
})

const name = { en: 'x' }
const payables = (result: ReturnType<typeof run>) => result.lines.map((line) => line.payableMinor)

describe('caps of a plan', () => {
  it('bound a component, always or unless a condition holds', () => {
    const caps = (cap: object) => ({ caps: { components: [{ component: 'bonus', ...cap }] } })
    expect(lineOf(frame(caps({ mostMinor: 500_000 })), employee('1'))).toMatchObject({
      calculatedMinor: 600_000,
      cutMinor: 100_000,
      payableMinor: 500_000,
    })
    expect(lineOf(frame(caps({ mostPercentOfTarget: '75' })), employee('1')).payableMinor).toBe(450_000)
    expect(
      lineOf(frame(caps({ mostMinor: 500_000, unless: { kind: 'rating-in', ratings: ['B'] } })), employee('1'))
        .cutMinor,
    ).toBe(0)
  })
  it('bind a component by the lowest of its own, and say what was rounded after them', () => {
    const of = (...most: number[]) =>
      lineOf(
        frame({ caps: { components: most.map((mostMinor) => ({ component: 'bonus', mostMinor })) } }),
        employee('1'),
      )
    expect(of(500_000, 400_000).payableMinor).toBe(400_000)
    expect(of(400_000, 500_000).payableMinor).toBe(400_000)
    expect(of(500_000).steps.find((each) => each.rule === 'round')?.inputs.exact).toBe('500000')
    // A cap that is only just reached takes nothing, and is no step.
    expect(of(600_000).steps.map((each) => each.rule)).not.toContain('cap-component')
  })
  it('bind a share of a pool in percent of its target', () => {
    const caps = { components: [{ component: 'share', mostPercentOfTarget: '75' }] }
    const line = lineOf(frame({ components: [poolShare()], pools: [fixedPool(1_000_000)], caps }), employee('1'))
    // 3,000,000 × 10 % × 75 %
    expect(line).toMatchObject({ calculatedMinor: 1_000_000, cutMinor: 775_000, payableMinor: 225_000 })
  })
  it('of a year come before adjustments: those are not cut, and make no room', () => {
    const caps = { components: [], annual: { ratio: '0.1' } }
    const yearToDate = { awardedMinor: 400_000, fixedPayMinor: 9_000_000 }
    const adjustments = [{ component: 'bonus', minor: 50_000, reason: 'a branch opening' }]
    expect(lineOf(frame({ caps }), employee('1', { yearToDate, adjustments }))).toMatchObject({
      cutMinor: 100_000,
      adjustedMinor: 50_000,
      awardedMinor: 550_000,
    })
  })
  it('cut the excess of a year from all lines of the run, pro rata to the 分', () => {
    const twice: Component[] = ['a', 'b', 'c'].map((code) => ({
      kind: 'target-bonus',
      code,
      name,
      targets: [{ percent: '10' }],
    }))
    const result = run(frame({ components: twice, caps: { components: [], annual: { ratio: '0.1' } } }), [
      employee('1', { yearToDate: { awardedMinor: 100_000, fixedPayMinor: 9_000_000 } }),
    ])
    expect(payables(result)).toEqual([266_666, 266_667, 266_667])
    expect(result.lines.reduce((total, line) => total + line.payableMinor, 0)).toBe(800_000)
    expect(result.lines[0]?.steps.find((each) => each.rule === 'cap-annual')).toMatchObject({
      inputs: {
        ...{ fixedPayMinor: 9_000_000, lineMinor: 300_000, ratio: '0.1', roomMinor: 800_000, runMinor: 900_000 },
        yearAwardedMinor: 100_000,
      },
      result: 33_334,
    })
    const within = run(frame({ caps: { components: [], annual: { ratio: '1' } } }), [employee('1')])
    expect(within.lines[0]?.steps.map((each) => each.rule)).not.toContain('cap-annual')
  })
})
