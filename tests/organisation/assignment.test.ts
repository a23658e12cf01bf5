import { describe, expect, it } from 'vitest'
import { overFullTime, overlaps } from '#app/organisation/assignments/assignment.ts'

const span = (from: string, to: string | null, fteBp = 6_000) => ({ from, to, fteBp })

describe('two spans of days', () => {
  it.each([
    ['that meet on one day', span('2026-01-01', '2026-03-31'), span('2026-03-31', null), true],
    ['of which one begins the day after the other', span('2026-01-01', '2026-03-31'), span('2026-04-01', null), false],
    ['that are open', span('2026-01-01', null), span('2030-01-01', null), true],
    ['of which one lies in the other', span('2026-01-01', null), span('2026-02-01', '2026-02-01'), true],
  ])('%s', (_, one, other, shared) => {
    expect(overlaps(one, other)).toBe(shared)
    expect(overlaps(other, one)).toBe(shared)
  })
})

describe('more than full time', () => {
  it('is said of the first of the heaviest days, in whatever order the assignments come', () => {
    const spans = [
      span('2026-01-01', '2026-12-31'),
      span('2026-03-01', '2026-03-31'),
      span('2026-07-01', '2026-07-31'),
      span('2026-10-01', null, 5_000),
    ]
    for (const each of [spans, [...spans].reverse()])
      expect(overFullTime(each)).toEqual({ day: '2026-03-01', fteBp: 12_000 })
  })
  it('is nothing that adds up to it exactly, or that only follows one upon the other', () => {
    expect(overFullTime([span('2026-01-01', null, 4_000), span('2026-02-01', null)])).toBeNull()
    expect(overFullTime([span('2026-01-01', '2026-01-31'), span('2026-02-01', null)])).toBeNull()
    expect(overFullTime([])).toBeNull()
  })
})
