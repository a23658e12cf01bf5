import { Link } from '@remix-run/react'
import { type ReactNode, useId } from 'react'
import type { Currency } from '#app/kernel/currency.ts'
import type { Minor } from '#app/kernel/money.ts'
import { classes } from '../classes.ts'
import { Money } from '../money.tsx'
import styles from './waterfall.module.css'
import { type BarKind, placeBars } from './waterfall-bars.ts'

export type WaterfallBar = {
  key: string
  label: ReactNode
  /** Signed: what it adds or takes; for a sum, where it stands. */
  minor: Minor
  kind?: BarKind
  /** Opens it into its steps. */
  to?: string
}

/** From base to payable, one line each: the amounts are the table, the bars only show them. */
export const Waterfall = ({
  label,
  bars,
  currency = 'CNY',
  selected,
}: {
  /** What the whole is, for those who hear it. */
  label: string
  bars: readonly WaterfallBar[]
  currency?: Currency
  /** Key of the opened bar. */
  selected?: string
}) => {
  const hatch = `hatch${useId().replace(/\W/g, '')}`
  const places = placeBars(bars.map(({ minor, kind = 'part' }) => ({ minor, kind })))
  return (
    <div className={styles.room}>
      <table className={styles.fall} aria-label={label}>
        <tbody>
          {bars.map(({ key, label: name, minor, kind = 'part', to }, index) => {
            const place = places[index] ?? { from: 0, width: 0, less: false }
            return (
              <tr
                key={key}
                className={classes(
                  kind === 'sum' && styles.sum,
                  kind === 'held' && styles.held,
                  to && styles.linked,
                  key === selected && styles.selected,
                )}
              >
                <th scope="row">
                  {to ? (
                    <Link to={to} preventScrollReset aria-current={key === selected || undefined}>
                      {name}
                    </Link>
                  ) : (
                    name
                  )}
                </th>
                <td className={styles.track}>
                  <svg width="100%" height="14" aria-hidden="true">
                    {kind === 'held' && (
                      <defs>
                        <pattern
                          id={`${hatch}-${index}`}
                          width="6"
                          height="6"
                          patternUnits="userSpaceOnUse"
                          patternTransform="rotate(45)"
                        >
                          <rect width="3" height="6" className={styles.hatch} />
                        </pattern>
                      </defs>
                    )}
                    <rect
                      x={`${place.from}%`}
                      width={`${Math.max(place.width, 0.3)}%`}
                      height="14"
                      rx="2"
                      {...(kind === 'held'
                        ? { fill: `url(#${hatch}-${index})` }
                        : {
                            className: classes(styles.bar, kind === 'sum' ? styles.sumBar : place.less && styles.less),
                          })}
                    />
                  </svg>
                </td>
                <td className={styles.amount}>
                  <Money
                    minor={minor}
                    currency={currency}
                    bare={kind !== 'sum'}
                    signed={index > 0 && kind !== 'sum'}
                    strong={kind === 'sum'}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
