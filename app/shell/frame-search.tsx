import { Form } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Icon } from '#app/ui/icon.tsx'
import { Kbd } from '#app/ui/keys.tsx'
import styles from './frame-bar.module.css'

/** Search from everywhere: a form that asks `to`, under Ctrl-K or ⌘K. The hint is its own element: no placeholder can be shorter on a phone. */
export const FrameSearch = ({ to }: { to: string }) => {
  const t = useTranslations('shell')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      field.current?.select()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
  return (
    <Form method="get" action={to} role="search" aria-label={t('search')} className={styles.search}>
      <Icon name="search" size={16} />
      <input ref={field} type="search" name="q" placeholder=" " aria-label={t('search')} autoComplete="off" />
      <span className={styles.hint} aria-hidden="true">
        <span>{t('search')}</span>
        <span>{t('search-short')}</span>
      </span>
      <span className={styles.keys} aria-hidden="true">
        <Kbd keys={['Ctrl', 'K']} />
      </span>
    </Form>
  )
}
