/** The first pass compiled: weights kept as exact fractions, brought to one scale and shared as whole numbers. */
import { type Decimal, decimal, decimalText } from '#app/kernel/decimal.ts'
import { type Fraction, fractionOf, times } from '#app/kernel/fraction.ts'
import { shareWhole } from '#app/kernel/largest-remainder.ts'
import type { Minor } from '#app/kernel/money.ts'
import { done } from '#app/kernel/result.ts'
import type { PoolShare } from '../plans/plan.ts'
import type { RunContext } from '../runs/run-context.ts'
import { compileWeight } from './compiled-pay.ts'
import { gatesOn } from './gates.ts'
import { poolOf, poolUnit, type Weighing, weighFor } from './pool-share.ts'
import type { Part } from './proration.ts'
import type { EmployeeInput } from './run-input.ts'

type Entry = { employee: string; weight: Exact; target: Exact }
type Exact = { n: number | bigint; d: number | bigint }

/** Collects one pool; each part of it (null: undivided) has its own list. */
export const poolLedger = (context: RunContext, component: PoolShare) => {
  const weightOf = compileWeight(context, component)
  const pool = poolOf(context, component.pool)
  const parts = new Map<string | null, Entry[]>()
  const units = new Map<string, string | null | undefined>()
  const gated = component.redistribute && context.plan.gates.length > 0
  const unitFor = (unit: string): string | null | undefined => {
    if (!units.has(unit)) units.set(unit, poolUnit(context, pool, unit))
    return units.get(unit)
  }
  const add = (unit: string | null, entry: Entry): void => {
    const list = parts.get(unit)
    if (list) list.push(entry)
    else parts.set(unit, [entry])
  }
  const slowly = (employee: EmployeeInput, own: readonly Part[]): void => {
    const weighed = weighFor(context, component, employee, own)
    if (!weighed.ok) return
    for (const { unit, weight, target } of weighed.value.weights)
      add(unit, { employee: employee.number, weight: exactOf(weight), target: exactOf(target) })
  }
  /** Null: the decimal engine must weigh this one. */
  const quickly = (
    employee: EmployeeInput,
    own: readonly Part[],
  ): (Entry & { unit: string | null }) | 'none' | null => {
    const [first] = own
    if (!first) return 'none'
    const unit = !pool.units ? null : own.length === 1 ? unitFor(first.input.unit) : undefined
    const weighed = unit === undefined ? null : weightOf(employee, own)
    if (unit === undefined || weighed === null) return null
    if (weighed === 'none' || 'except' in weighed) return 'none'
    let { weight }: { weight: Fraction | null } = weighed
    const factor = gated ? gatesOn(context, component.code, employee).factor : undefined
    if (factor && !factor.eq(1)) {
      const gate = fractionOf(decimalText(factor))
      weight = gate && times(weight, gate)
    }
    return weight && { unit, employee: employee.number, weight, target: weighed.target }
  }
  return {
    parts,
    weigh: (employee: EmployeeInput, own: readonly Part[]): void => {
      const entry = quickly(employee, own)
      if (entry === null) slowly(employee, own)
      else if (entry !== 'none') add(entry.unit, entry)
    },
  }
}
export type PoolLedger = ReturnType<typeof poolLedger>

const exactOf = (text: string): Exact => {
  const [whole = '0', fraction = ''] = text.split('.')
  return { n: BigInt(whole + fraction), d: 10n ** BigInt(fraction.length) }
}

/** The ledgers as what funding asks of a first pass. */
export const weighingOf = (ledgers: ReadonlyMap<string, PoolLedger>): Weighing => ({
  targetDays: (pool) => {
    const entries = [...(ledgers.get(pool)?.parts.values() ?? [])].flat().map((entry) => entry.target)
    const { whole, scale } = toWhole(entries)
    return quotient(
      whole.reduce((total, each) => total + each, 0n),
      scale,
    )
  },
  share: (pool, unit, minor) => {
    const entries = ordered(ledgers.get(pool)?.parts.get(unit) ?? [])
    const { whole, scale } = toWhole(entries.map((entry) => entry.weight))
    const totalWeight = decimalText(
      quotient(
        whole.reduce((total, each) => total + each, 0n),
        scale,
      ),
    )
    const empty = { pool, unit, minor, totalWeight, people: entries.length }
    if (minor === 0 && entries.length === 0) return done({ ...empty, shares: new Map<string, Minor>() })
    const shared = shareWhole(minor, whole)
    if (!shared.ok) return shared
    const shares = new Map<string, Minor>()
    for (const [index, { employee }] of entries.entries()) shares.set(employee, shared.value[index] ?? 0)
    return done({ ...empty, shares })
  },
})

const quotient = (n: bigint, d: bigint): Decimal => decimal(n).div(decimal(d))

/** By employee number; a run already hands them over in that order. */
const ordered = (entries: Entry[]): Entry[] => {
  const isOrdered = entries.every(
    (entry, index) => index === 0 || (entries[index - 1]?.employee ?? '') < entry.employee,
  )
  return isOrdered
    ? entries
    : [...entries].sort((a, b) => (a.employee < b.employee ? -1 : a.employee > b.employee ? 1 : 0))
}

/** All on the least common denominator. */
const toWhole = (exact: readonly Exact[]): { whole: bigint[]; scale: bigint } => {
  const denominators = new Set(exact.map((each) => each.d))
  let scale = 1n
  for (const d of denominators) scale = (scale / gcd(scale, BigInt(d))) * BigInt(d)
  const by = new Map([...denominators].map((d) => [d, scale / BigInt(d)]))
  return { whole: exact.map(({ n, d }) => BigInt(n) * (by.get(d) ?? 1n)), scale }
}
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))
