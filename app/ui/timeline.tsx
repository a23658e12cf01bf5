import type { ReactNode } from 'react'
import type { Day, Instant } from '#app/kernel/day.ts'
import type { Tone } from './badge.tsx'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'
import { Spoken } from './spoken.tsx'
import styles from './timeline.module.css'
import { When } from './when.tsx'

export type TimelineItem = {
  key: string
  at?: Instant | Day
  /** In place of a single time: "from … to …". */
  span?: ReactNode
  title: ReactNode
  text?: ReactNode
  tone?: Tone
  icon?: IconName
  action?: ReactNode
}

/** What happened, in order, along one line. */
export const Timeline = ({ items }: { items: readonly TimelineItem[] }) => (
  <ol className={styles.timeline}>
    {items.map((item) => (
      <li key={item.key} className={classes(styles.item, styles[item.tone ?? 'plain'])}>
        <span className={styles.dot} aria-hidden="true">
          {item.icon && <Icon name={item.icon} size={16} />}
        </span>
        <div className={styles.words}>
          <div className={styles.title}>
            <Spoken>{item.title}</Spoken>
          </div>
          {item.text && (
            <div className={styles.text}>
              <Spoken>{item.text}</Spoken>
            </div>
          )}
          {item.action && <div className={styles.action}>{item.action}</div>}
        </div>
        <div className={styles.when}>{item.span ?? (item.at !== undefined && <When at={item.at} />)}</div>
      </li>
    ))}
  </ol>
)
