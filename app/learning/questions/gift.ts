/**
 * Reads a question bank in Moodle's GIFT text format. A block that is wrong is reported with its line and column and
 * left out; the blocks after it are still read. Where Moodle guesses (a bad number becomes `*`), this refuses.
 */
import { answerOf } from './gift-answer.ts'
import { filled, richText } from './gift-part.ts'
import { type GiftProblem, GiftRefusal } from './gift-problem.ts'
import { type Block, blocksOf, type Cell, cellsOf, indexOfMark, isComment, linesOf, trimmed } from './gift-source.ts'
import type { Question } from './question.ts'

export type GiftQuestion = { question: Question; line: number }
export type GiftReading = { questions: GiftQuestion[]; problems: GiftProblem[] }

export const readGift = (source: string | Uint8Array): GiftReading => {
  const reading: GiftReading = { questions: [], problems: [] }
  const seen = new Set<string>()
  let category: string[] = []
  for (const block of blocksOf(linesOf(source))) {
    try {
      refuseUnreadable(block)
      const cells = trimmed(cellsOf(block))
      const first = cells[0]
      if (!first) continue
      const named = categoryOf(block)
      if (named) {
        category = named
        continue
      }
      const { id, tags } = labelsOf(block)
      if (id !== null && seen.has(id)) throw new GiftRefusal('duplicate-id', first, id)
      if (id !== null) seen.add(id)
      const question = questionOf(cells, first, { id, tags, category }, reading.problems)
      reading.questions.push({ question, line: first.line })
    } catch (refusal) {
      if (!(refusal instanceof GiftRefusal)) throw refusal
      reading.problems.push(refusal.problem)
    }
  }
  return reading
}

const refuseUnreadable = (block: Block) => {
  const line = block.find((one) => one.unreadable !== null)
  if (line) throw new GiftRefusal('unreadable-character', { line: line.no, column: line.unreadable ?? 1 })
}

/** `$CATEGORY: bank/counter` alone in its block; `//` in the path is a literal slash. */
const categoryOf = (block: Block): string[] | null => {
  const lines = block.filter((line) => !isComment(line))
  const found = /^\s*\$CATEGORY:(.*)$/.exec(lines[0]?.text ?? '')
  if (!found) return null
  const after = lines[1]
  if (after) throw new GiftRefusal('category-not-alone', { line: after.no, column: after.text.search(/\S/) + 1 })
  return (found[1] ?? '')
    .trim()
    .split(/(?<!\/)\/(?!\/)/)
    .map((part) => part.replaceAll('//', '/').trim())
    .filter((part) => part !== '')
}

/** `[id:…]` (the last one holds) and `[tag:…]` in the comments before the question. */
const labelsOf = (block: Block): { id: string | null; tags: string[] } => {
  const until = block.findIndex((line) => !isComment(line))
  const comments = block.slice(0, until < 0 ? block.length : until).map((line) => line.text)
  const all = (name: string, signs: string) =>
    comments.flatMap((text) =>
      [...text.matchAll(new RegExp(`\\[${name}:((?:\\\\\\]|${signs})+)\\]`, 'g'))].map((found) =>
        (found[1] ?? '').replaceAll('\\]', ']').trim(),
      ),
    )
  const ids = all('id', '[^\\]\\u0000-\\u001f\\u007f]').filter((id) => id !== '')
  const tags = all('tag', '[^\\]<>`\\u0000-\\u001f\\u007f]').filter((tag) => tag !== '')
  return { id: ids.at(-1) ?? null, tags: [...new Set(tags)] }
}

type Labels = Pick<Question, 'id' | 'tags' | 'category'>

const questionOf = (all: readonly Cell[], start: Cell, labels: Labels, problems: GiftProblem[]): Question => {
  const { title, body } = titled(all)
  const { before, inside, after, place } = braced(body)
  const gap = inside && trimmed(after).length > 0 ? [...before, ...blank(start), ...after] : before
  const stem = richText(gap, 'moodle')
  if (stem.text === '') throw new GiftRefusal('no-text', start)
  const base = { ...labels, name: title ?? [...stem.text].slice(0, 80).join(''), stem }
  if (!inside) return { ...base, kind: 'description', generalFeedback: null }
  const general = indexOfMark(inside, '####')
  const answers = general < 0 ? inside : inside.slice(0, general)
  const warnings: GiftProblem[] = []
  const answer = answerOf(answers, {
    format: stem.format,
    place,
    warn: (code, at) => warnings.push({ severity: 'warning', code, line: at.line, column: at.column }),
  })
  problems.push(...warnings)
  const generalFeedback = general < 0 ? null : filled(richText(inside.slice(general + 4), stem.format))
  return { ...base, ...answer, generalFeedback }
}

/** A missing word leaves its line in the sentence. */
const blank = (start: Cell): Cell[] => [...'_____'].map((char) => ({ ...start, char, escaped: true }))

const titled = (cells: readonly Cell[]): { title: string | null; body: readonly Cell[] } => {
  if (indexOfMark(cells.slice(0, 2), '::') !== 0) return { title: null, body: cells }
  const end = indexOfMark(cells, '::', 2)
  const first = cells[0]
  if (end < 0 && first) throw new GiftRefusal('title-unclosed', first)
  const title = richText(cells.slice(2, end), 'plain').text
  return { title: title === '' ? null : title, body: trimmed(cells.slice(end + 2)) }
}

type Braced = { before: readonly Cell[]; inside: readonly Cell[] | null; after: readonly Cell[]; place: Cell }

/** From the first `{` to the first `}`; any other brace is a mistake worth naming. */
const braced = (cells: readonly Cell[]): Braced => {
  const isBrace = (cell: Cell) => !cell.escaped && (cell.char === '{' || cell.char === '}')
  const braces = cells.filter(isBrace)
  const [open, close, third] = braces
  if (!open)
    return {
      before: cells,
      inside: null,
      after: [],
      place: cells[0] ?? { char: '', line: 1, column: 1, escaped: false },
    }
  if (open.char === '}' || !close || close.char === '{') throw new GiftRefusal('lone-brace', open)
  if (third) throw new GiftRefusal(third.char === '{' ? 'second-answer-block' : 'lone-brace', third)
  const [from, to] = [cells.indexOf(open), cells.indexOf(close)]
  return {
    before: cells.slice(0, from),
    inside: cells.slice(from + 1, to),
    after: cells.slice(to + 1),
    place: open,
  }
}
