import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useStopsWhileScrolling } from '../tab-stop.ts'
import styles from './chart-frame.module.css'

export type ChartTable = { columns: readonly string[]; rows: readonly (readonly ReactNode[])[] }

export type ChartFrameProps = {
  /** The title states the finding: "Half of the bank scores between 82 and 90". */
  finding: ReactNode
  /** Of the axis: 分, %, people. */
  unit?: ReactNode
  /** How many stand behind it. */
  n?: number
  /** In words: "95 % interval 1.2 to 3.4". */
  interval?: ReactNode
  /** How to read this, in two sentences. */
  how?: ReactNode
  /** The figures behind the picture; the server sends them, the picture comes after. */
  table: ChartTable
  action?: ReactNode
  /** The picture, and under it what it says of itself. */
  children: ReactNode
}

/** A chart that can be argued with: finding, n, unit, interval, how to read it, and its figures. */
export const ChartFrame = ({ finding, unit, n, interval, how, table, action, children }: ChartFrameProps) => {
  const t = useTranslations('ui')
  const format = useFormatter()
  const facts = [unit, n !== undefined && t('chart.n', { n: format.number(n) }), interval].filter(Boolean)
  return (
    <figure className={styles.frame}>
      <figcaption className={styles.head}>
        <div>
          <h3>{finding}</h3>
          {facts.length > 0 && (
            <div className={styles.facts}>
              {facts.map((fact, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: at most three, always in this order
                <span key={place}>{fact}</span>
              ))}
            </div>
          )}
        </div>
        {action && <div className={styles.action}>{action}</div>}
      </figcaption>
      {children}
      <div className={styles.behind}>
        {how && (
          <details>
            <summary>{t('chart.how')}</summary>
            <p>{how}</p>
          </details>
        )}
        <details>
          <summary>{t('chart.table')}</summary>
          <Figures table={table} />
        </details>
      </div>
    </figure>
  )
}

const Figures = ({ table }: { table: ChartTable }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
  <div ref={useStopsWhileScrolling<HTMLDivElement>()} className={styles.scroll} tabIndex={0}>
    <table className={styles.table}>
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a picture do not move
          <tr key={line}>
            {row.map((cell, place) =>
              place === 0 ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <th key={place} scope="row">
                  {cell}
                </th>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={place}>{cell}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
