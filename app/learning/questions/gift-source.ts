/** A GIFT file as blocks of characters that remember where they stood and whether a backslash protected them. */

export type Cell = { readonly char: string; readonly line: number; readonly column: number; readonly escaped: boolean }
export type Line = { readonly text: string; readonly no: number; readonly unreadable: number | null }
export type Block = readonly Line[]

/** Bytes that are no UTF-8 make their line unreadable, not the file: other questions are still read. */
export const linesOf = (source: string | Uint8Array): Line[] => {
  const text = typeof source === 'string' ? source : new TextDecoder('utf-8', { ignoreBOM: true }).decode(source)
  const invalid = typeof source === 'string' ? new Map<number, number>() : invalidLines(source)
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line, index) => {
      const nul = line.indexOf('\0')
      return {
        text: line,
        no: index + 1,
        unreadable: invalid.get(index + 1) ?? (nul < 0 ? null : [...line.slice(0, nul)].length + 1),
      }
    })
}

/** Column of the first bad byte of each line that does not decode. CR and LF never occur inside a UTF-8 sequence. */
const invalidLines = (bytes: Uint8Array): Map<number, number> => {
  const found = new Map<number, number>()
  const strict = new TextDecoder('utf-8', { fatal: true })
  const readable = (part: Uint8Array) => {
    try {
      strict.decode(part)
      return true
    } catch {
      return false
    }
  }
  let start = 0
  let no = 1
  for (let at = 0; at <= bytes.length; at += 1) {
    const byte = bytes[at]
    if (at < bytes.length && byte !== 10 && byte !== 13) continue
    const line = bytes.subarray(start, at)
    if (!readable(line)) {
      const lenient = [...new TextDecoder('utf-8').decode(line)]
      found.set(no, lenient.indexOf('\uFFFD') + 1)
    }
    if (byte === 13 && bytes[at + 1] === 10) at += 1
    start = at + 1
    no += 1
  }
  return found
}

/** Runs of lines between blank ones — a blank line ends a block even inside braces. */
export const blocksOf = (lines: readonly Line[]): Block[] => {
  const blocks: Line[][] = []
  let open: Line[] | null = null
  for (const line of lines) {
    if (line.text.trim() === '') open = null
    else if (open) open.push(line)
    else {
      open = [line]
      blocks.push(open)
    }
  }
  return blocks
}

export const isComment = (line: Line) => line.text.trimStart().startsWith('//')

/**
 * The characters of a block without its comments. Escapes are resolved here, from left to right, before anything is
 * split: `\\` is a backslash, `\n` a line break, `\~ \= \# \{ \} \:` the sign itself; any other backslash stays.
 */
export const cellsOf = (block: Block): Cell[] => {
  const cells: Cell[] = []
  for (const line of block) {
    if (isComment(line)) continue
    if (cells.length > 0) cells.push({ char: '\n', line: line.no, column: 0, escaped: false })
    const characters = [...line.text]
    for (let at = 0; at < characters.length; at += 1) {
      const [char = '', next] = [characters[at], characters[at + 1]]
      const place = { line: line.no, column: at + 1 }
      if (char === '\\' && next !== undefined && '\\~=#{}:n'.includes(next)) {
        cells.push({ char: next === 'n' ? '\n' : next, ...place, escaped: true })
        at += 1
      } else cells.push({ char, ...place, escaped: false })
    }
  }
  return cells
}

/** Where `mark` stands with none of its characters escaped, from `from` on; −1 when nowhere. */
export const indexOfMark = (cells: readonly Cell[], mark: string, from = 0): number => {
  for (let at = from; at + mark.length <= cells.length; at += 1)
    if ([...mark].every((char, offset) => cells[at + offset]?.char === char && !cells[at + offset]?.escaped)) return at
  return -1
}

export const trimmed = (cells: readonly Cell[]): readonly Cell[] => {
  const isInk = (cell: Cell) => cell.escaped || cell.char.trim() !== ''
  const first = cells.findIndex(isInk)
  return first < 0 ? [] : cells.slice(first, cells.findLastIndex(isInk) + 1)
}

export const plainText = (cells: readonly Cell[]): string => cells.map((cell) => cell.char).join('')
