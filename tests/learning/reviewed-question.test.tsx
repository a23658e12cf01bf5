import { describe, expect, it } from 'vitest'
import type { ReviewedQuestion } from '#app/learning/assessments/results.server.ts'
import { ReviewedQuestionRow } from '#app/learning/reviewed-question.tsx'
import { pageOf, textOf } from '../support/page.tsx'

/** Cash was matched with its right fellow, gold with the one of silver, silver with none. */
const matching: ReviewedQuestion = {
  ...{ slot: 1, kind: 'matching', maxMark: '3', stem: 'Match', options: ['vault', 'safe', 'drawer'] },
  pairs: ['cash', 'gold', 'silver'],
  entry: { places: [], pairs: [2, 1, null], text: '' },
  late: false,
  state: 'partial',
}
const shown = async (question: ReviewedQuestion) =>
  textOf(await pageOf(() => <ReviewedQuestionRow question={question} />, { words: ['learning'] }))

describe('a matching question after the attempt', () => {
  it('says of each pair whether it is right, and which would be', async () => {
    const text = await shown({ ...matching, right: { places: [2, 0, 1], text: null } })
    expect(text).toContain('cash → drawer Right')
    expect(text).toContain('gold → safe Wrong Right answer: vault')
    expect(text).toContain('silver → — Wrong Right answer: safe')
  })

  it('says only what was given while the right answers may not be read', async () => {
    const text = await shown(matching)
    expect(text).toContain('gold → safe silver → —')
    expect(text).not.toContain('Right answer')
    expect(text).not.toContain('vault')
  })
})
