/** Places on the screen and what they mean: a form that is not of this question says nothing. */
import { describe, expect, it } from 'vitest'
import {
  type Entry,
  entryOf,
  isAnswered,
  isSameEntry,
  noEntry,
  responseOf,
} from '#app/learning/assessments/shown-answer.ts'
import type { Question, Response, RichText } from '#app/learning/questions/question.ts'

const words = (text: string): RichText => ({ text, format: 'plain' })
const base = { id: null, name: '', stem: words('?'), tags: [], category: [], generalFeedback: null }
const option = (fraction: number) => ({ text: words('o'), fraction, feedback: null })
const options = [option(1), option(0), option(0)]
const single: Question = { ...base, kind: 'single', options }
const multiple: Question = { ...base, kind: 'multiple', scoring: 'partial', options }
const trueFalse: Question = { ...base, kind: 'true-false', key: true, wrongFeedback: null, rightFeedback: null }
const matching: Question = {
  ...base,
  kind: 'matching',
  stems: [0, 1].map((choice) => ({ text: words('s'), choice })),
  choices: ['a', 'b', 'c'].map(words),
}
const essay: Question = { ...base, kind: 'essay' }
/** The first place shows option 2, and so on. */
const order = [2, 0, 1]
const places = (...given: number[]): Entry => ({ ...noEntry, places: given })
const pairs = (...given: (number | null)[]): Entry => ({ ...noEntry, pairs: given })
const text = (given: string): Entry => ({ ...noEntry, text: given })

describe('an entry', () => {
  it.each<[Entry, Entry, boolean]>([
    [places(1), places(1), true],
    [places(1), places(), false],
    [places(0, 1), places(1), false],
    [pairs(null, null), noEntry, true],
    [pairs(null, 1), pairs(null, null), false],
    [text('a\r\nb'), text('a\nb'), true],
    [text('a'), text('b'), false],
  ])('%j says the same as %j: %s', (one, other, expected) => {
    expect(isSameEntry(one, other)).toBe(expected)
  })
  it.each<[Question, Entry, Response | null]>([
    [single, places(1), { kind: 'single', option: 0 }],
    [single, places(), null],
    [multiple, places(0, 1), { kind: 'multiple', options: [0, 2] }],
    [multiple, places(), null],
    [trueFalse, places(0), { kind: 'true-false', answer: true }],
    [trueFalse, places(1), { kind: 'true-false', answer: false }],
    [trueFalse, places(), null],
    [matching, pairs(0, 2), { kind: 'matching', choices: [2, 1] }],
    [matching, pairs(null, 0), { kind: 'matching', choices: [null, 2] }],
    [matching, pairs(1), { kind: 'matching', choices: [0, null] }],
    [matching, pairs(null, null), null],
    [essay, text('so'), { kind: 'essay', text: 'so' }],
    [essay, text('  '), null],
  ])('of %o, %o, means %o', (question, entry, expected) => {
    expect(responseOf(question, order, entry)).toEqual(expected)
    if (expected) expect(responseOf(question, order, entryOf(order, expected))).toEqual(expected)
  })

  it.each<[string, Question, Entry]>([
    ['two of one', single, places(0, 1)],
    ['a place that is not there', single, places(3)],
    ['one place twice', multiple, places(1, 1)],
    ['a place beside those that are there', multiple, places(0, 3)],
    ['both true and false', trueFalse, places(0, 1)],
    ['neither true nor false', trueFalse, places(2)],
    ['a pair too many', matching, pairs(0, 1, 2)],
    ['a choice that is not there', matching, pairs(0, 3)],
    ['what belongs to another kind', essay, places(0)],
    ['words beside a choice', single, { ...places(0), text: 'so' }],
    ['an answer to a text that asks nothing', { ...base, kind: 'description' }, noEntry],
  ])('with %s is unfit', (_, question, entry) => {
    expect(responseOf(question, order, entry)).toBe('unfit')
  })

  it('shows a response in the order of the screen, and nothing where there is none', () => {
    expect(entryOf(order, null)).toEqual(noEntry)
    expect(entryOf(order, { kind: 'multiple', options: [0, 2] })).toEqual(places(0, 1))
  })

  it('is answered by any of its parts', () => {
    expect([noEntry, places(0), text('a'), text(' '), pairs(null), pairs(null, 0)].map(isAnswered)).toEqual([
      ...[false, true, true, false, false, true],
    ])
  })
})
