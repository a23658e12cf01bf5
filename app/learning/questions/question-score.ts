/** What a response earns: a fraction of the maximum mark, and the state that a person is shown. */
import { type DecimalSeparator, isWithinBand, readNumber } from './numeric-answer.ts'
import type { Option, Question, Response, RichText } from './question.ts'
import { fitsPattern } from './short-answer.ts'

export type ResponseState = 'right' | 'partial' | 'wrong' | 'gave-up' | 'invalid' | 'needs-grading' | 'no-question'
/**
 * `fraction` is null where there is nothing to score: no answer ('gave-up', shown apart from a wrong one), an answer
 * that is no number ('invalid', asked again until the attempt is handed in), an essay, a description. Null counts 0.
 */
export type Scored = { state: ResponseState; fraction: number | null }

const tolerance = 1e-6
/** Ends are snapped, so that three thirds written as 33.33333 % earn the whole mark. */
const scored = (fraction: number): Scored => {
  if (fraction > 1 - tolerance) return { state: 'right', fraction: 1 }
  if (Math.abs(fraction) < tolerance) return { state: 'wrong', fraction: 0 }
  return { state: fraction < 0 ? 'wrong' : 'partial', fraction }
}
const unanswered: Scored = { state: 'gave-up', fraction: null }
const between = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most)

export const isRightOption = (option: Option) => option.fraction > 0

const scoreOfSelection = (question: Extract<Question, { kind: 'multiple' }>, chosen: ReadonlySet<number>): number => {
  const { options, scoring } = question
  const picked = options.filter((_, index) => chosen.has(index))
  if (scoring === 'all-or-nothing')
    return options.every((option, index) => isRightOption(option) === chosen.has(index)) ? 1 : 0
  if (scoring === 'right-minus-wrong') {
    const right = picked.filter(isRightOption).length
    return Math.max(0, (right - (picked.length - right)) / options.filter(isRightOption).length)
  }
  return between(
    picked.reduce((total, option) => total + option.fraction, 0),
    0,
    1,
  )
}

/** The answer of the list that a short or numeric response hits: the first, not the best. */
const firstHit = (question: Question, response: Response, separator: DecimalSeparator): number => {
  if (question.kind === 'short-answer' && response.kind === 'short-answer')
    return question.answers.findIndex((answer) => fitsPattern(response.text, answer.pattern, question.caseSensitive))
  if (question.kind !== 'numeric' || response.kind !== 'numeric') return -1
  const value = readNumber(response.text, separator)
  return value === null ? -1 : question.answers.findIndex((answer) => isWithinBand(value, answer.band))
}

/** Throws when the response is of another kind than the question: the caller has mixed up two slots. */
export const scoreOf = (question: Question, response: Response | null, separator: DecimalSeparator = '.'): Scored => {
  if (question.kind === 'description') return { state: 'no-question', fraction: null }
  if (response === null) return unanswered
  if (response.kind !== question.kind) throw new TypeError(`a ${response.kind} response to a ${question.kind} question`)
  if (question.kind === 'single' && response.kind === 'single') {
    const option = question.options[response.option]
    return option ? scored(option.fraction) : unanswered
  }
  if (question.kind === 'multiple' && response.kind === 'multiple')
    return response.options.length === 0 ? unanswered : scored(scoreOfSelection(question, new Set(response.options)))
  if (question.kind === 'true-false' && response.kind === 'true-false')
    return scored(response.answer === question.key ? 1 : 0)
  if (question.kind === 'matching' && response.kind === 'matching') {
    const taken = question.stems.map((_, index) => response.choices[index] ?? null)
    if (taken.every((choice) => choice === null)) return unanswered
    return scored(question.stems.filter((stem, index) => stem.choice === taken[index]).length / question.stems.length)
  }
  if (!('text' in response) || response.text.trim() === '') return unanswered
  if (question.kind === 'essay') return { state: 'needs-grading', fraction: null }
  if (question.kind === 'numeric' && readNumber(response.text, separator) === null)
    return { state: 'invalid', fraction: null }
  const hit = firstHit(question, response, separator)
  return scored('answers' in question ? (question.answers[hit]?.fraction ?? 0) : 0)
}

/** The same words to several options are said once. */
const onceEach = (texts: readonly RichText[]): RichText[] => [
  ...new Map(texts.map((each) => [JSON.stringify(each), each])).values(),
]

/** Something stands where a number was asked for, and none can be read in it. */
export const isUnreadable = (question: Question, response: Response | null): boolean =>
  scoreOf(question, response).state === 'invalid'

/** What is said to this response in particular, in the order of the options. */
export const feedbackFor = (
  question: Question,
  response: Response | null,
  separator: DecimalSeparator = '.',
): RichText[] => {
  if (!response || response.kind !== question.kind) return []
  const said = (text: RichText | null | undefined) => (text ? [text] : [])
  if (question.kind === 'single' && response.kind === 'single') return said(question.options[response.option]?.feedback)
  if (question.kind === 'multiple' && response.kind === 'multiple')
    return onceEach(
      question.options.flatMap((option, index) => (response.options.includes(index) ? said(option.feedback) : [])),
    )
  if (question.kind === 'true-false' && response.kind === 'true-false')
    return said(response.answer === question.key ? question.rightFeedback : question.wrongFeedback)
  if (question.kind === 'short-answer' || question.kind === 'numeric')
    return said(question.answers[firstHit(question, response, separator)]?.feedback)
  return []
}
