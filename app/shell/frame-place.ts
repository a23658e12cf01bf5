/** Where an address stands in the navigation. Pure. */
type Entry = { to: string; also?: readonly string[] }
type Section<E extends Entry> = { label: string; entries: readonly E[] }

/** The entry whose address, or one that also belongs to it, begins this one, the longest first; home only for itself. */
export const placeIn = <E extends Entry>(
  sections: readonly Section<E>[],
  pathname: string,
): { section: string; to: string } | null => {
  const begins = (to: string) => (to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`))
  const [found] = sections
    .flatMap((section) =>
      section.entries.flatMap((entry) =>
        [entry.to, ...(entry.also ?? [])].map((from) => ({
          section: section.label,
          to: pathOf(entry.to),
          from: pathOf(from),
        })),
      ),
    )
    .filter((place) => begins(place.from))
    .sort((a, b) => b.from.length - a.from.length)
  return found ? { section: found.section, to: found.to } : null
}

/** How many of these addresses stand under each section: what waits where, as far as the page at hand has asked for it. */
export const countsIn = <E extends Entry>(
  sections: readonly Section<E>[],
  addresses: readonly string[],
): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const address of addresses) {
    const place = placeIn(sections, pathOf(address))
    if (place) counts.set(place.section, (counts.get(place.section) ?? 0) + 1)
  }
  return counts
}

const pathOf = (address: string): string => address.split('?')[0] ?? address
