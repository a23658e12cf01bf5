/** What a list shows — sort, page, columns, filters — lives in the address. Pure: reads and writes search parameters. */
export type Sort<Key extends string = string> = { key: Key; down: boolean }
export type TableState = {
  sort?: Sort
  page: number
  columns?: readonly string[]
  filter: Readonly<Record<string, string>>
}

/** Two lists on one page keep apart by a name: `bench.sort`. */
export const paramOf = (name: string | undefined, key: string): string => (name ? `${name}.${key}` : key)

const readSort = <Key extends string>(text: string | null, sorts: readonly Key[]): Sort<Key> | undefined => {
  if (!text) return undefined
  const down = text.startsWith('-')
  const key = sorts.find((each) => each === (down ? text.slice(1) : text))
  return key && { key, down }
}

const readPage = (text: string | null): number => {
  const page = Number(text)
  return Number.isSafeInteger(page) && page > 0 ? page : 1
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

/** For a loader: which rows the address asks for. Unknown sort keys and pages are ignored, never an error. */
export const readTableAsk = <Key extends string>(
  url: string | URL,
  { sorts, size = 50, name }: { sorts: readonly Key[]; size?: number; name?: string },
): { sort?: Sort<Key>; page: number; limit: number; offset: number; params: URLSearchParams } => {
  const params = new URL(url).searchParams
  const page = readPage(params.get(paramOf(name, 'page')))
  return {
    sort: readSort(params.get(paramOf(name, 'sort')), sorts),
    page,
    limit: size,
    offset: (page - 1) * size,
    params,
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
