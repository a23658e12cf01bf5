import { describe, expect, it } from 'vitest'
import { decimal } from '#app/kernel/decimal.ts'
import { isLowRating, rate } from '#app/performance/rating.ts'

/** Bands from the best down, as a template has them. */
const scale = (...ratings: string[]) =>
  ratings.map((rating, index) => ({ rating, name: { en: rating }, from: String(10 * (ratings.length - 1 - index)) }))

describe('a low rating', () => {
  it.each([
    ['of five', scale('A', 'B', 'C', 'D', 'E'), ['D', 'E']],
    ['of four', scale('优秀', '称职', '基本称职', '不称职'), ['基本称职', '不称职']],
    ['of three', scale('S', 'A', 'B'), ['B']],
    ['of a scale with one', scale('A'), []],
    ['of bands in any order', [...scale('A', 'B', 'C')].reverse(), ['C']],
  ] as const)('lies below the middle %s', (_, bands, low) => {
    expect(bands.map(({ rating }) => rating).filter((rating) => isLowRating(bands, rating))).toEqual(low)
  })
  it('is none that its scale does not have', () => {
    expect(isLowRating(scale('A', 'B', 'C'), 'E')).toBe(false)
  })
})

describe('a veto', () => {
  const bands = scale('A', 'B', 'C')
  const veto = (event: string, cap: string) => ({ event, cap })
  const rated = (score: string, ...vetoes: ReturnType<typeof veto>[]) => {
    const { bandRating, finalRating, cappedBy } = rate(bands, decimal(score), vetoes)
    return [bandRating, finalRating, ...cappedBy]
  }
  it('takes a rating down to its cap, and is named for it', () => {
    expect(rated('25', veto('v1', 'C'))).toEqual(['A', 'C', 'v1'])
  })
  it('is named with those of the same cap, not with milder ones', () => {
    expect(rated('25', veto('v1', 'B'), veto('v2', 'C'), veto('v3', 'C'))).toEqual(['A', 'C', 'v2', 'v3'])
  })
  it('that changes nothing is not named', () => {
    expect(rated('5', veto('v1', 'C'))).toEqual(['C', 'C'])
    expect(rated('15', veto('v1', 'B'))).toEqual(['B', 'B'])
  })
})
