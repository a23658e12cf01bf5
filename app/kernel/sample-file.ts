/**
 * A sample of the file that an import reads: its columns under names of the reader's language by which they are found
 * again, and one line to write over. The line names nobody, so that it is never written by mistake.
 */
import { headingIn, type WantedColumn } from './column-mapping.ts'
import type { ExportColumn } from './export-column.ts'
import type { Locale } from './words.ts'

export type SampleLine<K extends string> = Readonly<Partial<Record<K, string>>>
export type SampleFile<K extends string = string> = { columns: ExportColumn<SampleLine<K>>[]; rows: SampleLine<K>[] }

export const sampleFile = <K extends string>(
  wanted: readonly WantedColumn<K>[],
  locale: Locale,
  line: SampleLine<K>,
): SampleFile<K> => ({
  columns: wanted.map((column) => ({
    title: headingIn(column, locale),
    value: (row) => row[column.key] ?? '',
  })),
  rows: [line],
})
