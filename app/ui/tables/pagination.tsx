import { Link, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { classes } from '../classes.ts'
import { Icon } from '../icon.tsx'
import { pagesAround } from './pages.ts'
import styles from './pagination.module.css'
import { hrefWith } from './table-state.ts'

export type PaginationProps = {
  page: number
  size: number
  total: number
  /** The parameter in the address; 'page' unless said. */
  param?: string
}

/** Links to the pages of a list; nothing when there is only one. */
export const Pagination = ({ page, size, total, param = 'page' }: PaginationProps) => {
  const t = useTranslations('ui')
  const [params] = useSearchParams()
  const last = Math.max(1, Math.ceil(total / size))
  if (last === 1 && page === 1) return null
  const to = (each: number) => hrefWith(params, { [param]: each === 1 ? null : String(each) })
  return (
    <nav className={styles.pages} aria-label={t('pages.label')}>
      <span className={styles.range}>
        {t('pages.range', { from: Math.min(total, (page - 1) * size + 1), to: Math.min(total, page * size), total })}
      </span>
      {page > 1 && (
        <Link to={to(page - 1)} rel="prev" aria-label={t('pages.before')}>
          <Icon name="left" size={16} />
        </Link>
      )}
      {pagesAround(page, last).map((each, place) =>
        each === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a gap is known by its place
          <span key={`gap-${place}`} className={styles.gap} aria-hidden="true">
            …
          </span>
        ) : (
          <Link
            key={each}
            to={to(each)}
            className={classes(each !== 1 && each !== last && each !== page && styles.far)}
            aria-current={each === page ? 'page' : undefined}
            aria-label={t('pages.page', { page: each })}
          >
            {each}
          </Link>
        ),
      )}
      {page < last && (
        <Link to={to(page + 1)} rel="next" aria-label={t('pages.after')}>
          <Icon name="right" size={16} />
        </Link>
      )}
    </nav>
  )
}
