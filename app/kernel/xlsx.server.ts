/**
 * Reads and writes Excel workbooks, with libraries that are loaded when one is there. What a stranger sends is unpacked
 * and measured here before a parser sees it.
 */
import type { Row } from 'write-excel-file/node'
import { decimal } from './decimal.ts'
import type { ExportColumn } from './export-column.ts'
import { type Outcome, refused } from './result.ts'
import {
  columnLetter,
  type Table,
  type TableLimits,
  type TablePlace,
  type TableReason,
  tableLimits,
  tableOf,
} from './table.ts'
import { withPercentsAsShown } from './xlsx-percents.server.ts'
import { storedZip, unzip } from './zip.server.ts'

const mib = 1024 * 1024
/** A sheet of 200,000 rows is about 100 MB of XML, a twentieth of that when packed: a bomb is packed far tighter. */
const unpackedLimits = (size: number) => ({
  entries: 500,
  bytes: Math.min(256 * mib, Math.max(16 * mib, 100 * size)),
})

type Options = { sheet?: string; limits?: TableLimits }
type Read = Promise<Outcome<Table, TableReason, TablePlace>>

/** Reads one sheet, the first with anything on it unless named. An error names sheet, row and column. */
export const readXlsx = async (bytes: Uint8Array, options: Options = {}): Read => {
  const limits = options.limits ?? tableLimits
  const unpacked = await unzip(bytes, unpackedLimits(bytes.length))
  if (!unpacked.ok) return refused(unpacked.error.code === 'inflates-too-far' ? 'inflates-too-far' : 'broken-workbook')
  const files = unpacked.value
  const types = files.get('[Content_Types].xml')?.toString('utf8') ?? ''
  if (!files.has('xl/workbook.xml') && !/spreadsheetml/.test(types)) return refused('not-a-table')
  if (/macroEnabled|vbaProject/i.test(types) || [...files.keys()].some((name) => /vbaProject|macrosheets/i.test(name)))
    return refused('has-macros')
  for (const [name, content] of files) {
    const beyond = name.startsWith('xl/worksheets/') ? reachesBeyond(content, limits) : null
    if (beyond) return refused(beyond, { limit: beyond === 'too-many-rows' ? limits.rows : limits.columns })
    // A document type is where XML bombs live, and no spreadsheet writes one.
    if (/\.(xml|rels)$/i.test(name) && (content.includes('<!DOCTYPE') || isUtf16(content) || isTorn(content)))
      return refused('broken-workbook')
  }
  try {
    // Numbers stay text, so that no digit is lost on the way.
    const { default: readWorkbook } = await import('read-excel-file/node')
    const sheets = await readWorkbook(storedZip(withPercentsAsShown(withErrorsAsText(files))), {
      parseNumber: (text: string) => new NumberText(text),
    })
    const filled = sheets.find((each) => each.data.length > 0)
    const chosen =
      options.sheet === undefined ? (filled ?? sheets[0]) : sheets.find((each) => each.sheet === options.sheet)
    if (!chosen) return refused('no-such-sheet', { found: sheets.map((each) => each.sheet).join(', ') })
    const fault = errorIn(chosen.data)
    if (fault) return refused('cell-error', { sheet: chosen.sheet, ...fault })
    const lines = chosen.data.map((row) => row.map(cellText))
    return tableOf(lines, { sheet: chosen.sheet, encoding: 'xlsx' }, limits)
  } catch (error) {
    const place = /row (\d+), col (\d+)/.exec(error instanceof Error ? error.message : '')
    if (!place) return refused('broken-workbook')
    return refused('cell-error', { row: Number(place[1]), column: columnLetter(Number(place[2]) - 1) })
  }
}

/** Allowed by the standard, written by no spreadsheet: what is checked as UTF-8 would be read as something else. */
const isUtf16 = (content: Buffer) => /^(\xff\xfe|\xfe\xff|<\0|\0<)/.test(content.toString('latin1', 0, 2))

/** A tag that ends nowhere, or not soon: the parser, like every search for its end, would begin again and again. */
const isTorn = (content: Buffer) => /<[^<>]{32768}|<[^<>]*(<|$)/.test(content.toString('latin1'))

/** A number as its XML says it; a class, to be told from text that looks like one. */
class NumberText {
  readonly text: string
  readonly isPercent: boolean
  /** Excel's end at 1.8e308. Written out, 1e500000000 would fill the memory. */
  readonly isNumber: boolean
  constructor(given: string) {
    this.isPercent = given.endsWith('%')
    const text = this.isPercent ? given.slice(0, -1) : given
    this.text = text
    const exponent = Math.abs(Number(/e([+-]?\d+)$/i.exec(text)?.[1] ?? 0))
    this.isNumber = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && exponent <= 308
  }
}

