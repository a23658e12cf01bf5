import { describe, expect, it } from 'vitest'
import type { Money } from '#app/kernel/money.ts'
import { sumsByCurrency } from '#app/kernel/money-sums.ts'

const sumsOf = (amounts: readonly Money[], own: string) => sumsByCurrency(amounts, ({ minor }) => minor, own)
const yuan = (minor: number) => ({ minor, currency: 'CNY' })
const dollars = (minor: number) => ({ minor, currency: 'USD' })
const yen = (minor: number) => ({ minor, currency: 'JPY' })

describe('amounts', () => {
  it('are added up within their currency, the own one first, the others by their code', () => {
    expect(sumsOf([dollars(3), yuan(1), yen(5), yuan(20), dollars(4)], 'CNY')).toEqual([yuan(21), yen(5), dollars(7)])
    expect(sumsOf([dollars(3), yuan(1)], 'USD')).toEqual([dollars(3), yuan(1)])
  })

  it('that come to nothing are not said, unless there is nothing else: then zero in the own currency', () => {
    expect(sumsOf([yuan(5), yuan(-5), dollars(4)], 'CNY')).toEqual([dollars(4)])
    expect(sumsOf([dollars(4), dollars(-4)], 'CNY')).toEqual([yuan(0)])
    expect(sumsOf([], 'JPY')).toEqual([yen(0)])
  })
})
