import { describe, expect, it } from 'vitest'
import { ratingSpread } from '#app/performance/appraisals/rating-spread.ts'
import type { Band } from '#app/performance/template.ts'

const bands = (guide: Record<string, number | undefined>): Band[] =>
  Object.entries({ A: '90', B: '60', C: '0' }).map(([rating, from]) => ({
    rating,
    name: { en: rating },
    from,
    ...(guide[rating] !== undefined && { guideBp: guide[rating] }),
  }))
const strict = bands({ A: 1000, B: 6000, C: 3000 })
const even = bands({ A: 5000, B: 5000 })
const withoutGuide = bands({})

const shown = (...groups: Parameters<typeof ratingSpread>[0]) =>
  ratingSpread(groups).map(({ rating, count, shareBp, guideBp }) => [rating, count, shareBp, guideBp])

describe('the spread of ratings', () => {
  it('counts every rating of the templates from the best down, also one that nobody has', () => {
    expect(shown({ rating: 'C', count: 1, bands: strict }, { rating: 'A', count: 2, bands: strict })).toEqual([
      ['A', 2, 6667, 1000],
      ['B', 0, 0, 6000],
      ['C', 1, 3333, 3000],
    ])
  })
  it('expects of several templates together what their people weigh', () => {
    expect(shown({ rating: 'B', count: 3, bands: strict }, { rating: 'B', count: 1, bands: even })).toEqual([
      ['A', 0, 0, 2000],
      ['B', 4, 10_000, 5750],
      ['C', 0, 0, 2250],
    ])
  })
  it('has no guide where one of the templates has none', () => {
    expect(shown({ rating: 'A', count: 9, bands: strict }, { rating: 'C', count: 1, bands: withoutGuide })).toEqual([
      ['A', 9, 9000, null],
      ['B', 0, 0, null],
      ['C', 1, 1000, null],
    ])
  })
  it('leaves who has no rating out of the shares and of the guide', () => {
    expect(shown({ rating: 'A', count: 1, bands: strict }, { rating: null, count: 9, bands: withoutGuide })[0]).toEqual(
      ['A', 1, 10_000, 1000],
    )
    expect(shown({ rating: null, count: 2, bands: strict })[0]).toEqual(['A', 0, 0, null])
  })
})
