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
  const quotas = weights.map((weight) => BigInt(pool) * weight)
  const shares = quotas.map((quota) => Number(quota / total))
  let left = pool - shares.reduce((sum, each) => sum + each, 0)
  const byRemainder = quotas
    .map((quota, index) => ({ index, remainder: quota % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  for (const { index } of byRemainder) {
    if (left === 0) break
    shares[index] = (shares[index] ?? 0) + 1
    left -= 1
  }
  return done(shares)
}
