import { expect, it } from 'vitest'
import { monthsTouched, payDay } from '#app/incentives/runs/pay-period.ts'

it('a period counts every month that it touches, over the end of a year too', () => {
  expect(monthsTouched('2026-07-01', '2026-09-30')).toBe(3)
  expect(monthsTouched('2026-09-30', '2026-09-30')).toBe(1)
  expect(monthsTouched('2026-11-01', '2027-01-31')).toBe(3)
})

it('pay falls on the plan’s day of a later month, or on its last where it is shorter', () => {
  const paidOn = (monthsAfter: number, day: number, toOn: string) => payDay({ payment: { monthsAfter, day } }, toOn)
  expect(paidOn(1, 25, '2026-09-30')).toBe('2026-10-25')
  expect(paidOn(5, 31, '2026-09-30')).toBe('2027-02-28')
  expect(paidOn(0, 31, '2026-09-15')).toBe('2026-09-30')
})
