import { describe, expect, it } from 'vitest'
import { fixedPay, type PaidPart } from '#app/incentives/payout/fixed-pay.ts'

const part = (more: Partial<PaidPart> = {}): PaidPart => ({
  from: '2020-01-01',
  to: null,
  baseMinor: 1_000_000,
  fte: '1',
  ...more,
})

describe('fixed pay of a year so far', () => {
  it('is the monthly base of every whole month', () => {
    expect(fixedPay([part()], '2026-01-01', '2026-09-30')).toBe(9_000_000)
    expect(fixedPay([part({ fte: '0.5' })], '2026-01-01', '2026-01-31')).toBe(500_000)
    // One stretch after another from the same day, the second longer.
    const until = ['2026-03-31', '2026-04-30'].map((to) => fixedPay([part()], '2026-03-01', to))
    expect(until).toEqual([1_000_000, 2_000_000])
  })

  it('is paid by the day in a month that is held in part, each month by its own days', () => {
    // 15 of 30 days of June and all of July.
    expect(fixedPay([part({ from: '2026-06-16' })], '2026-01-01', '2026-07-31')).toBe(1_500_000)
    // 10 of 28 days of February: 357,142.86 分, to the whole one.
    expect(fixedPay([part({ from: '2026-02-01', to: '2026-02-10' })], '2026-01-01', '2026-03-31')).toBe(357_143)
    expect(fixedPay([part({ baseMinor: 3_000 })], '2026-08-01', '2026-08-31')).toBe(3_000)
    expect(fixedPay([part({ baseMinor: 3_000 })], '2026-07-01', '2026-08-31')).toBe(6_000)
    // The one day of September, when the stretch ends on the first of a month.
    expect(fixedPay([part({ baseMinor: 3_000 })], '2026-08-01', '2026-09-01')).toBe(3_100)
    expect(fixedPay([part()], '2026-01-17', '2026-02-14')).toBe(Math.round(1_000_000 * (15 / 31 + 14 / 28)))
  })

  it('adds what was held one after the other, and rounds once', () => {
    const third = { baseMinor: 100, fte: '1' }
    const thirds = [
      part({ ...third, from: '2026-06-01', to: '2026-06-10' }),
      part({ ...third, from: '2026-06-11', to: '2026-06-20' }),
      part({ ...third, from: '2026-06-21', to: '2026-06-30' }),
    ]
    expect(fixedPay(thirds, '2026-06-01', '2026-06-30')).toBe(100)
    // A day before and a day after count nothing.
    expect(fixedPay([part({ from: '2026-05-31', to: '2026-05-31' })], '2026-06-01', '2026-06-30')).toBe(0)
    expect(fixedPay([part({ from: '2026-07-01' })], '2026-06-01', '2026-06-30')).toBe(0)
  })
})
