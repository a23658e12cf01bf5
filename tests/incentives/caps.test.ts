import { describe, expect, it } from 'vitest'
import { annualRoom, cutToFit, limitOfCap } from '#app/incentives/payout/caps.ts'
import { contextOf } from '#app/incentives/runs/run-context.ts'
import { decimal } from '#app/kernel/decimal.ts'
import { employee, frame } from './plans.ts'

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
