import { Link, useFetcher, useLocation } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { isAnswer, useAnswerErrors } from '../answer.ts'
import { Button } from '../button.tsx'
import { Popover } from '../popover.tsx'
import styles from './table.module.css'

/** A name for what a list shows; `search` is the address after '?'. */
type SavedView = { name: string; search: string }

/** A person's own views of this list, kept with their account. They come when the menu opens. */
export const TableViews = ({ name, params }: { name?: string; params: URLSearchParams }) => {
  const t = useTranslations('ui')
  const { pathname } = useLocation()
  const list = name ? `${pathname}#${name}` : pathname
  const views = useFetcher<SavedView[]>()
  const act = useFetcher<unknown>()
  const form = useRef<HTMLFormElement>(null)
  const own = Array.isArray(views.data) ? views.data : []
  const errors = Object.values(useAnswerErrors('ui', isAnswer(act.data) ? act.data : null))
  useEffect(() => {
    if (act.state === 'idle' && act.data === null) form.current?.reset()
  }, [act.state, act.data])
  return (
    <span data-needs="script">
      <Popover icon="list" size="small" label={t('table.views')} onOpen={() => views.load(paths.listViews(list))}>
        {(close) => (
          <>
            {views.data && own.length === 0 && <p className={styles.popNote}>{t('table.noViews')}</p>}
            <ul className={styles.popList}>
              {own.map((view) => (
                <li key={view.name}>
                  <Link
                    to={`?${view.search}`}
                    preventScrollReset
                    onClick={close}
                    aria-current={view.search === String(params) || undefined}
                  >
                    {view.name}
                  </Link>
                  <Button
                    type="button"
                    variant="text"
                    size="small"
                    icon="close"
                    label={t('table.forgetView', { name: view.name })}
                    onClick={() =>
                      act.submit(
                        { act: 'forget', list, name: view.name },
                        { method: 'post', action: paths.listViews() },
                      )
                    }
                  />
                </li>
              ))}
            </ul>
            <act.Form ref={form} method="post" action={paths.listViews()} className={styles.popRow}>
              <input type="hidden" name="list" value={list} />
              <input type="hidden" name="search" value={String(params)} />
              <input
                type="text"
                name="name"
                required
                maxLength={40}
                aria-label={t('table.viewName')}
                placeholder={t('table.viewName')}
              />
              <Button name="act" value="keep" size="small">
                {t('table.saveView')}
              </Button>
            </act.Form>
            {errors.map((error) => (
              <p key={error} className={styles.popNote} role="alert">
                {error}
              </p>
            ))}
          </>
        )}
      </Popover>
    </span>
  )
}
