/** Amounts of several currencies do not add up: what is said of them is one sum per currency. */
import type { Currency } from './currency.ts'
import type { Minor, Money } from './money.ts'

/**
 * What `minorOf` reads of each, added up. The bank's own currency first, the others by their code. A currency that comes
 * to nothing is left out; where all of them do, zero in the bank's own.
 */
export const sumsByCurrency = <Row extends { currency: Currency }>(
  rows: readonly Row[],
  minorOf: (row: Row) => Minor,
  own: Currency,
): Money[] => {
  const sums = new Map<Currency, Minor>()
  for (const row of rows) sums.set(row.currency, (sums.get(row.currency) ?? 0) + minorOf(row))
  const rank = ({ currency }: Money) => (currency === own ? '' : currency)
  const some = [...sums]
    .map(([currency, minor]) => ({ minor, currency }))
    .filter(({ minor }) => minor !== 0)
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
  return some.length > 0 ? some : [{ minor: 0, currency: own }]
}
