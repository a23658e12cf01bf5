import { useLocale } from 'use-intl'
import type { Currency } from '#app/kernel/currency.ts'
import type { Money as Amount, Minor } from '#app/kernel/money.ts'
import { moneyParts, moneyText } from '#app/kernel/money-text.ts'
import { classes } from './classes.ts'
import styles from './money.module.css'

export type MoneyProps = {
  /** Whole minor units (分). */
  minor: Minor
  currency?: Currency
  /** Says + as well as −. */
  signed?: boolean
  /** Leaves the currency out where the column head says it. */
  bare?: boolean
  /** Heavier: sums. */
  strong?: boolean
}

/** An amount: tabular figures, the currency small, the 分 always there. Right-align its column with `align: 'end'`. */
export const Money = ({ minor, currency = 'CNY', signed, bare, strong }: MoneyProps) => {
  const parts = moneyParts(minor, currency, useLocale(), signed)
  return (
    <span className={classes(styles.money, strong && styles.strong)}>
      {parts.sign}
      {!bare && <span className={styles.symbol}>{parts.symbol}</span>}
      {parts.whole}
      {parts.fraction && `.${parts.fraction}`}
    </span>
  )
}

/** Sums of several currencies, each on a line of its own. */
export const MoneySums = ({ sums }: { sums: readonly Amount[] }) => (
  <>
    {sums.map(({ minor, currency }) => (
      <span key={currency} className={styles.sum}>
        <Money minor={minor} currency={currency} />
      </span>
    ))}
  </>
)

/** The same as plain text, for a title, a button, an aria-label. */
export const useMoneyText = () => {
  const locale = useLocale()
  return (minor: Minor, currency: Currency = 'CNY', signed = false): string =>
    moneyText(minor, currency, locale, signed)
}
