import { Link, useLocation, useRouteLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Count } from '#app/ui/badge.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Mark } from './brand.tsx'
import { countsIn, placeIn } from './frame-place.ts'
import styles from './frame-rail.module.css'
import type { NavigationShown } from './navigation.ts'
import type { Waiting } from './waiting.server.ts'

/** These two are about others, not about oneself; a line stands before them. */
const forOthers = ['team', 'manage']

type RailProps = {
  sections: readonly NavigationShown[]
  /** Notices not read yet. */
  unread: number
}

/**
 * Left rail: the verbs, and under the open one its screens. Home has asked what waits for its own list, and the verbs
 * say then how much of it is theirs; no other page asks for that.
 */
export const FrameNavigation = ({ sections, unread }: RailProps) => {
  const t = useTranslations('shell')
  const home = useRouteLoaderData<{ waiting: readonly Waiting[] }>('shell/screens/home')
  const place = placeIn(sections, useLocation().pathname)
  const counts = countsIn(sections, home?.waiting.map(({ to }) => to) ?? [])
  const firstForOthers = sections.find((section) => forOthers.includes(section.label))?.label
  return (
    <nav className={styles.rail} aria-label={t('nav-label')}>
      <Link to={paths.home()} className={styles.brand}>
        <Mark />
        {t('product')}
      </Link>
      {sections.map((section) => (
        <div key={section.label} className={section.label === firstForOthers ? styles.apart : undefined}>
          <RailSection section={section} place={place} waiting={counts.get(section.label) ?? 0} unread={unread} />
        </div>
      ))}
    </nav>
  )
}

type SectionProps = Pick<RailProps, 'unread'> & {
  section: NavigationShown
  place: ReturnType<typeof placeIn>
  waiting: number
}
const RailSection = ({ section, place, waiting, unread }: SectionProps) => {
  const t = useTranslations('shell')
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
        {waiting > 0 && <Count value={waiting} label={t('nav.waiting')} />}
      </Link>
      {isOpen && !isAlone && (
        <ul className={styles.entries}>
          {section.entries.map((entry) => (
            <li key={entry.to}>
              <Link to={entry.to} prefetch="intent" aria-current={place.to === entry.to ? 'page' : undefined}>
                {t(`nav.${entry.label}`)}
                {entry.to === paths.notices() && unread > 0 && <Count value={unread} label={t('nav.unread')} />}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
