import { describe, expect, it } from 'vitest'
import { mostFte, unpaidDays } from '#app/incentives/payout/proration.ts'
import type { PartInput } from '#app/incentives/payout/run-input.ts'

const period = { from: '2026-07-01', to: '2026-09-30' }
const open = { from: '2020-01-01', to: null }
const days = (absences: [string, string, string | null][], part: { from: string; to: string | null } = open) =>
  unpaidDays(
    absences.map(([kind, from, to]) => ({ kind, from, to })),
    part,
    period,
    ['unpaid', 'study'],
  )

describe('days that a plan does not pay', () => {
  it('are counted with both ends, within the period and the part', () => {
    expect(days([['unpaid', '2026-08-03', '2026-08-07']])).toBe(5)
    expect(days([['unpaid', '2026-06-20', '2026-07-02']])).toBe(2)
    expect(days([['unpaid', '2026-09-29', null]])).toBe(2)
    expect(days([['unpaid', '2026-08-01', '2026-08-31']], { from: '2026-08-30', to: '2026-09-15' })).toBe(2)
    expect(days([['unpaid', '2026-05-01', '2026-05-31']])).toBe(0)
    expect(days([['unpaid', '2026-08-03', '2026-08-03']])).toBe(1)
    expect(days([['unpaid', '2026-08-20', '2026-09-30']], { from: '2026-07-01', to: '2026-08-31' })).toBe(12)
  })
  it('are of the kinds that the plan names', () => {
    expect(days([['sick', '2026-08-03', '2026-08-07']])).toBe(0)
  })
  it('count once where absences overlap', () => {
    expect(
      days([
        ['unpaid', '2026-08-01', '2026-08-10'],
        ['study', '2026-08-05', '2026-08-12'],
        ['unpaid', '2026-08-06', '2026-08-07'],
      ]),
    ).toBe(12)
  })
  it('count once also the one day on which an absence ends and the next begins', () => {
    expect(
      days([
        ['unpaid', '2026-08-01', '2026-08-05'],
        ['study', '2026-08-05', '2026-08-08'],
        ['unpaid', '2026-08-09', '2026-08-10'],
      ]),
    ).toBe(10)
  })
})

describe('the most that one person holds at once', () => {
  const held = (...spans: [string, string, string][]) =>
    mostFte(
      spans.map(([from, to, fte], index) => ({ index, from, to, days: 0, input: { fte } as PartInput })),
    ).toString()
  it('adds what is held on the same day, the first and the last day of each included', () => {
    expect(held(['2026-07-01', '2026-09-30', '0.6'], ['2026-07-01', '2026-07-31', '0.5'])).toBe('1.1')
    expect(held(['2026-07-01', '2026-07-31', '0.6'], ['2026-07-31', '2026-09-30', '0.5'])).toBe('1.1')
    expect(held(['2026-07-01', '2026-07-30', '0.6'], ['2026-07-31', '2026-09-30', '0.5'])).toBe('0.6')
    expect(held()).toBe('0')
  })
})
