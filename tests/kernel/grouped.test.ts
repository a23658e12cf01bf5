import { describe, expect, it } from 'vitest'
import { decimalField, maybeDecimal } from '#app/kernel/field.form.ts'
import { groupedText, ungroupedText } from '#app/kernel/grouped.ts'

describe('a figure in a field', () => {
  it('stands with its thousands apart, however it was typed', () => {
    const typed = ['1200000', '1,200,000', '12738.81', '999', '-45000', '１２０００', ' 8000 ', '']
    expect(typed.map(groupedText)).toEqual([
      '1,200,000',
      '1,200,000',
      '12,738.81',
      '999',
      '-45,000',
      '12,000',
      '8,000',
      '',
    ])
  })
  it('stays as it was typed where it is no plain number', () => {
    for (const typed of ['12,34', '1.2.3', '¥8000', '8万', 'abc', '1,2000']) expect(groupedText(typed)).toBe(typed)
  })
  it('is read with and without them', () => {
    expect(['1,200,000', '1200000', '12,738.81', '１２，０００'].map(ungroupedText)).toEqual([
      '1200000',
      '1200000',
      '12738.81',
      '12000',
    ])
    expect(decimalField.parse(' 1,200,000.5 ')).toBe('1200000.5')
    expect(maybeDecimal.parse('4,500')).toBe('4500')
    expect(maybeDecimal.parse('')).toBeNull()
  })
  it('is refused where they stand elsewhere', () => {
    expect(decimalField.safeParse('12,34').success).toBe(false)
  })
})
