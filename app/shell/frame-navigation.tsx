import { Link, useLocation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Icon } from '#app/ui/icon.tsx'
import { Mark } from './brand.tsx'
import { placeIn } from './frame-place.ts'
import styles from './frame-rail.module.css'
import type { NavigationSection } from './navigation.ts'

/** These two are about others, not about oneself; a line stands before them. */
const forOthers = ['team', 'manage']

/** Left rail: the verbs, and under the open one its screens. */
export const FrameNavigation = ({ sections }: { sections: readonly NavigationSection[] }) => {
  const t = useTranslations('shell')
  const firstForOthers = sections.find((section) => forOthers.includes(section.label))?.label
  return (
    <nav className={styles.rail} aria-label={t('nav-label')}>
      <Link to={paths.home()} className={styles.brand}>
        <Mark />
        {t('product')}
      </Link>
      {sections.map((section) => (
        <div key={section.label} className={section.label === firstForOthers ? styles.apart : undefined}>
          <RailSection section={section} sections={sections} />
        </div>
      ))}
    </nav>
  )
}

const RailSection = ({ section, sections }: { section: NavigationSection; sections: readonly NavigationSection[] }) => {
  const t = useTranslations('shell')
  const place = placeIn(sections, useLocation().pathname)
  const isOpen = place?.section === section.label
  const first = section.entries[0]
  if (!first) return null
  const isAlone = section.entries.length === 1
  return (
    <>
      <Link
        to={first.to}
        prefetch="intent"
        className={styles.verb}
        data-open={isOpen ? '' : undefined}
        aria-current={isOpen && (isAlone || place.to === first.to) ? 'page' : undefined}
      >
        <Icon name={section.icon} size={16} />
        {t(`nav.${section.label}`)}
      </Link>
      {isOpen && !isAlone && (
        <ul className={styles.entries}>
          {section.entries.map((entry) => (
            <li key={entry.to}>
              <Link to={entry.to} prefetch="intent" aria-current={place.to === entry.to ? 'page' : undefined}>
                {t(`nav.${entry.label}`)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
