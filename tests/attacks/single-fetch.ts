/** The data of a page as the browser gets it (Remix's single fetch), as plain values. */
type Flat = readonly unknown[]

/** Values stand once, in a flat list; objects and lists name the places of what is in them. Below zero: no value. */
const valueAt = (flat: Flat, at: number): unknown => {
  if (at < 0) return null
  const value = flat[at]
  if (Array.isArray(value))
    return typeof value[0] === 'string' ? (value[1] ?? null) : value.map((each) => valueAt(flat, Number(each)))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, place]) => [flat[Number(key.slice(1))], valueAt(flat, Number(place))]),
  )
}

/** The data of the route whose file this is, such as 'organisation/screens/people'. */
export const routeData = (text: string, route: string): unknown => {
  const all = valueAt(JSON.parse(text.split('\n')[0] ?? '[]') as Flat, 0) as Record<string, { data?: unknown }>
  return all[route]?.data
}
