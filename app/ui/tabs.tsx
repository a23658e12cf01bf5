import { NavLink } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Count } from './badge.tsx'
import styles from './tabs.module.css'

export type LinkTab = {
  to: string
  title: ReactNode
  count?: number
  /** Only this very address, not those below it. */
  end?: boolean
}

/** Tabs that are pages: each has its address. `to` may be relative, or '?tab=…' beside what the address says. */
export const LinkTabs = ({
  label,
  tabs,
  current,
}: {
  label: string
  tabs: readonly LinkTab[]
  /** The open one, where search parameters decide. */
  current?: string
}) => (
  <nav className={styles.tabs} aria-label={label}>
    {tabs.map((tab) => (
      <NavLink
        key={tab.to}
        to={tab.to}
        end={tab.end}
        preventScrollReset
        className={({ isActive }) =>
          (current === undefined ? isActive : current === tab.to) ? `${styles.tab} ${styles.on}` : (styles.tab ?? '')
        }
        {...(current === undefined ? {} : { 'aria-current': current === tab.to ? 'page' : undefined })}
      >
        {tab.title}
        {tab.count !== undefined && <Count value={tab.count} />}
      </NavLink>
    ))}
  </nav>
)
