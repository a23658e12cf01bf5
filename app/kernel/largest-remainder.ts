/**
 * Shares a whole amount by weights so that the shares sum to it exactly (Hamilton's method, largest remainder):
 * everyone gets the whole part of their quota, and the units left go one each to the largest remainders; ties go to
 * the first in the list, so callers order by employee number. All arithmetic is on whole numbers of any size.
 */
import { type Decimal, type DecimalText, decimal } from './decimal.ts'
import type { Minor } from './money.ts'
import { done, type Outcome, refused } from './result.ts'

export type ShareRefusal = 'pool-negative' | 'weight-negative' | 'no-weight'

/** Shares `pool` minor units by exact weights, which may not be negative; a weight of zero gets nothing. */
export const share = (pool: Minor, weights: readonly (Decimal | DecimalText)[]): Outcome<Minor[], ShareRefusal> => {
  if (pool < 0) return refused('pool-negative')
  if (!Number.isSafeInteger(pool)) throw new RangeError(`not a safe amount of minor units: ${pool}`)
  const exact = weights.map(decimal)
  if (exact.some((weight) => weight.isNegative() && !weight.isZero())) return refused('weight-negative')
  const places = exact.reduce((most, weight) => Math.max(most, weight.decimalPlaces()), 0)
  return shareWhole(
    pool,
    exact.map((weight) => BigInt(weight.toFixed(places).replace('.', ''))),
  )
}

/** The same for weights that are whole numbers on one scale already. */
export const shareWhole = (pool: Minor, weights: readonly bigint[]): Outcome<Minor[], ShareRefusal> => {
  const total = weights.reduce((sum, weight) => sum + weight, 0n)
  if (total === 0n) return refused('no-weight')
  const whole = BigInt(pool)
  const shares = new Array<Minor>(weights.length).fill(0)
  const remainders = new Array<bigint>(weights.length).fill(0n)
  // Number() of a bigint never turns an order round, so these keys decide all but equal ones.
  const keys = new Float64Array(weights.length)
  let given = 0
  for (const [index, weight] of weights.entries()) {
    const quota = whole * weight
    const own = quota / total
    const remainder = quota - own * total
    shares[index] = Number(own)
    remainders[index] = remainder
    keys[index] = Number(remainder)
    given += Number(own)
  }
  for (const index of greatest(pool - given, keys, remainders)) shares[index] = (shares[index] ?? 0) + 1
  return done(shares)
}

/** Places of the `count` greatest remainders, ties to the first. */
const greatest = (count: number, keys: Float64Array, remainders: readonly bigint[]): number[] => {
  if (count === 0) return []
  const bar = keys.toSorted()[keys.length - count] ?? 0
  const above: number[] = []
  const level: { index: number; remainder: bigint }[] = []
  for (const [index, key] of keys.entries()) {
    if (key > bar) above.push(index)
    else if (key === bar) level.push({ index, remainder: remainders[index] ?? 0n })
  }
  level.sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  return [...above, ...level.slice(0, count - above.length).map((each) => each.index)]
}
