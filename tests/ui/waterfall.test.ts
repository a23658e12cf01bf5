import { describe, expect, it } from 'vitest'
import { placeBars } from '#app/ui/charts/waterfall-bars.ts'

describe('a waterfall', () => {
  const bars = placeBars([
    { minor: 972_000, kind: 'part' },
    { minor: 174_960, kind: 'part' },
    { minor: 339_192, kind: 'part' },
    { minor: 106_200, kind: 'part' },
    { minor: -318_471, kind: 'held' },
    { minor: 1_273_881, kind: 'sum' },
  ])
  it('begins each bar where the one before it ended', () => {
    const [target, coefficient, share] = bars
    expect(target?.from).toBe(0)
    expect(coefficient?.from).toBeCloseTo((target?.from ?? 0) + (target?.width ?? 0), 9)
    expect(share?.from).toBeCloseTo((coefficient?.from ?? 0) + (coefficient?.width ?? 0), 9)
  })
  it('fills its width with the highest the sum ever was', () => {
    expect(Math.max(...bars.map((bar) => bar.from + bar.width))).toBeCloseTo(100, 9)
  })
  it('takes what is held off the end, so that the sum stops where it begins', () => {
    const held = bars[4]
    const sum = bars[5]
    expect(held?.less).toBe(true)
    expect(sum?.from).toBe(0)
    expect(sum?.width).toBeCloseTo(held?.from ?? 0, 9)
  })
  it('leaves room to the left where the sum falls below zero', () => {
    const [, below] = placeBars([
      { minor: 100, kind: 'part' },
      { minor: -150, kind: 'part' },
    ])
    expect(below).toEqual({ from: 0, width: 100, less: true })
  })
  it('is empty, not broken, when nothing is paid', () => {
    expect(
      placeBars([
        { minor: 0, kind: 'part' },
        { minor: 0, kind: 'sum' },
      ]),
    ).toEqual([
      { from: 0, width: 0, less: false },
      { from: 0, width: 0, less: false },
    ])
  })
})
