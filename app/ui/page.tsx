import { Link } from '@remix-run/react'
import { Fragment, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from './classes.ts'
import { ErrorSummary, type FormErrors, PageErrors } from './form.tsx'
import { AsksOnLeaving } from './leave-asks.tsx'
import styles from './page.module.css'
import { Spoken } from './spoken.tsx'

export type Crumb = { title: ReactNode; to?: string }

export type PageProps = {
  /** What this is. */
  title: ReactNode
  /** The state in words: who must do what by when. */
  state?: ReactNode
  /** The way here, outermost first, without the page itself. */
  crumbs?: readonly Crumb[]
  /** One primary action, at most two others before it. */
  action?: ReactNode
  /** A Seal, stamped where the title ends; among the buttons it would look like one. */
  seal?: ReactNode
  /** A figure that matters more than the title, large under it. */
  figure?: ReactNode
  /** reading: 960 px, one column of text or one statement · normal: 1,200 px · wide: grids, all there is. */
  width?: 'reading' | 'normal' | 'wide'
  /** The page is no taller than a window of some size: what stands in its columns scrolls by itself. */
  fits?: boolean
  /** Link tabs of this page. */
  tabs?: ReactNode
  /** What an act of the page was refused for, said on top: for a page of several forms, or of buttons alone. */
  errors?: FormErrors
  children: ReactNode
}

const none: FormErrors = {}

export const Page = ({
  title,
  state,
  crumbs,
  action,
  seal,
  figure,
  width = 'normal',
  fits,
  tabs,
  errors = none,
  children,
}: PageProps) => (
  <PageErrors.Provider value={errors}>
    <div className={classes(styles.page, styles[width])} data-fits={fits || undefined}>
      <header className={classes(styles.head, Boolean(seal) && styles.sealed)}>
        <div className={styles.words}>
          {crumbs && crumbs.length > 0 && <Crumbs crumbs={crumbs} />}
          <h1>
            <Spoken>{title}</Spoken>
          </h1>
          {seal && <div className={styles.seal}>{seal}</div>}
          {figure && <div className={styles.figure}>{figure}</div>}
          {state && <p className={styles.state}>{state}</p>}
        </div>
        {action && <div className={styles.action}>{action}</div>}
      </header>
      {tabs && <div className={styles.tabs}>{tabs}</div>}
      {Object.keys(errors).length > 0 && (
        <div className={styles.errors}>
          <ErrorSummary errors={errors} />
        </div>
      )}
      <AsksOnLeaving>{children}</AsksOnLeaving>
    </div>
  </PageErrors.Provider>
)

export const Crumbs = ({ crumbs }: { crumbs: readonly Crumb[] }) => {
  const t = useTranslations('ui')
  return (
    <nav className={styles.crumbs} aria-label={t('page.crumbs')}>
      {crumbs.map((crumb, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path's steps are known by their place
        <Fragment key={index}>
          {index > 0 && <span aria-hidden="true"> / </span>}
          {crumb.to ? (
            <Link to={crumb.to}>
              <Spoken>{crumb.title}</Spoken>
            </Link>
          ) : (
            <span>
              <Spoken>{crumb.title}</Spoken>
            </span>
          )}
        </Fragment>
      ))}
    </nav>
  )
}
