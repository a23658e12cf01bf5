import { describe, expect, it } from 'vitest'
import { decimal } from '#app/kernel/decimal.ts'
import { majorOf, wholeMinor } from '#app/kernel/money.ts'

describe('an amount', () => {
  it('is the same in major units, to the last digit', () => {
    expect(majorOf(1_273_881, 'CNY').toFixed()).toBe('12738.81')
    expect(majorOf(-1, 'CNY').toFixed()).toBe('-0.01')
    expect(majorOf(12_738, 'JPY').toFixed()).toBe('12738')
  })

  it('is refused beyond what a number can hold exactly, and when it is no whole', () => {
    expect(wholeMinor(decimal('9007199254740991'))).toBe(Number.MAX_SAFE_INTEGER)
    expect(() => wholeMinor(decimal('9007199254740992'))).toThrow(RangeError)
    expect(() => wholeMinor(decimal('0.5'))).toThrow(RangeError)
  })
})
