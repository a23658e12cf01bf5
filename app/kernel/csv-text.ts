/** Writes CSV that a spreadsheet opens as what it is: with a byte order mark, and with no cell that runs as a formula. */
import type { ExportColumn } from './export-column.ts'

const byteOrderMark = '\uFEFF'
const plainNumber = /^[+-]?\d+(\.\d+)?$/

/**
 * OWASP "CSV injection": what begins like a formula, in full width too (which a Chinese Excel takes for one), is made
 * text by an apostrophe, unless it is a plain number.
 */
const harmless = (text: string): string =>
  /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !plainNumber.test(text) ? `'${text}` : text

const cellOf = (value: string | number | null): string => {
  const text = harmless(value === null ? '' : String(value))
  return /["\r\n,;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export const csvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(cellOf).join(',')}\r\n`
export const csvHeader = (columns: readonly ExportColumn<never>[]): string =>
  byteOrderMark + csvLine(columns.map((column) => column.title))
