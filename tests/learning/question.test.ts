import { describe, expect, it } from 'vitest'
import { decimal } from '#app/kernel/decimal.ts'
import { rightAnswer } from '#app/learning/assessments/right-answer.ts'
import { boundsOf, isWithinBand, readNumber } from '#app/learning/questions/numeric-answer.ts'
import {
  keyOf,
  type MultipleScoring,
  type NumericBand,
  type Option,
  type Question,
  questionIn,
  type RichText,
} from '#app/learning/questions/question.ts'
import { feedbackFor, scoreOf } from '#app/learning/questions/question-score.ts'
import { fitsPattern } from '#app/learning/questions/short-answer.ts'

const text = (words: string): RichText => ({ format: 'plain', text: words })
const base = { id: null, name: 'q', stem: text('?'), tags: [], category: [], generalFeedback: null }
const options = (...fractions: number[]): Option[] =>
  fractions.map((fraction, index) => ({ text: text(`o${index}`), fraction, feedback: text(`f${index}`) }))
const single = (...fractions: number[]): Question => ({ ...base, kind: 'single', options: options(...fractions) })
const multiple = (scoring: MultipleScoring, ...fractions: number[]): Question => ({
  ...base,
  kind: 'multiple',
  scoring,
  options: options(...fractions),
})
const pick = (...chosen: number[]) => ({ kind: 'multiple' as const, options: chosen })
const near = (band: NumericBand, value: string) => isWithinBand(decimal(value), band)

describe('a single choice', () => {
  it('earns the fraction of its option, which may be negative', () => {
    const question = single(1, 0.5, 0, -0.25)
    const earned = [0, 1, 2, 3].map((option) => scoreOf(question, { kind: 'single', option }))
    expect(earned).toEqual([
      { state: 'right', fraction: 1 },
      { state: 'partial', fraction: 0.5 },
      { state: 'wrong', fraction: 0 },
      { state: 'wrong', fraction: -0.25 },
    ])
  })
  it('tells no answer from a wrong answer', () => {
    expect(scoreOf(single(1, 0), null)).toEqual({ state: 'gave-up', fraction: null })
    expect(scoreOf(single(1, 0), { kind: 'single', option: 2 })).toEqual({ state: 'gave-up', fraction: null })
  })
})

describe('a multiple choice', () => {
  it('adds up what was picked, never below 0 or above 1', () => {
    const question = multiple('partial', 0.5, 0.5, -0.5)
    expect(scoreOf(question, pick(0, 1, 2)).fraction).toBe(0.5)
    expect(scoreOf(question, pick(0, 1))).toEqual({ state: 'right', fraction: 1 })
    expect(scoreOf(question, pick(2)).fraction).toBe(0)
    expect(scoreOf(multiple('partial', 0.5, 0.5, -1), pick(0, 2)).fraction).toBe(0)
  })
  it('counts three thirds written as 33.33333 % as the whole', () => {
    expect(scoreOf(multiple('partial', 0.3333333, 0.3333333, 0.3333333, -1), pick(0, 1, 2))).toEqual({
      state: 'right',
      fraction: 1,
    })
  })
  it('counts what thirds leave beside nothing as nothing', () => {
    expect(scoreOf(multiple('partial', 0.3333334, 0.3333333, 0.3333334, -1), pick(0, 1, 2, 3))).toEqual({
      state: 'wrong',
      fraction: 0,
    })
  })
  it('may pay all or nothing', () => {
    const question = multiple('all-or-nothing', 0.5, 0.5, 0)
    expect(scoreOf(question, pick(1, 0)).fraction).toBe(1)
    expect(scoreOf(question, pick(0)).fraction).toBe(0)
    expect(scoreOf(question, pick(0, 1, 2)).fraction).toBe(0)
  })
  it('may count right minus wrong', () => {
    const question = multiple('right-minus-wrong', 1, 1, 1, 1, 0, 0)
    expect(scoreOf(question, pick(0, 1, 2)).fraction).toBe(0.75)
    expect(scoreOf(question, pick(0, 1, 2, 4)).fraction).toBe(0.5)
    expect(scoreOf(question, pick(4, 5)).fraction).toBe(0)
  })
  it('is unanswered when nothing is picked', () => {
    expect(scoreOf(multiple('partial', 1, 0), pick())).toEqual({ state: 'gave-up', fraction: null })
  })
})

