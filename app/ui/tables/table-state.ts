/** What a list shows — sort, page, columns, filters — lives in the address. Pure: reads and writes search parameters. */
import { paramOf, readPage, readSort, readTableAsk, type Sort } from '#app/kernel/table-ask.ts'

export { paramOf, readTableAsk, type Sort }

export type TableState = {
  sort?: Sort
  page: number
  columns?: readonly string[]
  filter: Readonly<Record<string, string>>
}

export const readTableState = (
  params: URLSearchParams,
  { name, columns, filters = [] }: { name?: string; columns: readonly string[]; filters?: readonly string[] },
): TableState => {
  const chosen = params.getAll(paramOf(name, 'cols')).filter((key) => columns.includes(key))
  const filter: Record<string, string> = {}
  for (const key of filters) {
    const value = params.get(paramOf(name, key))?.trim()
    if (value) filter[key] = value
  }
  return {
    sort: readSort(params.get(paramOf(name, 'sort')), columns),
    page: readPage(params.get(paramOf(name, 'page'))),
    columns: chosen.length > 0 ? chosen : undefined,
    filter,
  }
}

/** The address with some parameters changed; null or '' takes one out. Always starts with '?'. */
export const hrefWith = (
  params: URLSearchParams,
  changes: Readonly<Record<string, string | readonly string[] | null>>,
): string => {
  const next = new URLSearchParams(params)
  for (const [key, value] of Object.entries(changes)) {
    next.delete(key)
    for (const each of typeof value === 'string' ? [value] : (value ?? [])) if (each !== '') next.append(key, each)
  }
  return `?${next}`
}

/** A press on a column's head: its own first direction, then the other, then none. */
export const nextSort = (now: Sort | undefined, key: string, downFirst = false): string | null => {
  const text = (down: boolean) => (down ? `-${key}` : key)
  if (now?.key !== key) return text(downFirst)
  return now.down === downFirst ? text(!downFirst) : null
}

export type SortValue = string | number | null | undefined

/** Rows in order; what has no value stands last in either direction; equal rows keep their order. */
export const sorted = <Row>(
  rows: readonly Row[],
  by: (row: Row) => SortValue,
  down: boolean,
  locale: string,
): Row[] => {
  const collator = new Intl.Collator(locale, { numeric: true })
  const missing = (value: SortValue) => value === null || value === undefined || value === ''
  return [...rows].sort((left, right) => {
    const [a, b] = [by(left), by(right)]
    if (missing(a) || missing(b)) return Number(missing(a)) - Number(missing(b))
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
    return down ? -order : order
  })
}
