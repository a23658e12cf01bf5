import { describe, expect, it } from 'vitest'
import { addMonths } from '#app/kernel/day.ts'
import {
  type CertificateFacts,
  countsOn,
  mandateDueOn,
  reminderDue,
  type ValidityRule,
  validityOf,
} from '#app/learning/certifications/validity.ts'

const rule: ValidityRule = { validMonths: 12, renewWindowDays: 60, graceDays: 30 }

describe('adding months', () => {
  it.each([
    ['2027-01-31', 1, undefined, '2027-02-28'],
    ['2028-01-31', 1, undefined, '2028-02-29'],
    ['2028-02-29', 12, undefined, '2029-02-28'],
    ['2028-02-29', 48, undefined, '2032-02-29'],
    ['2027-08-31', 6, undefined, '2028-02-29'],
    ['2028-02-29', 6, undefined, '2028-08-29'],
    ['2028-02-29', 6, 31, '2028-08-31'],
  ])('to %s, %i of them, anchored at %s, gives %s', (day, months, anchor, expected) => {
    expect(addMonths(day, months, anchor)).toBe(expected)
  })
})

describe('a certificate', () => {
  const previous = { validThrough: '2028-03-15', anchorDay: 15 }
  it.each([
    ['before the window', '2028-01-10', false, '2029-01-10'],
    ['on the first day of the window', '2028-01-15', false, '2029-03-15'],
    ['within the window', '2028-01-20', false, '2029-03-15'],
    ['on its last day', '2028-03-15', false, '2029-03-15'],
    ['after it', '2028-03-20', false, '2029-03-20'],
    ['after it, where the grace keeps the basis', '2028-03-20', true, '2029-03-15'],
    ['on the last day of the grace', '2028-04-14', true, '2029-03-15'],
    ['after the grace', '2028-04-15', true, '2029-04-15'],
  ])('renewed %s holds through the right day', (_, doneOn, graceKeepsBasis, through) => {
    expect(validityOf(doneOn, { ...rule, graceKeepsBasis }, previous).validThrough).toBe(through)
  })
  it('is never shortened by renewing early', () => {
    expect(validityOf('2028-06-01', rule, { validThrough: '2029-12-31', anchorDay: 31 }).validThrough).toBe(
      '2029-12-31',
    )
  })
  it('does not drift after a short month', () => {
    const first = validityOf('2027-08-31', { ...rule, validMonths: 6 }, null)
    expect(first).toMatchObject({ validThrough: '2028-02-29', anchorDay: 31 })
    for (const renewedOn of ['2028-02-01', '2028-02-29'])
      expect(validityOf(renewedOn, { ...rule, validMonths: 6 }, first).validThrough).toBe('2028-08-31')
  })
  it('without a term holds for ever', () => {
    expect(validityOf('2028-06-01', { ...rule, validMonths: null }, null).validThrough).toBeNull()
    expect(validityOf('2028-06-01', rule, { validThrough: null, anchorDay: 1 }).validThrough).toBeNull()
  })
})

describe('standing in a certification', () => {
  const held: CertificateFacts = {
    validFrom: '2027-03-15',
    validThrough: '2028-03-15',
    revokedFrom: null,
    recordedAt: Date.UTC(2027, 2, 15),
  }
  it('begins and ends with the days that it names', () => {
    const days = ['2027-03-14', '2027-03-15', '2028-03-15', '2028-03-16']
    expect(days.map((day) => countsOn(held, day))).toEqual([false, true, true, false])
  })
  it('ends with a revocation, and is what was known at the time', () => {
    expect(countsOn({ ...held, revokedFrom: '2027-06-01' }, '2027-05-31')).toBe(true)
    expect(countsOn({ ...held, revokedFrom: '2027-06-01' }, '2027-06-01')).toBe(false)
    expect(countsOn(held, '2027-06-01', Date.UTC(2027, 2, 14))).toBe(false)
    expect(countsOn(held, '2027-06-01', Date.UTC(2027, 2, 15))).toBe(true)
  })
  it('is due 45 days after a transfer', () => {
    expect(mandateDueOn({ transferOn: '2027-10-18', mandateFrom: '2026-01-01', hiredOn: '2020-01-01' }, 45)).toBe(
      '2027-12-02',
    )
  })
  it.each([
    [61, null],
    [60, 60],
    [31, 60],
    [30, 30],
    [7, 7],
    [1, 7],
    [0, 0],
    [-1, null],
  ])('with %i days left reminds at %s', (left, threshold) => {
    expect(reminderDue(left)).toBe(threshold)
  })
})
