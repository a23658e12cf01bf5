import { Link } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './button.tsx'
import { Popover } from './popover.tsx'
import styles from './table.module.css'

/** A name for what a list shows; `search` is the address after '?'. */
export type SavedView = { name: string; search: string }

const keyOf = (name?: string) => `view:${window.location.pathname}:${name ?? ''}`

const readViews = (text: string | null): SavedView[] => {
  try {
    const found: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(found)
      ? found.filter((each): each is SavedView => typeof each?.name === 'string' && typeof each?.search === 'string')
      : []
  } catch {
    // Another program's value under our key: begin again.
    return []
  }
}

/** The product's views, and this person's own, which their browser keeps. */
export const TableViews = ({
  views,
  name,
  params,
}: {
  views: readonly SavedView[]
  name?: string
  params: URLSearchParams
}) => {
  const t = useTranslations('ui')
  const [own, setOwn] = useState<readonly SavedView[]>([])
  const [title, setTitle] = useState('')
  useEffect(() => setOwn(readViews(localStorage.getItem(keyOf(name)))), [name])
  const keep = (next: readonly SavedView[]) => {
    localStorage.setItem(keyOf(name), JSON.stringify(next))
    setOwn(next)
  }
  return (
    <Popover icon="list" size="small" label={t('table.views')}>
      {(close) => (
        <>
          <ul className={styles.popList}>
            {[...views, ...own].map((view) => (
              <li key={view.name}>
                <Link
                  to={`?${view.search}`}
                  preventScrollReset
                  onClick={close}
                  aria-current={view.search === String(params) || undefined}
                >
                  {view.name}
                </Link>
                {own.includes(view) && (
                  <Button
                    type="button"
                    variant="text"
                    size="small"
                    icon="close"
                    label={t('table.forgetView', { name: view.name })}
                    onClick={() => keep(own.filter((each) => each !== view))}
                  />
                )}
              </li>
            ))}
          </ul>
          <form
            data-needs="script"
            className={styles.popRow}
            onSubmit={(event) => {
              event.preventDefault()
              if (!title.trim()) return
              keep([
                ...own.filter((each) => each.name !== title.trim()),
                { name: title.trim(), search: String(params) },
              ])
              setTitle('')
            }}
          >
            <input
              type="text"
              value={title}
              maxLength={40}
              aria-label={t('table.viewName')}
              placeholder={t('table.viewName')}
              onChange={(event) => setTitle(event.target.value)}
            />
            <Button type="submit" size="small">
              {t('table.saveView')}
            </Button>
          </form>
          <p className={styles.popNote} data-needs="script">
            {t('table.viewsKept')}
          </p>
        </>
      )}
    </Popover>
  )
}
