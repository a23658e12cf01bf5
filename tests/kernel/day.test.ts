import { describe, expect, it } from 'vitest'
import { addDays, addMonths, dayOf, daysInclusive, earlier, isDay, later, startOfDay } from '#app/kernel/day.ts'

describe('a day', () => {
  it('begins at midnight where the bank is, also on the days on which clocks are changed there', () => {
    const begins = (day: string, zone: string) => new Date(startOfDay(day, zone)).toISOString()
    expect(begins('2026-09-30', 'Asia/Shanghai')).toBe('2026-09-29T16:00:00.000Z')
    expect(begins('2026-03-08', 'America/New_York')).toBe('2026-03-08T05:00:00.000Z')
    expect(begins('2026-03-09', 'America/New_York')).toBe('2026-03-09T04:00:00.000Z')
    expect(begins('2026-11-01', 'America/New_York')).toBe('2026-11-01T04:00:00.000Z')
    expect(begins('2026-11-02', 'America/New_York')).toBe('2026-11-02T05:00:00.000Z')
  })

  it('is that of the bank’s own time zone, from its midnight on', () => {
    const midnight = startOfDay('2026-09-30', 'Asia/Shanghai')
    const days = [midnight - 1, midnight].map((instant) => dayOf(instant, 'Asia/Shanghai'))
    expect(days).toEqual(['2026-09-29', '2026-09-30'])
    expect(dayOf(midnight, 'UTC')).toBe('2026-09-29')
  })

  it('is one that exists, written in full', () => {
    const days = ['2026-09-30', '2028-02-29', '2027-02-29', '2026-02-30', '2026-13-01', '2026-9-30', '2026-09-30 ', '']
    expect(days.filter(isDay)).toEqual(['2026-09-30', '2028-02-29'])
  })

  it('is followed by the next, over the ends of months, years and February', () => {
    expect(['2026-12-31', '2028-02-28', '2027-02-28'].map((day) => addDays(day, 1))).toEqual([
      ...['2027-01-01', '2028-02-29', '2027-03-01'],
    ])
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
  })

  it('is counted with both ends, and not at all backwards', () => {
    expect(daysInclusive('2026-09-30', '2026-09-30')).toBe(1)
    expect(daysInclusive('2026-09-30', '2026-10-01')).toBe(2)
    expect(daysInclusive('2026-10-01', '2026-09-30')).toBe(0)
    expect(daysInclusive('2026-10-03', '2026-09-30')).toBe(0)
  })

  it('months later is the same day, or the last of a shorter month, and comes back to its anchor', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-02-28', 1, 31)).toBe('2026-03-31')
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15')
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
  })

  it('is earlier or later than another', () => {
    expect([earlier('2026-01-02', '2026-01-01'), later('2026-01-02', '2026-01-01')]).toEqual([
      '2026-01-01',
      '2026-01-02',
    ])
    expect([earlier('2026-01-01', '2026-01-02'), later('2026-01-01', '2026-01-02')]).toEqual([
      '2026-01-01',
      '2026-01-02',
    ])
  })
})
