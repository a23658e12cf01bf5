/**
 * A run beside the last released run of the same plan: what the preparer and the approver look at first. Amounts are
 * what was awarded, so that a gate which holds or an instalment which vests does not pass for better or worse work.
 */
import { decimal, roundTo } from '#app/kernel/decimal.ts'
import type { ControlTotal, LineKind, RunControl } from '../payout/run-result.ts'

/** Null where the run has none: a component that the plan did not have then, a person who was not in the run. */
export type Change = {
  now: number | null
  before: number | null
  difference: number
  /** In basis points of what it was, its sign that of the difference; null where it was nothing. */
  bp: number | null
}

export const changeOf = (now: number | null, before: number | null): Change => {
  const difference = (now ?? 0) - (before ?? 0)
  const bp = before ? roundTo(decimal(difference).times(10_000).div(Math.abs(before)), 0).toNumber() : null
  return { now, before, difference, bp }
}

export type ComponentChange = Change & { component: string; kind: LineKind }

/** Every component and kind of carried line of either run, in the order of the control totals. */
export const componentChanges = (now: RunControl, before: RunControl): ComponentChange[] => {
  const nowTotals = byKey(now)
  const beforeTotals = byKey(before)
  return [...new Set([...nowTotals.keys(), ...beforeTotals.keys()])].sort().flatMap((key) => {
    const named = nowTotals.get(key) ?? beforeTotals.get(key)
    if (!named) return []
    const change = changeOf(awarded(nowTotals.get(key)), awarded(beforeTotals.get(key)))
    return [{ component: named.component, kind: named.kind, ...change }]
  })
}

const byKey = ({ components }: RunControl): Map<string, ControlTotal> =>
  new Map(components.map((total) => [`${total.kind} ${total.component}`, total]))

const awarded = (total: ControlTotal | undefined): number | null =>
  total ? total.payableMinor + total.heldMinor + total.deferredMinor : null
