import type { ReactNode } from 'react'
import styles from './stat.module.css'

export type StatProps = {
  label: ReactNode
  /** Text, Money or Figure. */
  value: ReactNode
  /** Small, after the figure: "/ 60 hours". */
  unit?: ReactNode
  /** A Badge beside it: what changed. */
  change?: ReactNode
  /** A line under it. */
  note?: ReactNode
  /** A Meter or Spark. */
  children?: ReactNode
}

/** A number that matters: large, its label small and above. */
export const Stat = ({ label, value, unit, change, note, children }: StatProps) => (
  <div className={styles.stat}>
    <div className={styles.label}>{label}</div>
    <div className={styles.line}>
      <span className={styles.value}>{value}</span>
      {unit && <span className={styles.unit}>{unit}</span>}
      {change}
    </div>
    {children && <div className={styles.picture}>{children}</div>}
    {note && <div className={styles.label}>{note}</div>}
  </div>
)

/** Several in a row with a line between, under each other on the phone. */
export const Stats = ({ children }: { children: ReactNode }) => <div className={styles.stats}>{children}</div>
