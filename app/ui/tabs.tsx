import { NavLink } from '@remix-run/react'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { Count } from './badge.tsx'
import styles from './tabs.module.css'

export type LinkTab = {
  to: string
  title: ReactNode
  count?: number /** Only this very address, not those below it. */
  end?: boolean
}

/** Tabs that are pages: each has its address. `to` may be relative, or '?tab=…' beside what the address says. */
export const LinkTabs = ({
  label,
  tabs,
  current,
}: {
  label: string
  tabs: readonly LinkTab[] /** The open one, where search parameters decide. */
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

export type PanelTab = { key: string; title: ReactNode; panel: ReactNode }

/** Tabs inside a page, where an address would say too much. Arrow keys move; all panels come from the server. */
export const PanelTabs = ({
  label,
  tabs,
  defaultKey,
}: {
  label: string
  tabs: readonly PanelTab[]
  defaultKey?: string
}) => {
  const id = useId()
  const [open, setOpen] = useState(defaultKey ?? tabs[0]?.key)
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const here = tabs.findIndex((tab) => tab.key === open)
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = tabs[(to + tabs.length) % tabs.length]
    if (!next) return
    setOpen(next.key)
    document.getElementById(`${id}-${next.key}`)?.focus()
  }
  return (
    <div>
      <div className={styles.tabs} role="tablist" aria-label={label} onKeyDown={walk}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            id={`${id}-${tab.key}`}
            type="button"
            role="tab"
            aria-selected={tab.key === open}
            aria-controls={`${id}-${tab.key}-panel`}
            tabIndex={tab.key === open ? 0 : -1}
            className={tab.key === open ? `${styles.tab} ${styles.on}` : styles.tab}
            onClick={() => setOpen(tab.key)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.key}
          id={`${id}-${tab.key}-panel`}
          role="tabpanel"
          aria-labelledby={`${id}-${tab.key}`}
          hidden={tab.key !== open}
          className={styles.panel}
        >
          {tab.panel}
        </div>
      ))}
    </div>
  )
}
