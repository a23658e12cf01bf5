import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { share } from '#app/kernel/largest-remainder.ts'

const shares = (pool: number, weights: string[]) => {
  const outcome = share(pool, weights)
  if (!outcome.ok) throw new Error(outcome.error.code)
  return outcome.value
}

describe('sharing a pool by largest remainder', () => {
  it('gives every unit left to the largest remainder, and ties to the first in the list', () => {
    expect(shares(100, ['1', '1', '1'])).toEqual([34, 33, 33])
    expect(shares(2, ['2', '1', '1', '2', '2'])).toEqual([1, 0, 0, 1, 0])
    // 7.14 and 2.86: the smaller share has the larger remainder.
    expect(shares(10, ['5', '2'])).toEqual([7, 3])
  })

  it('gives no unit twice where some of those left go to a larger remainder and the rest is a tie', () => {
    // 0.8, 0.6, 0.6: the first has the largest, and one of the two others the second.
    expect(shares(2, ['8', '6', '6'])).toEqual([1, 1, 0])
  })

  it('tells apart remainders that are one number as doubles', () => {
    const [less, more] = ['1152921504606846976', '1152921504606846977']
    expect([shares(1, [less, more]), shares(1, [more, less])]).toEqual([
      [0, 1],
      [1, 0],
    ])
  })

  it('refuses a pool that no double can hold exactly', () => {
    expect(() => share(2 ** 53, ['1'])).toThrow(RangeError)
  })

  it('gives nothing of an empty pool', () => {
    expect(shares(0, ['1', '2'])).toEqual([0, 0])
  })

  it('gives nothing to a weight of zero, even when units are left over', () => {
    expect(shares(5, ['0', '1', '0', '1'])).toEqual([0, 3, 0, 2])
  })

  it('refuses a pool without weight, a negative pool and a negative weight', () => {
    expect(share(100, ['0', '0'])).toMatchObject({ ok: false, error: { code: 'no-weight' } })
    expect(share(100, [])).toMatchObject({ ok: false, error: { code: 'no-weight' } })
    expect(share(-1, ['1'])).toMatchObject({ ok: false, error: { code: 'pool-negative' } })
    expect(share(1, ['1', '-0.5'])).toMatchObject({ ok: false, error: { code: 'weight-negative' } })
  })

  const weight = fc
    .tuple(fc.nat(1_000_000), fc.integer({ min: 0, max: 6 }))
    .map(([digits, places]) => (places === 0 ? `${digits}` : `${digits}.${'0'.repeat(places - 1)}${digits % 10}`))

  it('always adds up to the pool, never differs from the quota by a whole unit, and is blind to the scale', () => {
    fc.assert(
      fc.property(fc.nat(9_000_000_000_000), fc.array(weight, { minLength: 1, maxLength: 30 }), (pool, weights) => {
        fc.pre(weights.some((each) => Number(each) > 0))
        const result = shares(pool, weights)
        expect(result.reduce((sum, each) => sum + each, 0)).toBe(pool)
        expect(result.every((each, index) => each >= 0 && (Number(weights[index]) > 0 || each === 0))).toBe(true)
        expect(
          shares(
            pool,
            weights.map((each) =>
              `${each.includes('.') ? each : `${each}.`}`.replace(
                /^(.*)\.(.*)$/,
                (_, whole: string, fraction: string) => `${whole}${fraction.padEnd(8, '0')}`,
              ),
            ),
          ),
        ).toEqual(result)
        for (const [a, first] of weights.entries())
          for (const [b, second] of weights.entries())
            if (Number(first) > Number(second)) expect((result[a] ?? 0) >= (result[b] ?? 0)).toBe(true)
      }),
    )
  })
})
