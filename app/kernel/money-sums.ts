/** Amounts of several currencies do not add up: what is said of them is one sum per currency. */
import type { Currency } from './currency.ts'
import type { Money } from './money.ts'

/**
 * The bank's own currency first, the others by their code. A currency that comes to nothing is left out; where all of
 * them do, zero in the bank's own.
 */
export const sumsByCurrency = (amounts: readonly Money[], own: Currency): Money[] => {
  const sums = new Map<Currency, number>()
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor)
  const rank = ({ currency }: Money) => (currency === own ? '' : currency)
  const some = [...sums]
    .map(([currency, minor]) => ({ minor, currency }))
    .filter(({ minor }) => minor !== 0)
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
  return some.length > 0 ? some : [{ minor: 0, currency: own }]
}
