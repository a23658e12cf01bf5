import { NavLink } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import styles from './frame.module.css'
import type { NavigationSection } from './navigation.ts'

/** Left rail: the verbs, and under the open one its screens. */
export const FrameNavigation = ({ sections }: { sections: readonly NavigationSection[] }) => {
  const t = useTranslations('shell')
  return (
    <nav className={styles.rail} aria-label={t('nav-label')}>
      {sections.map((section) => (
        <div key={section.label}>
          <p className={styles.verb}>{t(`nav.${section.label}`)}</p>
          {section.entries.map((entry) => (
            <NavLink key={entry.to} to={entry.to} end={entry.to === '/'} className={styles.entry}>
              {t(`nav.${entry.label}`)}
            </NavLink>
          ))}
        </div>
      ))}
    </nav>
  )
}
