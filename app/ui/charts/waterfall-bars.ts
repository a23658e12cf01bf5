/** Where each bar of a waterfall begins and ends, as percentages of the widest total. Pure. */
import type { Minor } from '#app/kernel/money.ts'

/** part adds to or takes from the running sum · held is taken out but not lost (deferred) · sum restates where it stands. */
export type BarKind = 'part' | 'held' | 'sum'
export type BarPlace = { from: number; width: number; less: boolean }

export const placeBars = (bars: readonly { minor: Minor; kind: BarKind }[]): BarPlace[] => {
  let running = 0
  const spans = bars.map(({ minor, kind }) => {
    const start = kind === 'sum' ? 0 : running
    running = kind === 'sum' ? minor : running + minor
    return { start, end: running }
  })
  const ends = spans.flatMap(({ start, end }) => [start, end])
  const low = Math.min(0, ...ends)
  const range = Math.max(0, ...ends) - low
  const share = (value: number) => (range === 0 ? 0 : (value / range) * 100)
  return spans.map(({ start, end }) => ({
    from: share(Math.min(start, end) - low),
    width: share(Math.abs(end - start)),
    less: end < start,
  }))
}