describe('a number', () => {
  it('lies in a band with both ends', () => {
    const relative: NumericBand = { kind: 'relative', answer: '200', tolerance: '0.05' }
    expect(near(relative, '190')).toBe(true)
    expect(near(relative, '189.9')).toBe(false)
    expect(near(relative, '210')).toBe(true)
    expect(near(relative, '210.1')).toBe(false)
    expect(near({ kind: 'nominal', answer: '12.5', tolerance: '0.1' }, '12.6')).toBe(true)
    expect(near({ kind: 'nominal', answer: '12.5', tolerance: '0.1' }, '12.61')).toBe(false)
    const geometric = boundsOf({ kind: 'geometric', answer: '8', tolerance: '0.25' })
    expect([geometric.least.toFixed(), geometric.most.toFixed()]).toEqual(['6.4', '10'])
    expect(near({ kind: 'geometric', answer: '-8', tolerance: '0.25' }, '-6.4')).toBe(true)
    expect(near({ kind: 'range', least: '1', most: '5' }, '5')).toBe(true)
    // A third below and above, typed with as many digits as a calculator shows.
    const third: NumericBand = { kind: 'geometric', answer: '10', tolerance: '2' }
    expect(near(third, '3.33333333333333')).toBe(true)
    expect(near(third, '3.333333333')).toBe(false)
    expect(near({ ...third, answer: '1000000' }, '333333.333333333')).toBe(true)
    expect(near({ ...third, answer: '-1000000' }, '-333333.333333333')).toBe(true)
    expect(near({ kind: 'any' }, '-7')).toBe(true)
  })
  it('is read as people type it', () => {
    const read = (typed: string, separator?: '.' | ',') => readNumber(typed, separator)?.toFixed() ?? null
    expect(['50000', ' 50,000 ', '５００００', '5e4', '5×10^4', '+50000.0'].map((typed) => read(typed))).toEqual(
      Array(6).fill('50000'),
    )
    expect([read('-0.5'), read('−.5'), read('1.')]).toEqual(['-0.5', '-0.5', '1'])
    expect(['50 000', '5E4', '5x10^4', '5 * 10 ^ 4', '50\u00a0000', '5 ×  10^4'].map((typed) => read(typed))).toEqual(
      Array(6).fill('50000'),
    )
    expect([read('12,5', ','), read('1.234,5', ','), read('1 234,5', ',')]).toEqual(['12.5', '1234.5', '1234.5'])
    // Nobody means a number with a thousand zeros, and it would take as long to write.
    expect([read('1e1000'), read('1×10^1000')]).toEqual([null, null])
    expect(['', 'about 5', '1,5', '5 %', '1..2', '--1', '1,0000', '1234,000'].map((typed) => read(typed))).toEqual(
      Array(8).fill(null),
    )
  })
  it('takes the first band that holds it, and asks again for what is no number', () => {
    const question: Question = {
      ...base,
      kind: 'numeric',
      answers: [
        { band: { kind: 'nominal', answer: '12.5', tolerance: '0.1' }, fraction: 1, feedback: text('exact') },
        { band: { kind: 'nominal', answer: '12.5', tolerance: '0.5' }, fraction: 0.6, feedback: text('close') },
        { band: { kind: 'any' }, fraction: 0, feedback: text('far') },
      ],
    }
    const say = (typed: string) => scoreOf(question, { kind: 'numeric', text: typed })
    expect(say('12.6').fraction).toBe(1)
    expect(say('12.8')).toEqual({ state: 'partial', fraction: 0.6 })
    expect(say('9')).toEqual({ state: 'wrong', fraction: 0 })
    expect(say('twelve')).toEqual({ state: 'invalid', fraction: null })
    expect(say('  ')).toEqual({ state: 'gave-up', fraction: null })
    expect(feedbackFor(question, { kind: 'numeric', text: '12.8' })).toEqual([text('close')])
    expect(scoreOf(question, { kind: 'numeric', text: '12,6' }, ',')).toEqual({ state: 'right', fraction: 1 })
  })
})