/** One cell far out would make a parser fill millions of empty ones. */
const reachesBeyond = (sheet: Buffer, limits: TableLimits): 'too-many-rows' | 'too-many-columns' | null => {
  // Latin-1 is enough for addresses and half the memory. A tag ends where the next begins, or a sheet of torn ones would
  // be searched from each to the end.
  for (const [, letters = '', row = ''] of sheet
    .toString('latin1')
    .matchAll(/<(?:\w+:)?(?:c|row) [^<>]*?\br="([A-Z]*)(\d+)"/g)) {
    if (Number(row) > limits.rows + 100) return 'too-many-rows'
    if (letters.length > 2 || (letters.length === 2 && columnNumber(letters) > limits.columns))
      return 'too-many-columns'
  }
  return null
}
const columnNumber = (letters: string) => [...letters].reduce((at, letter) => at * 26 + letter.charCodeAt(0) - 64, 0)

/** The parser takes an error for an empty cell; as text it stays to be found. */
const withErrorsAsText = (files: ReadonlyMap<string, Buffer>): ReadonlyMap<string, Buffer> =>
  new Map(
    [...files].map(([name, content]) => {
      if (!name.startsWith('xl/worksheets/') || !content.includes('t="e"')) return [name, content]
      const text = content.toString('latin1').replace(/(<(?:\w+:)?c [^<>]*?)\bt="e"/g, '$1t="str"')
      return [name, Buffer.from(text, 'latin1')]
    }),
  )

const errorValues = /^#(NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|SPILL!)$/
const errorIn = (data: readonly (readonly unknown[])[]): { row: number; column: string; found: string } | null => {
  for (const [row, cells] of data.entries())
    for (const [column, cell] of cells.entries()) {
      const found = errorOf(cell)
      if (found) return { row: row + 1, column: columnLetter(column), found }
    }
  return null
}
const errorOf = (cell: unknown): string | null => {
  if (typeof cell === 'string') return errorValues.test(cell) ? cell : null
  if (cell instanceof NumberText) return cell.isNumber ? null : cell.text.slice(0, 40)
  return cell instanceof Date && Number.isNaN(cell.getTime()) ? '#NUM!' : null
}

/** Excel keeps binary floats and shows 15 digits: 0.30000000000000004 is 0.3, and 0.92 in percent is 92%. */
const cellText = (cell: unknown): string => {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof NumberText) {
    const value = decimal(cell.text).times(cell.isPercent ? 100 : 1)
    return `${value.toSignificantDigits(15).toFixed()}${cell.isPercent ? '%' : ''}`
  }
  if (cell instanceof Date) {
    const [day = '', time = ''] = cell.toISOString().split('T')
    return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 8)}`
  }
  return String(cell)
}

/** A workbook of one sheet with a fixed, bold header. All rows are held in memory: for lists, not for dumps. */
export const xlsxOf = async <T>(
  columns: readonly ExportColumn<T>[],
  rows: Iterable<T> | AsyncIterable<T>,
  sheet: string,
): Promise<Buffer> => {
  const header: Row = columns.map((column) => ({ value: column.title, fontWeight: 'bold' as const }))
  const data: Row[] = [header]
  for await (const row of rows) data.push(columns.map((column) => cellOf(column.value(row), column)))
  // Excel refuses some characters in a sheet's name, and more than 31.
  const name = sheet.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)
  const { default: writeWorkbook } = await import('write-excel-file/node')
  return writeWorkbook(data, {
    sheet: name,
    stickyRowsCount: 1,
    columns: columns.map((column) => ({ width: column.width ?? 16 })),
  }).toBuffer()
}

/** Numbers become numbers where a spreadsheet keeps every digit of them, and stay text where not. */
const cellOf = (value: string | number | null, column: Pick<ExportColumn<never>, 'kind'>): Row[number] => {
  if (value === null || value === '') return null
  const text = String(value)
  const isNumber = column.kind === 'number' && /^-?\d+(\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= 15
  if (!isNumber) return { value: text, type: String }
  const places = text.split('.')[1]?.length ?? 0
  return { value: Number(text), type: Number, format: places > 0 ? `#,##0.${'0'.repeat(places)}` : '#,##0' }
}
