/** Which column of a file is which wanted one; a missing one may be filled by a constant or by a pattern. */
import { tidy } from './cell.ts'
import type { Table } from './table.ts'
import type { Locale } from './words.ts'

/** `aliases` are the headings under which it is known, in both languages. */
export type WantedColumn<K extends string = string> = { key: K; aliases: readonly string[]; required?: boolean }

/**
 * `pattern` may hold `{row}` (1 for the first person, `{row:5}` with leading zeros) and `{Heading}` of any column.
 * A column is named by its heading, so that the mapping fits the next file of the same shape.
 */
export type ColumnSource =
  | { from: 'column'; heading: string }
  | { from: 'constant'; value: string }
  | { from: 'pattern'; pattern: string }
export type ColumnMapping<K extends string = string> = { readonly [key in K]?: ColumnSource }

/** Case, width, spaces, punctuation and a unit in brackets do not make a heading another one. */
const plain = (heading: string): string =>
  tidy(heading)
    .toLowerCase()
    .replace(/[(（[【].*?[)）\]】]/g, '')
    .replace(/[\s_\-·:：*/.]+/g, '')

/** Proposes a mapping from the headings. No column is used twice; a remembered mapping goes first where it fits. */
export const mapColumns = <K extends string>(
  header: readonly string[],
  wanted: readonly WantedColumn<K>[],
  remembered: ColumnMapping<K> = {},
): { mapping: ColumnMapping<K>; missing: K[]; unused: string[] } => {
  const mapping: { [key in K]?: ColumnSource } = {}
  const free = new Set(header)
  for (const { key } of wanted) {
    const known = remembered[key]
    if (!known || (known.from === 'column' && !free.has(known.heading))) continue
    mapping[key] = known
    if (known.from === 'column') free.delete(known.heading)
  }
  for (const { key, aliases } of wanted) {
    if (mapping[key]) continue
    const names = new Set([key, ...aliases].map(plain))
    const heading = header.find((each) => free.has(each) && names.has(plain(each)))
    if (heading === undefined) continue
    mapping[key] = { from: 'column', heading }
    free.delete(heading)
  }
  return {
    mapping,
    missing: wanted.filter(({ key, required }) => required && !mapping[key]).map(({ key }) => key),
    unused: header.filter((each) => free.has(each)),
  }
}

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** The heading of a column in a sample file: the first of its names in the reader's language, so that it is known again. */
export const headingIn = ({ key, aliases }: WantedColumn, locale: Locale): string =>
  aliases.find((each) => isChinese(each) === (locale === 'zh-CN')) ?? aliases[0] ?? key

/** Headings of the file that the mapping reads nothing from. */
export const unreadHeadings = (mapping: ColumnMapping, header: readonly string[]): string[] => {
  const sources = Object.values(mapping)
  return header.filter(
    (heading) =>
      heading !== '' &&
      !sources.some((source) =>
        source?.from === 'column'
          ? source.heading === heading
          : source?.from === 'pattern' && source.pattern.includes(`{${heading}}`),
      ),
  )
}

/** Headings that the mapping names and the file lacks: why a mapping does not fit. */
export const absentHeadings = (mapping: ColumnMapping, header: readonly string[]): string[] =>
  Object.values(mapping).flatMap((source) => {
    if (source?.from === 'column') return header.includes(source.heading) ? [] : [source.heading]
    if (source?.from !== 'pattern') return []
    return [...source.pattern.matchAll(/\{([^{}]+)\}/g)]
      .map((match) => match[1] ?? '')
      .filter((name) => !/^row(:\d{1,2})?$/.test(name) && !header.includes(name))
  })

/** The file's heading from which a field is read; null where it comes from elsewhere. */
export const headingOf = <K extends string>(mapping: ColumnMapping<K>, key: K): string | null => {
  const source = mapping[key]
  return source?.from === 'column' ? source.heading : null
}

/** Reads mapped cells: `cell(rowIndex, key)` is text, '' where nothing is mapped. */
export const cellsOf = <K extends string>(table: Table, mapping: ColumnMapping<K>) => {
  const places = new Map(table.header.map((heading, index) => [heading, index]))
  const at = (row: readonly string[] | undefined, heading: string) => row?.[places.get(heading) ?? -1] ?? ''
  return (rowIndex: number, key: K): string => {
    const source = mapping[key]
    const row = table.rows[rowIndex]
    if (!source || !row) return ''
    if (source.from === 'constant') return source.value
    if (source.from === 'column') return at(row, source.heading)
    return source.pattern.replace(/\{([^{}]+)\}/g, (_, name: string) => {
      const counted = /^row(?::(\d{1,2}))?$/.exec(name)
      return counted ? String(rowIndex + 1).padStart(Number(counted[1] ?? 0), '0') : at(row, name)
    })
  }
}
