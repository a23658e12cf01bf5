import { expect, it } from 'vitest'
import { inUnit } from '#app/performance/in-unit.ts'

it('a value has its unit behind it: a per cent sign close, a word apart', () => {
  expect(inUnit('12.5', '%')).toBe('12.5%')
  expect(inUnit('3', 'customers')).toBe('3 customers')
  expect(inUnit('3', undefined)).toBe('3')
  expect(inUnit('3', '')).toBe('3')
})
