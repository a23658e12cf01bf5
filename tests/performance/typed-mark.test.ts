import { describe, expect, it } from 'vitest'
import {
  canBecomeMark,
  isSpeltOut,
  readKeys,
  readMark,
  scaleOf,
  scaleText,
} from '#app/performance/appraisals/typed-mark.ts'
import type { Curve } from '#app/performance/curve.ts'
import { line } from './cards.ts'

const scaleWith = (...levels: string[]) => {
  const curve: Curve = {
    kind: 'anchored',
    levels: levels.map((level) => ({ level, points: '50', anchor: { en: level } })),
  }
  return line('manners', 4000, { source: 'judged', curve })
}
const scale = scaleWith('1', '2', '3', '4', '5')
const number = line('deposits', 6000)

describe('what is typed as a mark', () => {
  it('is a level of the scale or a number, and nothing else', () => {
    expect(readMark(scale, ' 4 ')).toEqual({ mark: '4' })
    expect(readMark(scale, '6')).toBeNull()
    expect(readMark(scale, '')).toEqual({ mark: null })
    expect(readMark(number, '-1.5')).toEqual({ mark: '-1.5' })
    expect(readMark(number, '1.')).toBeNull()
  })

  it('may follow a level that stands, as its correction, but not what is none', () => {
    expect(readKeys(scale, '34', '3')).toEqual({ mark: '4' })
    expect(readKeys(scale, '85', null)).toBeNull()
    expect(readKeys(scale, '85', '4')).toBeNull()
    expect(readKeys(scale, '36', '3')).toBeNull()
  })

  it('is not refused while more keys can make a mark of it', () => {
    const tens = scaleWith('10', '20')
    expect([canBecomeMark(tens, '1'), canBecomeMark(tens, '3'), canBecomeMark(tens, '101')]).toEqual([
      true,
      false,
      false,
    ])
    expect(['-', '1.', '.5', 'x', '1,5'].map((typed) => canBecomeMark(number, typed))).toEqual([
      ...[true, true, true],
      ...[false, false],
    ])
  })
})

describe('a scale', () => {
  it('is said by its ends where its levels follow each other, else level by level', () => {
    expect(scaleText(scaleOf(scale) ?? [])).toBe('1–5')
    expect(scaleText(['5', '4', '3'])).toBe('3–5')
    expect(scaleText(['A', 'B', 'C'])).toBe('A, B, C')
    expect(scaleText(['0', '1'])).toBe('0, 1')
    expect(scaleText(['0', '50', '100'])).toBe('0, 50, 100')
    expect(scaleOf(number)).toBeNull()
  })

  it('is spelt by an input method where a level is no plain character', () => {
    expect([scale, scaleWith('A', 'B'), number].map(isSpeltOut)).toEqual([false, false, false])
    expect(isSpeltOut(scaleWith('优', '良', '中'))).toBe(true)
  })
})
