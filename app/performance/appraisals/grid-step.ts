/** Where a key leads from a cell of the scoring grid (WAI-ARIA Authoring Practices, grid). */

/** Row and cell, as they stand under and beside each other over all tables. */
export type Spot = { row: number; cell: number }

const besides: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Enter: [1, 0],
}

/** `widths` says how many cells each row has; `isFar` that Control is held. Null for a key that moves nothing. */
export const stepTo = (widths: readonly number[], { row, cell }: Spot, key: string, isFar: boolean): Spot | null => {
  const lastRow = widths.length - 1
  const lastOf = (at: number) => (widths[at] ?? 0) - 1
  if (key === 'Home') return { row: isFar ? 0 : row, cell: 0 }
  if (key === 'End') return isFar ? { row: lastRow, cell: lastOf(lastRow) } : { row, cell: lastOf(row) }
  const step = besides[key]
  if (!step) return null
  const to = row + step[0]
  if (to < 0 || to > lastRow) return { row, cell }
  return { row: to, cell: Math.min(Math.max(cell + step[1], 0), lastOf(to)) }
}