describe('what is said to a multiple choice', () => {
  it('is said once where several options have the same words', () => {
    const said = (feedback: string) => ({ text: text(feedback), fraction: 0.5, feedback: text(feedback) })
    const question: Question = {
      ...base,
      kind: 'multiple',
      scoring: 'all-or-nothing',
      options: [said('Right.'), said('Right.'), said('Not quite.')],
    }
    expect(feedbackFor(question, pick(0, 1, 2))).toEqual([text('Right.'), text('Not quite.')])
  })
})

describe('what is said to a single choice', () => {
  it('is what its option says, and nothing to no answer or one of another kind', () => {
    const question = single(1, 0)
    expect(feedbackFor(question, { kind: 'single', option: 1 })).toEqual([text('f1')])
    expect(feedbackFor(question, null)).toEqual([])
    expect(feedbackFor(question, pick(0))).toEqual([])
  })
})

describe('the right answer', () => {
  const order = [2, 0, 1]
  it('of a single choice is what earns the whole mark, by its place', () => {
    expect(rightAnswer(single(0.5, 1, 0), order)).toEqual({ places: [2], text: null })
  })
  it('of a multiple choice is all that earns', () => {
    expect(rightAnswer(multiple('partial', 0.5, -1, 0.5), order)).toEqual({ places: [0, 1], text: null })
  })
  it('of true or false is its place on the screen, of a matching question the place of each stem’s choice', () => {
    const trueFalse = (key: boolean): Question => ({
      ...{ ...base, kind: 'true-false', key, wrongFeedback: null, rightFeedback: null },
    })
    expect([true, false].map((key) => rightAnswer(trueFalse(key), []).places)).toEqual([[0], [1]])
    const stems = [2, 0].map((choice) => ({ text: text('s'), choice }))
    const matching: Question = { ...base, kind: 'matching', stems, choices: ['a', 'b', 'c'].map(text) }
    expect(rightAnswer(matching, order)).toEqual({ places: [0, 1], text: null })
    expect(rightAnswer(matching, [1, 2, 0])).toEqual({ places: [1, 2], text: null })
  })
  it('of words is one that is written out; of patterns alone, what a text must begin with, contain and end with', () => {
    const whole = (pattern: string) => ({ pattern, fraction: 1, feedback: null })
    const of = (...patterns: string[]) =>
      rightAnswer({ ...base, kind: 'short-answer', caseSensitive: false, answers: patterns.map(whole) }, [])
    expect(of('*diligence*', 'due diligence')).toEqual({ places: [], text: 'due diligence' })
    expect(of('5 \\* 3')).toEqual({ places: [], text: '5 * 3' })
    expect(of('know * customer**data')).toEqual({
      ...{ places: [], text: null, shape: { begins: 'know', contains: ['customer'], ends: 'data' } },
    })
    expect(of('*').shape).toEqual({ begins: '', contains: [], ends: '' })
    expect(of()).toEqual({ places: [], text: null })
  })
  it('of a number where every number is right is none in particular', () => {
    const answers = [{ band: { kind: 'any' as const }, fraction: 1, feedback: null }]
    expect(rightAnswer({ ...base, kind: 'numeric', answers }, [])).toEqual({ places: [], text: null })
  })
  it('of a number or of words is the one that earns the whole mark, not the first', () => {
    const close = { fraction: 0.5, feedback: null }
    const whole = { fraction: 1, feedback: null }
    const nominal = (answer: string, tolerance: string): NumericBand => ({ kind: 'nominal', answer, tolerance })
    const answers = [
      { band: nominal('9', '1'), ...close },
      { band: nominal('12.5', '0.1'), ...whole },
    ]
    expect(rightAnswer({ ...base, kind: 'numeric', answers }, []).text).toBe('12.4–12.6')
    const exact = [{ band: nominal('12.50', '0'), ...whole }]
    expect(rightAnswer({ ...base, kind: 'numeric', answers: exact }, []).text).toBe('12.5')
    const patterns = [
      { pattern: 'due*', ...close },
      { pattern: 'due diligence', ...whole },
    ]
    const words: Question = { ...base, kind: 'short-answer', caseSensitive: false, answers: patterns }
    expect(rightAnswer(words, []).text).toBe('due diligence')
  })
})

