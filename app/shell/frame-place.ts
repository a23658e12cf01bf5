/** Where an address stands in the navigation. Pure. */
type Entry = { to: string }
type Section<E extends Entry> = { label: string; entries: readonly E[] }

/** The entry whose address begins this one, the longest first; home only for itself. */
export const placeIn = <E extends Entry>(
  sections: readonly Section<E>[],
  pathname: string,
): { section: string; to: string } | null => {
  const begins = (to: string) => (to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`))
  const found = sections
    .flatMap((section) => section.entries.map((entry) => ({ section: section.label, to: pathOf(entry.to) })))
    .filter((place) => begins(place.to))
    .sort((a, b) => b.to.length - a.to.length)
  return found[0] ?? null
}

const pathOf = (address: string): string => address.split('?')[0] ?? address
