/** Reads and writes CSV: the encodings and delimiters that Chinese and Western spreadsheets make. */
import Papa from 'papaparse'
import { csvHeader, csvLine } from './csv-text.ts'
import type { ExportColumn } from './export-column.ts'
import { done, type Outcome, refused } from './result.ts'
import { type Table, type TableLimits, type TablePlace, type TableReason, tableLimits, tableOf } from './table.ts'

const decoders = {
  utf8: new TextDecoder('utf-8', { fatal: true }),
  gb18030: new TextDecoder('gb18030', { fatal: true }),
}

type Decoded = { text: string; encoding: Table['encoding'] }

/** UTF-8 with or without a mark, UTF-16 with a mark or by its separators, else GB18030 (which holds GBK and GB2312). */
const decodeText = (bytes: Uint8Array): Outcome<Decoded, TableReason, TablePlace> => {
  const utf16 = utf16Of(bytes)
  if (utf16) return decodeUtf16(bytes, utf16)
  try {
    return done({ text: decoders.utf8.decode(bytes), encoding: 'utf-8' })
  } catch {
    // Not UTF-8: what a Chinese Excel saves as "CSV".
  }
  try {
    const text = decoders.gb18030.decode(bytes)
    // Binary data passes as GB18030 now and then, but text has no control characters.
    if (!controls.test(text)) return done({ text, encoding: 'gb18030' })
  } catch {
    // Neither.
  }
  return refused('encoding-unknown', { row: firstUnreadableRow(bytes) })
}

const controls = /(?![\t\n\v\f\r\u0085])\p{Cc}/u

type Utf16 = 'utf-16le' | 'utf-16be'
const asUtf16 = (bytes: Uint8Array, order: Utf16) => new TextDecoder(order).decode(bytes)

/**
 * Which order of its bytes makes a table of it. Any other encoding has no zeros. They alone do not tell: those of 一
 * (4E 00) and of the wide space stand where the other order has those of letters and digits. Separators do.
 */
const utf16Of = (bytes: Uint8Array): Utf16 | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (!bytes.includes(0)) return null
  const [little, big] = [separatorsOf(asUtf16(bytes, 'utf-16le')), separatorsOf(asUtf16(bytes, 'utf-16be'))]
  if (little === big) return null
  return little > big ? 'utf-16le' : 'utf-16be'
}

/** Separators whose bytes were put together wrongly: scripts of India and of old churches, which no bank's table holds. */
const misread = /[\u0900-\u0dff\u2c00-\u2dff]/

const separatorsOf = (text: string): number =>
  controls.test(text) || misread.test(text) ? 0 : (text.match(/[\n\r\t,;]/g)?.length ?? 0)

/** Half a character, or half of one of two halves, is not read as something else. */
const decodeUtf16 = (bytes: Uint8Array, encoding: Utf16): Outcome<Decoded, TableReason, TablePlace> => {
  try {
    return done({ text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding })
  } catch {
    const [before = ''] = asUtf16(bytes, encoding).split('\uFFFD')
    return refused('encoding-unknown', { row: before.split('\n').length })
  }
}

const firstUnreadableRow = (bytes: Uint8Array): number => {
  let row = 1
  for (let from = 0; from < bytes.length; row++) {
    const end = bytes.indexOf(10, from)
    const line = bytes.subarray(from, end < 0 ? bytes.length : end)
    try {
      decoders.gb18030.decode(line)
    } catch {
      return row
    }
    from = end < 0 ? bytes.length : end + 1
  }
  return 1
}

/** The one that the first line which has any has most of: data may hold commas, headings rarely do. */
const delimiterOf = (text: string): string => {
  const counts = (line: string) => [',', ';', '\t'].map((each) => ({ each, count: line.split(each).length - 1 }))
  for (const line of text.slice(0, 10_000).split(/\r?\n/)) {
    const [most] = counts(line.replace(/"[^"]*"/g, '')).sort((a, b) => b.count - a.count)
    if (most && most.count > 0) return most.each
  }
  return ','
}

/** Reads comma, semicolon or tab separated text. An error names the row. */
export const readCsv = (
  bytes: Uint8Array,
  limits: TableLimits = tableLimits,
): Outcome<Table, TableReason, TablePlace> => {
  const decoded = decodeText(bytes)
  if (!decoded.ok) return decoded
  const { text, encoding } = decoded.value
  if (controls.test(text.slice(0, 10_000))) return refused('not-a-table')
  const lines: string[][] = []
  let fault: { reason: TableReason; row: number } | null = null
  const body = text.replace(/^\uFEFF/, '').replace(/^sep=.\r?\n/, '')
  Papa.parse<string[]>(body, {
    delimiter: /^\uFEFF?sep=(.)\r?\n/.exec(text)?.[1] ?? delimiterOf(body),
    step: ({ data, errors }, parser) => {
      lines.push(data)
      const quotes = errors.find((error) => error.type === 'Quotes')
      if (quotes) fault = { reason: 'quote-left-open', row: lines.length }
      else if (lines.length > limits.rows + 100) fault = { reason: 'too-many-rows', row: lines.length }
      if (fault) parser.abort()
    },
  })
  const found = fault as { reason: TableReason; row: number } | null
  if (found) return refused(found.reason, { row: found.row, limit: limits.rows })
  return tableOf(lines, { sheet: null, encoding }, limits)
}

/** A list as a stream of CSV, written while its rows are read. */
export const csvOf = <T>(
  columns: readonly ExportColumn<T>[],
  rows: Iterable<T> | AsyncIterable<T>,
): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  const source = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(csvHeader(columns))),
    pull: async (controller) => {
      let text = ''
      for (let lines = 0; lines < 500; lines++) {
        const next = await source.next()
        if (next.done) {
          if (text) controller.enqueue(encoder.encode(text))
          return controller.close()
        }
        text += csvLine(columns.map((column) => column.value(next.value)))
      }
      controller.enqueue(encoder.encode(text))
    },
    cancel: async () => {
      await source.return?.()
    },
  })
}
