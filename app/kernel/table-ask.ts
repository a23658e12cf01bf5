/** What an address asks of a list: order, page, filters. Pure; unknown sort keys and pages are ignored, never an error. */
export type Sort<Key extends string = string> = { key: Key; down: boolean }

/** Two lists on one page keep apart by a name: `bench.sort`. */
export const paramOf = (name: string | undefined, key: string): string => (name ? `${name}.${key}` : key)

export const readSort = <Key extends string>(text: string | null, sorts: readonly Key[]): Sort<Key> | undefined => {
  if (!text) return undefined
  const down = text.startsWith('-')
  const key = sorts.find((each) => each === (down ? text.slice(1) : text))
  return key && { key, down }
}

export const readPage = (text: string | null): number => {
  const page = Number(text)
  return Number.isSafeInteger(page) && page > 0 ? page : 1
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
