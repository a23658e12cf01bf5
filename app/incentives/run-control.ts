/**
 * Control totals of a run: per component and kind of line `paid + held + deferred + forfeited + cut = calculated +
 * adjusted`, per pool `distributed + undistributed = funded`. They can be added up chunk by chunk.
 */
import type { IncentivePlan } from './plan.ts'
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
export const closeTotals = (plan: IncentivePlan, totals: OpenTotals, funded: Funded): RunControl => ({
  components: [...totals.keys()].sort().flatMap((key) => {
    const total = totals.get(key)
    return total ? [{ ...total, balanced: isBalanced(total) }] : []
  }),
  pools: funded.totals.map((pool) => ({ ...pool, balanced: pool.balanced && isShared(plan, totals, pool) })),
})
/** What the pool's component calculated is what the pool gave out. */
const isShared = (plan: IncentivePlan, totals: OpenTotals, pool: PoolTotal): boolean =>
  plan.components.every(
    (each) =>
      each.kind !== 'pool-share' ||
      each.pool !== pool.pool ||
      (totals.get(`component ${each.code}`)?.calculatedMinor ?? 0) === pool.distributedMinor,
  )
const isBalanced = (total: ControlTotal): boolean =>
  total.payableMinor + total.heldMinor + total.deferredMinor + total.forfeitedMinor + total.cutMinor ===
  total.calculatedMinor + total.adjustedMinor

export const controlOf = (plan: IncentivePlan, lines: readonly PayLine[], funded: Funded): RunControl => {
  const totals: OpenTotals = new Map()
  for (const line of lines) addLine(totals, line)
  return closeTotals(plan, totals, funded)
}
