/**
 * Control totals of a run: per component and kind of line `paid + held + deferred + forfeited + cut = calculated +
 * adjusted`, per pool `distributed + undistributed = funded`. They can be added up chunk by chunk.
 *
 * A correction's lines are differences, so its pools count what was given out before as well: what is left is the
 * reserve after the correction, and a pool that would give out more than it has is not balanced.
 */
import type { Minor } from '#app/kernel/money.ts'
import type { Funded } from '../payout/pool-share.ts'
import type { ControlTotal, PayLine, PoolTotal, RunControl } from '../payout/run-result.ts'

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

/** What was given out for each component before a correction; null where nothing was, in a regular run. */
export type ReleasedBefore = ReadonlyMap<string, Minor> | null

/** Ordered by kind and component; `balanced` false would be a defect of the engine, but for a correction's pools. */
export const closeTotals = (totals: OpenTotals, funded: Funded, before: ReleasedBefore = null): RunControl => ({
  components: [...totals.keys()].sort().flatMap((key) => {
    const total = totals.get(key)
    return total ? [{ ...total, balanced: isBalanced(total) }] : []
  }),
  pools: funded.totals.map((pool) => {
    const own = totals.get(`component ${pool.component}`)?.calculatedMinor ?? 0
    return before ? afterCorrection(pool, own + (before.get(pool.component) ?? 0)) : sharedOut(pool, own)
  }),
})
/** What the pool's component calculated is what the pool gave out. */
const sharedOut = (pool: PoolTotal, calculatedMinor: Minor): PoolTotal => ({
  ...pool,
  balanced: pool.balanced && calculatedMinor === pool.distributedMinor,
})
const afterCorrection = (pool: PoolTotal, distributedMinor: Minor): PoolTotal => {
  const undistributedMinor = pool.fundedMinor - distributedMinor
  return { ...pool, distributedMinor, undistributedMinor, balanced: undistributedMinor >= 0 }
}
const isBalanced = (total: ControlTotal): boolean =>
  total.payableMinor + total.heldMinor + total.deferredMinor + total.forfeitedMinor + total.cutMinor ===
  total.calculatedMinor + total.adjustedMinor

export const controlOf = (lines: readonly PayLine[], funded: Funded): RunControl => {
  const totals: OpenTotals = new Map()
  for (const line of lines) addLine(totals, line)
  return closeTotals(totals, funded)
}
