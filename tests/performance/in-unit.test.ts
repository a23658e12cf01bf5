import { expect, it } from 'vitest'
import { inUnit } from '#app/performance/in-unit.ts'

it('a value has its unit behind it: a per cent sign close, a word apart', () => {
  expect(inUnit('12.5', '%')).toBe('12.5%')
  expect(inUnit('3', 'customers')).toBe('3 customers')
  expect(inUnit('3', undefined)).toBe('3')
  expect(inUnit('3', '')).toBe('3')
})

it('one thing is said as one', () => {
  expect(inUnit('1', 'cases')).toBe('1 case')
  expect(inUnit('1', 'enquiries')).toBe('1 enquiry')
  expect(inUnit('1', 'findings per visit')).toBe('1 finding per visit')
  expect(inUnit('1', 'customer complaints')).toBe('1 customer complaint')
  expect(inUnit('1', 'breaches')).toBe('1 breach')
  expect(inUnit('1', 'cases/month')).toBe('1 case/month')
  expect(inUnit('1.5', 'cases')).toBe('1.5 cases')
  expect(inUnit('11', 'cases')).toBe('11 cases')
})

it('and a unit that has no plural stays as it is', () => {
  for (const unit of ['per 10,000', 'level', 'CNY 10,000', '次', '笔/万笔', 'loss', 's', 'ms'])
    expect(inUnit('1', unit)).toBe(`1 ${unit}`)
})