describe('a short answer', () => {
  it('fits a pattern as a whole, whatever the Unicode form', () => {
    expect(fitsPattern(' Café ', 'cafe\u0301', false)).toBe(true)
    expect(fitsPattern('AML officer', 'aml*', false)).toBe(true)
    expect(fitsPattern('aml', 'aml***', false)).toBe(true)
    expect(fitsPattern('AML', 'aml', true)).toBe(false)
    expect(fitsPattern('a*b', 'a\\*b', false)).toBe(true)
    expect(fitsPattern('axb', 'a\\*b', false)).toBe(false)
    expect(fitsPattern('a.b', 'a.b', false)).toBe(true)
    expect(fitsPattern('axb', 'a.b', false)).toBe(false)
    expect(fitsPattern('尽职调查', '*调查', false)).toBe(true)
    expect(fitsPattern('aba', 'ab*ba', false)).toBe(false)
    expect(fitsPattern('ab-xx-cd', 'ab*x*cd', false)).toBe(true)
    expect(fitsPattern('', '*', false)).toBe(true)
  })
  it.each([
    ['begins with its first piece', 'the due diligence', 'due*', false],
    ['ends with its last', 'know your customers', '*customer', false],
    ['has each piece between, the first place included', 'ab', '*ab*', true],
    ['has each piece between', 'ab-xx-cd', 'ab*y*cd', false],
    ['has them in their order', 'a-c-b-d', 'a*b*c*d', false],
    ['uses no letter twice, between two pieces', 'a-bcd-e', 'a*bc*cd*e', false],
    ['uses no letter twice, at the end', 'abc', 'a*bc*c', false],
    ['may repeat a piece', 'a-b-b-c', 'a*b*b*c', true],
  ])('%s', (_, typed, pattern, fits) => {
    expect(fitsPattern(typed, pattern, false)).toBe(fits)
  })
  it('stays quick on a pattern full of stars', () => {
    expect(fitsPattern('a'.repeat(20_000), `${'a*'.repeat(200)}b`, false)).toBe(false)
  })
  it('takes the first pattern that fits, not the best', () => {
    const question: Question = {
      ...base,
      kind: 'short-answer',
      caseSensitive: false,
      answers: [
        { pattern: 'due*', fraction: 0.5, feedback: null },
        { pattern: 'due diligence', fraction: 1, feedback: null },
      ],
    }
    expect(scoreOf(question, { kind: 'short-answer', text: 'due diligence' }).fraction).toBe(0.5)
    expect(scoreOf(question, { kind: 'short-answer', text: 'other' })).toEqual({ state: 'wrong', fraction: 0 })
    const remarked = {
      ...question,
      answers: question.answers.map((answer, at) => ({ ...answer, feedback: text(`${at}`) })),
    }
    expect(feedbackFor(remarked, { kind: 'short-answer', text: 'due diligence' })).toEqual([
      text(`${question.answers.findIndex(({ fraction }) => fraction === 0.5)}`),
    ])
    expect(feedbackFor(remarked, { kind: 'short-answer', text: 'other' })).toEqual([])
  })
})

describe('a short answer that minds its letters', () => {
  it('is wrong in others', () => {
    const question: Question = {
      ...base,
      kind: 'short-answer',
      caseSensitive: true,
      answers: [{ pattern: 'AML', fraction: 1, feedback: null }],
    }
    const earned = ['AML', 'aml'].map((typed) => scoreOf(question, { kind: 'short-answer', text: typed }).fraction)
    expect(earned).toEqual([1, 0])
  })
})

