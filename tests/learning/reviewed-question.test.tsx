import { describe, expect, it } from 'vitest'
import type { ReviewedQuestion } from '#app/learning/assessments/results.server.ts'
import type { RightAnswer } from '#app/learning/assessments/right-answer.ts'
import { noEntry } from '#app/learning/assessments/shown-answer.ts'
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

describe('a short answer after the attempt', () => {
  const asked = (right: RightAnswer): ReviewedQuestion => ({
    ...{ ...matching, kind: 'short-answer', options: [], pairs: [], entry: { ...noEntry, text: 'cash' } },
    right,
  })
  const shaped = (begins: string, contains: string[], ends: string) =>
    asked({ places: [], text: null, shape: { begins, contains, ends } })

  it('says what was right in words, never as a pattern', async () => {
    expect(await shown(asked({ places: [], text: '5 * 3' }))).toContain('Your answer: cash · Right answer: 5 * 3')
    expect(await shown(shaped('know', [], ''))).toContain('Right answer: any text that begins with “know”')
    expect(await shown(shaped('know', ['your', 'client'], 'data'))).toContain(
      'any text that begins with “know” and contains “your” and after it “client” and ends with “data”',
    )
    expect(await shown(shaped('', [], ''))).toContain('Right answer: any text')
    expect(await shown(asked({ places: [], text: null }))).not.toContain('Right answer')
  })
})
