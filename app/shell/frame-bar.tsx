import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Mark } from './brand.tsx'
import styles from './frame-bar.module.css'
import { LanguageSwitch, Me, ThemeSwitch } from './frame-me.tsx'
import { FrameSearch } from './frame-search.tsx'

export type FrameBarProps = {
  name: string
  /** The person acts in another's name by delegation. */
  actsFor: boolean
  /** Address of the search; the field is there once there is one. */
  search?: string
  /** Notices not read yet, with the address of all. */
  notices?: { to: string; unread: number }
}

/** Top bar: search, notices, language, theme, me. */
export const FrameBar = ({ name, actsFor, search, notices }: FrameBarProps) => {
  const t = useTranslations('shell')
  return (
    <header className={styles.bar}>
      <Link to={paths.home()} className={styles.mark} aria-label={t('product')}>
        <Mark />
      </Link>
      {search && <FrameSearch to={search} />}
      <div className={styles.end}>
        {actsFor && (
          <Badge tone="warn" icon="people">
            {t('acts-for')}
          </Badge>
        )}
        {notices && (
          <Link to={notices.to} className={styles.bell} aria-label={t('notices', { unread: notices.unread })}>
            <Icon name="bell" />
            {notices.unread > 0 && <span aria-hidden="true">{notices.unread > 99 ? '99+' : notices.unread}</span>}
          </Link>
        )}
        <LanguageSwitch />
        <ThemeSwitch />
        <Me name={name} />
      </div>
    </header>
  )
}