describe('the key of a question', () => {
  const trueFalse = (key: boolean): Question => ({
    ...{ ...base, kind: 'true-false', key, wrongFeedback: null, rightFeedback: null },
  })
  const words = (caseSensitive: boolean, pattern: string): Question => ({
    ...{ ...base, kind: 'short-answer', caseSensitive, answers: [{ pattern, fraction: 1, feedback: null }] },
  })
  const number = (least: string, fraction: number): Question => ({
    ...base,
    kind: 'numeric',
    answers: [{ band: { kind: 'range', least, most: '9' }, fraction, feedback: null }],
  })
  const pairs = (choices: number[], ...named: string[]): Question => ({
    ...base,
    kind: 'matching',
    stems: choices.map((choice) => ({ text: text('s'), choice })),
    choices: named.map(text),
  })
  it.each<[string, Question, Question]>([
    ['the mark of an option', single(1, 0), single(0, 1)],
    ['how several are counted', multiple('partial', 1, 0), multiple('all-or-nothing', 1, 0)],
    ['the mark of one of several', multiple('partial', 1, 0), multiple('partial', 1, -1)],
    ['what is true', trueFalse(true), trueFalse(false)],
    ['whether letters are minded', words(true, 'a'), words(false, 'a')],
    ['a number', number('1', 1), number('2', 1)],
    ['what a number earns', number('1', 1), number('1', 0.5)],
    ['what belongs together', pairs([0, 1], 'a', 'b'), pairs([1, 0], 'a', 'b')],
    ['how many choices there are', pairs([0, 1], 'a', 'b'), pairs([0, 1], 'a', 'b', 'c')],
  ])('is another where %s is', (_, one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other))
  })
  it('is one in both languages: words are no part of it', () => {
    const chinese = { ...single(1, 0), stem: text('？'), name: '题' }
    expect(keyOf(chinese)).toBe(keyOf(single(1, 0)))
    expect(keyOf(words(true, '尽职调查'))).toBe(keyOf(words(true, 'due diligence')))
    expect(keyOf(pairs([0, 1], '甲', '乙'))).toBe(keyOf(pairs([0, 1], 'a', 'b')))
  })
})

it('a question is asked in the language of the attempt, or in the one that there is', () => {
  const [chinese, english] = [single(1, 0), single(0, 1)]
  expect(questionIn({ 'zh-CN': chinese, en: english }, 'en')).toBe(english)
  expect(questionIn({ 'zh-CN': chinese, en: english }, 'zh-CN')).toBe(chinese)
  expect(questionIn({ 'zh-CN': chinese }, 'en')).toBe(chinese)
  expect(questionIn({ en: english }, 'zh-CN')).toBe(english)
})

describe('other kinds', () => {
  it('true or false is right or wrong', () => {
    const question: Question = {
      ...base,
      kind: 'true-false',
      key: false,
      wrongFeedback: text('no'),
      rightFeedback: null,
    }
    expect(scoreOf(question, { kind: 'true-false', answer: false }).fraction).toBe(1)
    expect(scoreOf(question, { kind: 'true-false', answer: true }).fraction).toBe(0)
    expect(feedbackFor(question, { kind: 'true-false', answer: true })).toEqual([text('no')])
  })
  it('matching earns a share for each stem', () => {
    const question: Question = {
      ...base,
      kind: 'matching',
      stems: [0, 1, 2, 1].map((choice, index) => ({ text: text(`s${index}`), choice })),
      choices: ['a', 'b', 'c', 'extra'].map(text),
    }
    const { fraction } = scoreOf(question, { kind: 'matching', choices: [0, 1, 2, 3] })
    expect((fraction ?? 0) * 6).toBe(4.5)
    expect(scoreOf(question, { kind: 'matching', choices: [null, null, null, null] }).state).toBe('gave-up')
    expect(scoreOf(question, { kind: 'matching', choices: [0, null, null, null] })).toEqual({
      state: 'partial',
      fraction: 0.25,
    })
  })
  it('an essay waits for a person and a description asks nothing', () => {
    expect(scoreOf({ ...base, kind: 'essay' }, { kind: 'essay', text: '…' }).state).toBe('needs-grading')
    expect(scoreOf({ ...base, kind: 'description' }, null)).toEqual({ state: 'no-question', fraction: null })
  })
  it('a response of another kind is a mistake of the caller', () => {
    expect(() => scoreOf(single(1, 0), { kind: 'essay', text: 'x' })).toThrow(TypeError)
  })
})
