import { Link, useLocation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Icon } from '#app/ui/icon.tsx'
import { Popover } from '#app/ui/popover.tsx'
import styles from './frame-bottom.module.css'
import { placeIn } from './frame-place.ts'
import type { NavigationShown } from './navigation.ts'

/** Bottom bar of the phone: four verbs, and behind the fifth everything. */
export const FrameBottom = ({ sections }: { sections: readonly NavigationShown[] }) => {
  const t = useTranslations('shell')
  const place = placeIn(sections, useLocation().pathname)
  const inBar = sections.slice(0, sections.length > 5 ? 4 : 5)
  const isElsewhere = place !== null && !inBar.some((section) => section.label === place.section)
  return (
    <nav className={styles.bottom} aria-label={t('nav-label')}>
      {inBar.map((section) => (
        <Link
          key={section.label}
          to={section.entries[0]?.to ?? '/'}
          className={styles.verb}
          aria-current={place?.section === section.label ? 'page' : undefined}
        >
          <Icon name={section.icon} />
          {t(`nav.${section.label}`)}
        </Link>
      ))}
      <Popover
        className={isElsewhere ? `${styles.verb} ${styles.on}` : styles.verb}
        label={
          <>
            <Icon name="menu" />
            {t('nav.all')}
          </>
        }
      >
        {(close) => (
          <div className={styles.all}>
            {sections.map((section) => (
              <section key={section.label}>
                <h2>{t(`nav.${section.label}`)}</h2>
                <ul>
                  {section.entries.map((entry) => (
                    <li key={entry.to}>
                      <Link to={entry.to} onClick={close} aria-current={place?.to === entry.to ? 'page' : undefined}>
                        {t(`nav.${entry.label}`)}
                      </Link>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
        )}
      </Popover>
    </nav>
  )
}
