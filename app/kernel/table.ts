/** A table read from a file: a header and rows of text, with the places that an error names. */
import { tidy } from './cell.ts'
import { mostOfTable } from './file-size.ts'
import { done, type Outcome, refused } from './result.ts'

export type Table = {
  /** Headings, each once. */
  header: readonly string[]
  rows: readonly (readonly string[])[]
  /** Of each row, its number in the file as a spreadsheet counts it. */
  rowNumbers: readonly number[]
  /** Number of the first row below the header. */
  firstRow: number
  /** Name of the sheet; null in a CSV. */
  sheet: string | null
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'xlsx'
}

/** Where in the file: `column` is a heading, or a letter where there is none yet. */
export type TablePlace = {
  sheet?: string
  row?: number
  column?: string
  limit?: number
  megabytes?: number
  found?: string
}
export type TableReason =
  | 'file-empty'
  | 'file-too-large'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'cell-too-long'
  | 'encoding-unknown'
  | 'quote-left-open'
  | 'more-cells-than-headings'
  | 'not-a-table'
  | 'old-excel'
  | 'has-macros'
  | 'broken-workbook'
  | 'inflates-too-far'
  | 'no-such-sheet'
  | 'cell-error'

export type TableLimits = { bytes: number; rows: number; columns: number; cell: number }
export const tableLimits: TableLimits = { bytes: mostOfTable, rows: 200_000, columns: 200, cell: 8_000 }

/** 0 → A, 25 → Z, 26 → AA. */
export const columnLetter = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : columnLetter(Math.floor(index / 26) - 1) + columnLetter(index % 26)

const isBlank = (row: readonly string[]) => row.every((cell) => cell.trim() === '')

/**
 * Makes a table of a file's raw lines. A title above the header (one filled cell where the table has more) is passed
 * over, blank lines are left out, a heading that comes twice gets a number, one that is absent its column's letter.
 */
export const tableOf = (
  lines: readonly (readonly string[])[],
  source: Pick<Table, 'sheet' | 'encoding'>,
  limits: TableLimits = tableLimits,
): Outcome<Table, TableReason, TablePlace> => {
  const sheet = source.sheet === null ? {} : { sheet: source.sheet }
  const width = lines.reduce((most, line) => Math.max(most, filledWidth(line)), 0)
  if (width === 0) return refused('file-empty', sheet)
  if (width > limits.columns) return refused('too-many-columns', { ...sheet, limit: limits.columns })
  const filled = (line: readonly string[]) => line.filter((cell) => cell.trim() !== '').length
  const headerAt = lines.findIndex((line) => filled(line) >= Math.min(2, width))
  const top = lines[headerAt]
  if (!top) return refused('file-empty', sheet)
  // What stands above the header is no column, however far to the right.
  const wide = lines.slice(headerAt).reduce((most, line) => Math.max(most, filledWidth(line)), 0)
  const isUsed = (column: number) => lines.some((line, at) => at > headerAt && (line[column] ?? '').trim() !== '')
  const seen = new Map<string, number>()
  const header: string[] = []
  for (let column = 0; column < wide; column++) {
    const heading = tidy(top[column] ?? '')
    if (heading === '' && column >= filledWidth(top)) {
      const row = lines.findIndex((line, at) => at > headerAt && (line[column] ?? '').trim() !== '')
      return refused('more-cells-than-headings', { ...sheet, row: row + 1, column: columnLetter(column) })
    }
    const name = heading || columnLetter(column)
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    header.push(count > 1 ? `${name} (${count})` : name)
  }
  const kept = header.flatMap((_, column) => (tidy(top[column] ?? '') !== '' || isUsed(column) ? [column] : []))
  const rows: string[][] = []
  const rowNumbers: number[] = []
  for (let at = headerAt + 1; at < lines.length; at++) {
    const line = lines[at]
    if (!line || isBlank(line)) continue
    const long = line.findIndex((cell) => cell.length > limits.cell)
    if (long >= 0)
      return refused('cell-too-long', { ...sheet, row: at + 1, column: header[long] ?? '', limit: limits.cell })
    if (rows.length >= limits.rows) return refused('too-many-rows', { ...sheet, row: at + 1, limit: limits.rows })
    rows.push(kept.map((column) => (line[column] ?? '').trim()))
    rowNumbers.push(at + 1)
  }
  if (rows.length === 0) return refused('file-empty', sheet)
  return done({
    header: kept.map((column) => header[column] ?? ''),
    rows,
    rowNumbers,
    firstRow: rowNumbers[0] ?? headerAt + 2,
    ...source,
  })
}

const filledWidth = (line: readonly string[]): number => {
  let width = line.length
  while (width > 0 && (line[width - 1] ?? '').trim() === '') width--
  return width
}
