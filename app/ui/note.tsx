import type { ReactNode } from 'react'
import type { Tone } from './badge.tsx'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'
import styles from './note.module.css'

const icons: Record<Tone, IconName> = { ok: 'check-circle', warn: 'alert', bad: 'alert', plain: 'info' }

/** Said inside a page: what happened, why, and what to do. `live` when it appears after an act. */
export const Note = ({
  tone = 'plain',
  title,
  action,
  live,
  children,
}: {
  tone?: Tone
  title?: ReactNode
  action?: ReactNode
  live?: boolean
  children?: ReactNode
}) => (
  <div className={classes(styles.note, styles[tone])} role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}>
    <Icon name={icons[tone]} />
    <div className={styles.words}>
      {title && <b>{title}</b>}
      {children && <div>{children}</div>}
    </div>
    {action && <div className={styles.action}>{action}</div>}
  </div>
)
