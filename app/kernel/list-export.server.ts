/**
 * Turns a list into a file for `screens/noun.ts` addresses. The rows must come from a function that was handed the
 * reader's scope: an export shows what the list shows, and nothing else.
 */
import { csvOf } from './csv.server.ts'
import type { ExportColumn } from './export-column.ts'
import { xlsxOf } from './xlsx.server.ts'

export type ListExport<T> = {
  /** The file's name without its ending; may be Chinese. */
  name: string
  columns: readonly ExportColumn<T>[]
  rows: Iterable<T> | AsyncIterable<T>
}

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
export type ExportFormat = keyof typeof types

/** `?as=xlsx`, else CSV. */
export const formatOf = (url: URL): ExportFormat => (url.searchParams.get('as') === 'xlsx' ? 'xlsx' : 'csv')

/**
 * A workbook is made in memory, and a sheet ends at 1,048,576 rows: a list that is longer than `longest` comes as CSV,
 * which a spreadsheet opens as well, and is whole.
 */
export const exportResponse = async <T>(
  list: ListExport<T>,
  format: ExportFormat,
  longest = 100_000,
): Promise<Response> => {
  if (format === 'csv') return answer(list.name, 'csv', csvOf(list.columns, list.rows))
  const { first, rest } = await upTo(longest, list.rows)
  return rest
    ? answer(list.name, 'csv', csvOf(list.columns, inTurn(first, rest)))
    : answer(list.name, 'xlsx', new Uint8Array(await xlsxOf(list.columns, first, list.name)))
}

const answer = (name: string, format: ExportFormat, body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>) =>
  new Response(body, { headers: downloadHeaders(`${name}.${format}`, types[format]) })

/** The first rows, and where there are more, these. */
const upTo = async <T>(count: number, rows: Iterable<T> | AsyncIterable<T>) => {
  const rest = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
  const first: T[] = []
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    first.push(next.value)
    if (first.length > count) return { first, rest }
  }
  return { first, rest: null }
}

async function* inTurn<T>(first: readonly T[], rest: Iterator<T> | AsyncIterator<T>): AsyncGenerator<T> {
  try {
    yield* first
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

/** RFC 6266: a plain name for old programs, the real one in UTF-8 beside it. */
export const downloadHeaders = (name: string, type: string): Record<string, string> => {
  const safe = name.replace(/[\p{Cc}"\\/]/gu, ' ').trim()
  const ascii = safe.replace(/[^\x20-\x7e]/g, '_')
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return {
    'content-type': type,
    'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  }
}
