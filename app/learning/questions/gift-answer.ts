/** The part of a GIFT question between its braces. */
import { filled, type Part, partsOf, richText, weightOf, withFeedback } from './gift-part.ts'
import { GiftRefusal, type GiftWarning, type Place } from './gift-problem.ts'
import { type Cell, indexOfMark, plainText, trimmed } from './gift-source.ts'
import { matchingAnswer, numericAnswer } from './gift-value.ts'
import type {
  Essay,
  Matching,
  MultipleChoice,
  Numeric,
  QuestionBase,
  ShortAnswer,
  SingleChoice,
  TextFormat,
  TrueFalse,
} from './question.ts'

type Bare<Q> = Q extends unknown ? Omit<Q, keyof QuestionBase> : never
export type GiftAnswer = Bare<SingleChoice | MultipleChoice | TrueFalse | ShortAnswer | Numeric | Matching | Essay>
export type Warn = (code: GiftWarning, place: Place) => void
export type Context = { format: TextFormat; place: Place; warn: Warn }

const choiceAnswer = (cells: readonly Cell[], { format, place, warn }: Context): GiftAnswer => {
  const parts = partsOf(cells)
  const options = parts.map((part) => {
    const { body, feedback } = withFeedback(part.rest, format)
    if (body.length === 0) throw new GiftRefusal('empty-option', part.place)
    return { text: richText(body, format), fraction: part.fraction ?? (part.mark === '=' ? 1 : 0), feedback }
  })
  if (options.length < 2) throw new GiftRefusal('too-few-options', place)
  const fractions = options.map((option) => option.fraction)
  if (parts.some((part) => part.mark === '=')) {
    if (!fractions.includes(1)) throw new GiftRefusal('no-right-option', place)
    return { kind: 'single', options }
  }
  const total = (list: readonly number[]) => list.reduce((sum, fraction) => sum + fraction, 0)
  const positive = total(fractions.filter((fraction) => fraction > 0))
  if (positive === 0) throw new GiftRefusal('no-right-option', place)
  if (Math.abs(positive - 1) > 0.01 + 1e-9) warn('weights-not-100', place)
  if (fractions.some((fraction) => fraction <= 0) && total(fractions) > 1e-6) warn('selecting-all-scores', place)
  return { kind: 'multiple', scoring: 'partial', options }
}

/** Feedback for a wrong response comes first, for a right one second. */
const trueFalseAnswer = (cells: readonly Cell[], key: boolean, { format }: Context): GiftAnswer => {
  const first = indexOfMark(cells, '#')
  const second = first < 0 ? -1 : indexOfMark(cells, '#', first + 1)
  const piece = (from: number, to: number) => (from < 0 ? null : filled(richText(cells.slice(from + 1, to), format)))
  return {
    kind: 'true-false',
    key,
    wrongFeedback: piece(first, second < 0 ? cells.length : second),
    rightFeedback: piece(second, cells.length),
  }
}

const shortAnswer = (cells: readonly Cell[], { format, place }: Context): GiftAnswer => {
  const ink = trimmed(cells)
  const parts: Part[] =
    indexOfMark(ink, '=') < 0 && ink[0] ? [{ mark: '=', place: ink[0], ...weightOf(ink) }] : partsOf(ink)
  const answers = parts.map((part) => {
    const { body, feedback } = withFeedback(part.rest, format)
    if (body.length === 0) throw new GiftRefusal('empty-option', part.place)
    return { pattern: richText(body, 'plain').text, fraction: part.fraction ?? 1, feedback }
  })
  if (!answers.some((answer) => answer.fraction === 1)) throw new GiftRefusal('no-right-option', place)
  return { kind: 'short-answer', caseSensitive: false, answers }
}

/** Which kind of question this is shows in the marks, in this order. */
export const answerOf = (cells: readonly Cell[], context: Context): GiftAnswer => {
  const ink = trimmed(cells)
  const first = ink[0]
  if (!first) return { kind: 'essay' }
  if (first.char === '#' && !first.escaped) return numericAnswer(ink.slice(1), context)
  if (indexOfMark(ink, '~') >= 0) return choiceAnswer(ink, context)
  if (indexOfMark(ink, '=') >= 0 && indexOfMark(ink, '->') >= 0) return matchingAnswer(ink, context)
  const word = plainText(withFeedback(ink, context.format).body)
  if (/^(T|TRUE)$/.test(word)) return trueFalseAnswer(ink, true, context)
  if (/^(F|FALSE)$/.test(word)) return trueFalseAnswer(ink, false, context)
  if (/^(t|true|f|false)$/i.test(word)) context.warn('lower-case-true-false', first)
  return shortAnswer(ink, context)
}
