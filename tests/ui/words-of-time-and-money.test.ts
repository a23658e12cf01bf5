import { describe, expect, it } from 'vitest'
import { majorText, moneyParts, moneyText } from '#app/kernel/money-text.ts'
import { whenOf } from '#app/ui/when-words.ts'

const zone = 'Asia/Shanghai'
/** Monday, 23 November 2026, 10:42 in Shanghai. */
const now = Date.UTC(2026, 10, 23, 2, 42)
const kind = (day: string) => whenOf(day, now, zone).kind

describe('a time', () => {
  it('is said by its day within a week', () => {
    expect(kind('2026-11-23')).toBe('today')
    expect(kind('2026-11-24')).toBe('tomorrow')
    expect(kind('2026-11-22')).toBe('yesterday')
    expect(kind('2026-11-27')).toBe('weekday')
    expect(kind('2026-11-29')).toBe('weekday')
  })
  it('is said by its date after that, with the year when it is another', () => {
    expect(kind('2026-11-30')).toBe('date')
    expect(kind('2026-11-16')).toBe('date')
    expect(kind('2027-01-04')).toBe('dateYear')
  })
  it('counts past days, because "last Friday" is two days', () => {
    expect(whenOf('2026-11-20', now, zone)).toMatchObject({ kind: 'ago', days: -3 })
  })
  it('knows next week, which Chinese names apart', () => {
    const friday = Date.UTC(2026, 10, 27, 2)
    expect(whenOf('2026-11-29', friday, zone).kind).toBe('weekday')
    expect(whenOf('2026-11-30', friday, zone).kind).toBe('nextWeekday')
  })
  it('belongs to the day of the bank, not of Greenwich', () => {
    expect(whenOf(Date.UTC(2026, 10, 23, 16, 30), now, zone)).toMatchObject({ kind: 'tomorrow', day: '2026-11-24' })
  })
})

describe('an amount', () => {
  it('is exact to the last minor unit, however large', () => {
    expect(majorText(Number.MAX_SAFE_INTEGER, 'CNY')).toBe('90071992547409.91')
    expect(majorText(5, 'CNY')).toBe('0.05')
    expect(majorText(-318_471, 'CNY')).toBe('-3184.71')
    expect(majorText(1_234, 'JPY')).toBe('1234')
    expect(majorText(1, 'KWD')).toBe('0.001')
  })
  it('groups by three and always shows the 分, in both languages', () => {
    for (const locale of ['zh-CN', 'en'])
      expect(moneyParts(500_000_000, 'CNY', locale)).toEqual({
        sign: '',
        symbol: '¥',
        whole: '5,000,000',
        fraction: '00',
      })
  })
  it('has a real minus, and a plus only where it is asked for', () => {
    expect(moneyParts(-1, 'CNY', 'en').sign).toBe('−')
    expect(moneyParts(1, 'CNY', 'en').sign).toBe('')
    expect(moneyParts(1, 'CNY', 'en', true).sign).toBe('+')
    expect(moneyParts(0, 'CNY', 'en', true).sign).toBe('')
  })
  it('is written alike in a list, in the sentence of a step and on paper', () => {
    expect(moneyText(-318_471, 'CNY', 'en')).toBe('−¥3,184.71')
    expect(moneyText('-318471', 'CNY', 'en')).toBe('−¥3,184.71')
    expect(moneyText('-318471', 'USD', 'zh-CN')).toBe(moneyText(-318_471, 'USD', 'zh-CN'))
  })
  it('shows four digits more than its currency where it is not rounded yet, and none that say nothing', () => {
    expect(moneyText('339191.51', 'CNY', 'en')).toBe('¥3,391.9151')
    expect(moneyText('339191.514999', 'CNY', 'en')).toBe('¥3,391.91515')
    expect(moneyText('100.50', 'JPY', 'en')).toBe('¥100.5')
    expect(moneyText('-0.00001', 'CNY', 'en')).toBe('¥0.00')
  })
})
