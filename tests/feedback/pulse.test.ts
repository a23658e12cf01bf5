import { describe, expect, it } from 'vitest'
import { commentsTogether, groupsShown, intervalOf, resultsOf, standardQuestions } from '#app/feedback/pulse.ts'

const answers = (count: number, value = 4, groupPath = '/HO/B1/') =>
  Array.from({ length: count }, () => ({ groupPath, answers: { fairness: value, clarity: value, usefulness: value } }))

describe('what is shown of a pulse', () => {
  it('is nothing below five answers, not even how many', () => {
    expect(resultsOf(standardQuestions, answers(4))[0]).toEqual({ key: 'fairness', n: 0, mean: null, counts: [] })
  })
  it('is mean and counts from five on', () => {
    const results = resultsOf(standardQuestions, [...answers(4, 5), ...answers(1, 2)])
    expect(results[0]).toEqual({ key: 'fairness', n: 5, mean: '4.40', counts: [0, 1, 0, 0, 4] })
  })
  it('rounds half of a hundredth up', () => {
    // 33 points of eight people are 4.125.
    expect(resultsOf(standardQuestions, [...answers(7, 4), ...answers(1, 5)])[0]?.mean).toBe('4.13')
  })
  it('says where the mean lies with 95 % confidence, within the scale', () => {
    // 4.40 ± 2.776 × 1.3416 / √5 = ± 1.67, cut at the end of the scale.
    expect(intervalOf([0, 1, 0, 0, 4])).toEqual({ low: '2.74', high: '5.00' })
    expect(intervalOf([4, 0, 0, 1, 0])).toEqual({ low: '1.00', high: '3.26' })
    // 3.50 ± 1.984 × 0.5025 / √100
    expect(intervalOf([0, 0, 50, 50, 0])).toEqual({ low: '3.40', high: '3.60' })
    expect(intervalOf([0, 0, 2, 2, 0])).toBeNull()
  })
  it('hides a second group when the whole less the shown ones would tell a small one', () => {
    expect(
      groupsShown(
        new Map([
          ['/HO/B1/', 9],
          ['/HO/B2/', 7],
          ['/HO/B3/', 2],
        ]),
      ),
    ).toEqual(new Set(['/HO/B1/']))
    const sizes = { '/HO/B3/': 2, '/HO/B2/': 6, '/HO/B1/': 9, '/HO/B4/': 7 }
    expect(groupsShown(new Map(Object.entries(sizes)))).toEqual(new Set(['/HO/B1/', '/HO/B4/']))
  })
  it.each([
    ['one that stands alone', [9, 7, 1], 1],
    ['four together', [9, 7, 3, 1], 1],
    ['five together, which nobody can tell apart', [9, 7, 3, 2], 2],
    ['none at all', [9, 7, 0], 2],
  ])('of those too small, %s: %j', (_, sizes, shown) => {
    expect(groupsShown(new Map(sizes.map((size, at) => [`/HO/B${at}/`, size]))).size).toBe(shown)
  })
  it('hides the last in the order of units where several are the smallest', () => {
    for (const paths of [
      ['/HO/B1/', '/HO/B2/', '/HO/B3/'],
      ['/HO/B3/', '/HO/B2/', '/HO/B1/'],
    ]) {
      const sizes = new Map([...paths.map((path) => [path, 7] as const), ['/HO/B4/', 1]])
      expect(groupsShown(sizes)).toEqual(new Set(['/HO/B1/', '/HO/B2/']))
    }
  })
  it('shows all groups that are large enough otherwise', () => {
    expect(
      groupsShown(
        new Map([
          ['/HO/B1/', 9],
          ['/HO/B2/', 5],
        ]),
      ),
    ).toEqual(new Set(['/HO/B1/', '/HO/B2/']))
  })
})

it('the same words are read once, with how many wrote them, the most frequent first', () => {
  expect(commentsTogether(['Thanks', 'Shorter, please.', 'Shorter, please. ', 'Shorter, please.'])).toEqual([
    { text: 'Shorter, please.', times: 3 },
    { text: 'Thanks', times: 1 },
  ])
})
