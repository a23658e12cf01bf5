import type { ReactNode } from 'react'
import styles from './badge.module.css'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'

export type Tone = 'ok' | 'warn' | 'bad' | 'plain'

/** A state in one or two words. The words carry it; tone and mark only help. */
export const Badge = ({ tone = 'plain', icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) => (
  <span className={classes(styles.badge, styles[tone])}>
    {icon && <Icon name={icon} size={16} />}
    {children}
  </span>
)

/** How many are waiting, beside the thing that they wait for. */
export const Count = ({ value, label }: { value: number; label?: string }) => (
  <span className={styles.count}>
    {value > 99 ? '99+' : value}
    {label && <span className={styles.unseen}> {label}</span>}
  </span>
)
