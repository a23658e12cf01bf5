import { describe, expect, it } from 'vitest'
import { isLowRating } from '#app/performance/rating.ts'

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
