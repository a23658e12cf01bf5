import type { ReactNode } from 'react'
import styles from './empty.module.css'
import { Icon, type IconName } from './icon.tsx'

/** Nothing here: why it is empty, and what to do. */
export const Empty = ({
  title,
  why,
  action,
  icon,
}: {
  title: ReactNode
  why?: ReactNode
  action?: ReactNode
  icon?: IconName
}) => (
  <div className={styles.empty}>
    {icon && <Icon name={icon} size={32} />}
    <p className={styles.title}>{title}</p>
    {why && <p className={styles.why}>{why}</p>}
    {action && <div className={styles.action}>{action}</div>}
  </div>
)
