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

export const exportResponse = async <T>(list: ListExport<T>, format: ExportFormat): Promise<Response> =>
  new Response(
    format === 'csv'
      ? csvOf(list.columns, list.rows)
      : new Uint8Array(await xlsxOf(list.columns, list.rows, list.name)),
    { headers: downloadHeaders(`${list.name}.${format}`, types[format]) },
  )

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
