import { describe, expect, it } from 'vitest'
import { ceilOf, decimal, floorOf, isDecimalText, roundTo } from '#app/kernel/decimal.ts'

describe('an exact decimal', () => {
  const whole = (of: typeof floorOf, ...texts: string[]) => texts.map((text) => of(decimal(text)).toFixed())

  it('is rounded half away from zero, on either side of it', () => {
    const rounded = ['0.5', '1.5', '2.5', '-0.5', '-1.5', '-2.5'].map((text) => roundTo(decimal(text), 0).toFixed())
    expect(rounded).toEqual(['1', '2', '3', '-1', '-2', '-3'])
    expect(['1.005', '-1.005'].map((text) => roundTo(decimal(text), 2).toFixed())).toEqual(['1.01', '-1.01'])
  })

  it('has its floor below it and its ceiling above it, below zero too', () => {
    expect(whole(floorOf, '1.5', '-1.5', '2')).toEqual(['1', '-2', '2'])
    expect(whole(ceilOf, '1.5', '-1.5', '2')).toEqual(['2', '-1', '2'])
  })

  it('keeps every digit of a product of large amounts and fine rates', () => {
    expect(decimal('9007199254740991').times('0.123456789012345678').toFixed()).toBe(
      '1111999897984715.757218771248286898',
    )
  })

  it('is written with digits on both sides of its point', () => {
    const texts = ['0.35', '-12', '1.', '.5', '1e3', '+1', '']
    expect(texts.filter(isDecimalText)).toEqual(['0.35', '-12'])
  })
})
