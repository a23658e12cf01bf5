import { describe, expect, it } from 'vitest'
import type { ControlTotal, LineKind } from '#app/incentives/payout/run-result.ts'
import { changeOf, componentChanges } from '#app/incentives/runs/run-comparison.ts'

const total = (component: string, payableMinor: number, more: Partial<ControlTotal> = {}): ControlTotal => ({
  component,
  kind: 'component' satisfies LineKind,
  lines: 1,
  calculatedMinor: payableMinor,
  adjustedMinor: 0,
  payableMinor,
  heldMinor: 0,
  deferredMinor: 0,
  forfeitedMinor: 0,
  cutMinor: 0,
  balanced: true,
  ...more,
})
const control = (...components: ControlTotal[]) => ({ components, pools: [] })

describe('a change between two runs', () => {
  it('is the difference, and its part of what it was', () => {
    expect(changeOf(1_250_00, 1_000_00)).toEqual({ now: 125_000, before: 100_000, difference: 25_000, bp: 2_500 })
    expect(changeOf(0, 1_000_00)).toMatchObject({ difference: -100_000, bp: -10_000 })
  })

  it('is rounded half away from zero, up and down alike', () => {
    expect(changeOf(20_001, 20_000).bp).toBe(1)
    expect(changeOf(19_999, 20_000).bp).toBe(-1)
    expect(changeOf(30_001, 30_000).bp).toBe(0)
  })

  it('goes up when a run that took back is followed by one that took back less', () => {
    expect(changeOf(-500, -1_000)).toMatchObject({ difference: 500, bp: 5_000 })
  })

  it('has no part of nothing, and tells what was not there from what was zero', () => {
    expect(changeOf(500, 0)).toMatchObject({ before: 0, difference: 500, bp: null })
    expect(changeOf(500, null)).toMatchObject({ before: null, difference: 500, bp: null })
    expect(changeOf(null, 500)).toMatchObject({ now: null, difference: -500, bp: -10_000 })
  })
})

describe('the components of two runs', () => {
  it('are compared by what was awarded, whether paid, held or deferred', () => {
    const now = control(total('bonus', 60, { heldMinor: 30, deferredMinor: 10, forfeitedMinor: 999, cutMinor: 999 }))
    expect(componentChanges(now, control(total('bonus', 80)))).toEqual([
      { component: 'bonus', kind: 'component', now: 100, before: 80, difference: 20, bp: 2_500 },
    ])
  })

  it('name one that only either plan had, and keep carried lines apart from calculated ones', () => {
    const now = control(total('bonus', 100), total('bonus', 7, { kind: 'vested' }))
    const before = control(total('bonus', 100), total('old', 50))
    expect(
      componentChanges(now, before).map(({ component, kind, now, before }) => [kind, component, now, before]),
    ).toEqual([
      ['component', 'bonus', 100, 100],
      ['component', 'old', null, 50],
      ['vested', 'bonus', 7, null],
    ])
  })
})
