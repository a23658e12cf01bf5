/** GIFT answers that carry values: numbers with their tolerance, and pairs. A bad number is refused, never read as `*`. */
import { type DecimalText, decimal, decimalText } from '#app/kernel/decimal.ts'
import type { Context, GiftAnswer } from './gift-answer.ts'
import { filled, type Part, partsOf, richText, withFeedback } from './gift-part.ts'
import { GiftRefusal } from './gift-problem.ts'
import { type Cell, indexOfMark, plainText, trimmed } from './gift-source.ts'
import type { NumericAnswer, NumericBand } from './question.ts'

const numberIn = (cells: readonly Cell[], place: Cell): DecimalText => {
  const written = plainText(trimmed(cells))
  if (!/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?$/.test(written))
    throw new GiftRefusal('not-a-number', trimmed(cells)[0] ?? place, written)
  return decimalText(decimal(written.replace(/^\+/, '').replace(/\.(?=$|[eE])/, '')))
}

const bandOf = (cells: readonly Cell[], place: Cell): NumericBand => {
  if (plainText(cells) === '*') return { kind: 'any' }
  const dots = indexOfMark(cells, '..')
  if (dots >= 0) {
    const [least, most] = [numberIn(cells.slice(0, dots), place), numberIn(cells.slice(dots + 2), place)]
    if (decimal(least).gt(most)) throw new GiftRefusal('range-reversed', place, plainText(cells))
    return { kind: 'range', least, most }
  }
  const colon = indexOfMark(cells, ':')
  const answer = numberIn(colon < 0 ? cells : cells.slice(0, colon), place)
  const tolerance = colon < 0 ? '0' : numberIn(cells.slice(colon + 1), place)
  if (decimal(tolerance).isNegative()) throw new GiftRefusal('negative-tolerance', place, plainText(cells))
  return { kind: 'nominal', answer, tolerance }
}

export const numericAnswer = (cells: readonly Cell[], { format, place }: Context): GiftAnswer => {
  const ink = trimmed(cells)
  const isList = ink[0] !== undefined && !ink[0].escaped && (ink[0].char === '=' || ink[0].char === '~')
  const parts: Part[] = isList ? partsOf(ink) : [{ mark: '=', place: ink[0] ?? place, fraction: null, rest: ink }]
  const answers = parts.map((part): NumericAnswer => {
    const { body, feedback } = withFeedback(part.rest, format)
    const fraction = part.fraction ?? (part.mark === '=' ? 1 : 0)
    // `~#feedback` speaks to every other number.
    if (body.length === 0 && part.mark === '~') return { band: { kind: 'any' }, fraction, feedback }
    const first = body[0]
    if (!first) throw new GiftRefusal('not-a-number', part.place)
    return { band: bandOf(body, first), fraction, feedback }
  })
  if (!answers.some((answer) => answer.fraction === 1)) throw new GiftRefusal('no-right-option', place)
  return { kind: 'numeric', answers }
}

/** `=left -> right`; an empty left is an extra choice; equal choices are one. */
export const matchingAnswer = (cells: readonly Cell[], { format, place, warn }: Context): GiftAnswer => {
  const pairs = partsOf(cells).map((part) => {
    const arrow = indexOfMark(part.rest, '->')
    if (arrow < 0) throw new GiftRefusal('pair-without-arrow', part.place, plainText(part.rest))
    const right = filled(richText(part.rest.slice(arrow + 2), format))
    if (!right) throw new GiftRefusal('empty-option', part.place)
    return { left: filled(richText(part.rest.slice(0, arrow), format)), right }
  })
  const choices = pairs
    .map((pair) => pair.right)
    .filter((choice, at, all) => all.findIndex((other) => other.text === choice.text) === at)
  const stems = pairs.flatMap(({ left, right }) =>
    left ? [{ text: left, choice: choices.findIndex((choice) => choice.text === right.text) }] : [],
  )
  if (stems.length < 2) throw new GiftRefusal('too-few-pairs', place)
  if (pairs.length < 3) warn('few-pairs', place)
  return { kind: 'matching', stems, choices }
}
