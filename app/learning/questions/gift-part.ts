/** Pieces of GIFT text: formatted text, feedback after `#`, and parts that begin with `=` or `~` and may weigh. */
import { decimal } from '#app/kernel/decimal.ts'
import { GiftRefusal, type Place } from './gift-problem.ts'
import { type Cell, indexOfMark, plainText, trimmed } from './gift-source.ts'
import { type RichText, type TextFormat, textFormats } from './question.ts'

/** `[html]` and its like at the start; an unknown `[word]` is text. Plain text folds its white space, html keeps it. */
export const richText = (cells: readonly Cell[], inherited: TextFormat): RichText => {
  const ink = trimmed(cells)
  const named = /^\[(\w+)\]/.exec(plainText(ink))
  const format = textFormats.find((known) => known === named?.[1])
  const own = format ?? inherited
  const body = format ? trimmed(ink.slice(format.length + 2)) : ink
  if (own === 'html' || own === 'markdown') return { format: own, text: plainText(body) }
  const folded = body.flatMap((cell, at) => {
    const isSpace = (one?: Cell) => one !== undefined && !one.escaped && one.char.trim() === ''
    if (!isSpace(cell)) return cell.char
    return isSpace(body[at - 1]) ? [] : ' '
  })
  return { format: own, text: folded.join('') }
}

/** Text and the feedback after its first `#`. */
export const withFeedback = (cells: readonly Cell[], format: TextFormat) => {
  const hash = indexOfMark(cells, '#')
  return {
    body: trimmed(hash < 0 ? cells : cells.slice(0, hash)),
    feedback: hash < 0 ? null : filled(richText(cells.slice(hash + 1), format)),
  }
}
export const filled = (text: RichText): RichText | null => (text.text === '' ? null : text)

/** A part that begins with `=` or `~`, its weight as a fraction (null: none written) and the rest. */
export type Part = { mark: '=' | '~'; place: Place; fraction: number | null; rest: readonly Cell[] }

export const partsOf = (cells: readonly Cell[]): Part[] => {
  const marks = cells.flatMap((cell, at) => (!cell.escaped && (cell.char === '=' || cell.char === '~') ? [at] : []))
  const stray = trimmed(cells.slice(0, marks[0] ?? cells.length))[0]
  if (stray) throw new GiftRefusal('text-before-option', stray)
  return marks.flatMap((at, no): Part[] => {
    const [mark, rest] = [cells[at], trimmed(cells.slice(at + 1, marks[no + 1] ?? cells.length))]
    if (!mark) return []
    // Old files write `~=right`: the tilde alone is no option.
    if (mark.char === '~' && rest.length === 0 && marks[no + 1] === at + 1) return []
    return [{ mark: mark.char === '=' ? '=' : '~', place: mark, ...weightOf(rest) }]
  })
}

export const weightOf = (cells: readonly Cell[]): Pick<Part, 'fraction' | 'rest'> => {
  const percent = cells[0]
  if (percent?.char !== '%') return { fraction: null, rest: cells }
  const close = indexOfMark(cells, '%', 1)
  if (close < 0) throw new GiftRefusal('weight-unclosed', percent)
  const written = plainText(cells.slice(1, close)).trim()
  if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(written)) throw new GiftRefusal('weight-not-a-number', percent, written)
  const weight = decimal(written.replace(/^\+/, '').replace(/\.$/, ''))
  if (weight.abs().gt(100)) throw new GiftRefusal('weight-out-of-range', percent, written)
  return { fraction: weight.div(100).toNumber(), rest: trimmed(cells.slice(close + 1)) }
}
