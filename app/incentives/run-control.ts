/**
 * Control totals of a run: per component and kind of line `paid + held + deferred + forfeited + cut = calculated +
 * adjusted`, per pool `distributed + undistributed = funded`. They can be added up chunk by chunk.
 */
import type { Funded } from './pool-share.ts'
import type { ControlTotal, PayLine, PoolTotal, RunControl } from './run-result.ts'

const summed = [
  'calculatedMinor',
  'adjustedMinor',
  'payableMinor',
  'heldMinor',
  'deferredMinor',
  'forfeitedMinor',
  'cutMinor',
] as const
export type OpenTotals = Map<string, ControlTotal>

export const addLine = (totals: OpenTotals, line: PayLine): void => {
  const key = `${line.kind} ${line.component}`
  let total = totals.get(key)
  if (!total) {
    total = {
      component: line.component,
      kind: line.kind,
      lines: 0,
      calculatedMinor: 0,
      adjustedMinor: 0,
      payableMinor: 0,
      heldMinor: 0,
      deferredMinor: 0,
      forfeitedMinor: 0,
      cutMinor: 0,
      balanced: true,
    }
    totals.set(key, total)
  }
  total.lines += 1
  for (const field of summed) total[field] += line[field]
}

/** Ordered by kind and component; `balanced` false would be a defect of the engine and stops a run. */
export const closeTotals = (totals: OpenTotals, funded: Funded): RunControl => ({
  components: [...totals.keys()].sort().flatMap((key) => {
    const total = totals.get(key)
    return total ? [{ ...total, balanced: isBalanced(total) }] : []
  }),
  pools: funded.totals.map((pool) => ({ ...pool, balanced: pool.balanced && isShared(totals, pool) })),
})
/** What the pool's component calculated is what the pool gave out. */
const isShared = (totals: OpenTotals, pool: PoolTotal): boolean =>
  (totals.get(`component ${pool.component}`)?.calculatedMinor ?? 0) === pool.distributedMinor
const isBalanced = (total: ControlTotal): boolean =>
  total.payableMinor + total.heldMinor + total.deferredMinor + total.forfeitedMinor + total.cutMinor ===
  total.calculatedMinor + total.adjustedMinor

export const controlOf = (lines: readonly PayLine[], funded: Funded): RunControl => {
  const totals: OpenTotals = new Map()
  for (const line of lines) addLine(totals, line)
  return closeTotals(totals, funded)
}
