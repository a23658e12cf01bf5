import { describe, expect, it } from 'vitest'
import { groupsShown, resultsOf, standardQuestions } from '#app/feedback/pulse.ts'

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
