import { describe, expect, it } from 'vitest'
import { parseDay, parseDecimalText, parseMoneyMinor } from '#app/kernel/cell.ts'

const answer = (outcome: { ok: true; value: unknown } | { ok: false; error: { code: string } }) =>
  outcome.ok ? outcome.value : outcome.error.code

describe('a day in a cell', () => {
  it.each([
    ['2026-09-30', '2026-09-30'],
    ['2026/9/3', '2026-09-03'],
    ['2026.9.30', '2026-09-30'],
    ['20260930', '2026-09-30'],
    ['2026年9月30日', '2026-09-30'],
    ['２０２６－０９－３０', '2026-09-30'],
    [' 2026-09-30 00:00:00 ', '2026-09-30'],
    ['30/9/2026', '2026-09-30'],
    ['9/30/2026', '2026-09-30'],
    ['3/3/2026', '2026-03-03'],
    ['3/4/2026', 'day-is-ambiguous'],
    ['12/3/2026', 'day-is-ambiguous'],
    ['3/12/2026', 'day-is-ambiguous'],
    ['2026年9月30号', '2026-09-30'],
    ['19991231', '1999-12-31'],
    ['2026-09-30T00:00:00.000Z', '2026-09-30'],
    ['2026-02-30', 'no-such-day'],
    ['9999', 'day-is-a-number'],
    ['46295.5', 'day-is-a-number'],
    ['46295', 'day-is-a-number'],
    ['2026-09-30 14:05', 'day-has-time'],
    ['soon', 'not-a-day'],
    ['', 'empty'],
  ])('%s is %s', (text, expected) => {
    expect(answer(parseDay(text))).toBe(expected)
  })
})

describe('a number in a cell', () => {
  it.each([
    ['1,234,567.50', '1234567.5'],
    ['１２，３４５．６', '12345.6'],
    ['12.5%', '0.125'],
    ['５０％', '0.5'],
    ['(1,234.50)', '-1234.5'],
    ['−3', '-3'],
    ['–3', '-3'],
    ["1'234.5", '1234.5'],
    ['+7', '7'],
    ['0.1000000000000000000000000001', '0.1000000000000000000000000001'],
    ['12,34', 'thousands-misplaced'],
    ['1.2E+05', 'number-shortened'],
    ['1.2e5', 'number-shortened'],
    ['twelve', 'not-a-number'],
    ['-', 'not-a-number'],
    ['', 'empty'],
  ])('%s is %s', (text, expected) => {
    expect(answer(parseDecimalText(text))).toBe(expected)
  })
})

describe('an amount in a cell', () => {
  it.each([
    ['¥12,738.81', 1_273_881],
    ['￥１００', 10_000],
    ['12738.81元', 1_273_881],
    ['1.5万元', 1_500_000],
    ['2亿', 20_000_000_000],
    ['CNY 100', 10_000],
    ['RMB 100', 10_000],
    ['-0.01', -1],
    ['-¥12.50', -1_250],
    ['1.00', 100],
    ['1.005', 'too-many-decimals'],
    ['USD 100', 'other-currency'],
    ['99999999999999999', 'too-large'],
    ['10%', 'not-a-number'],
    ['', 'empty'],
  ])('%s is %s', (text, expected) => {
    expect(answer(parseMoneyMinor(text, 'CNY'))).toBe(expected)
  })
  it('has as many decimals as its currency', () => {
    expect(answer(parseMoneyMinor('100', 'JPY'))).toBe(100)
    expect(answer(parseMoneyMinor('1.234', 'KWD'))).toBe(1234)
    // ¥ and 元 are signs of the yuan alone.
    for (const text of ['¥100', '100元']) expect(answer(parseMoneyMinor(text, 'USD'))).toBe('not-a-number')
  })
  it('in RMB is one of no other currency', () => {
    expect(answer(parseMoneyMinor('RMB 100', 'USD'))).toBe('other-currency')
  })
})
