import { Form, useLocation } from '@remix-run/react'
import { useLocale, useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import styles from './frame.module.css'

/** Top bar: search, language, theme, me. */
export const FrameBar = ({ name }: { name: string }) => {
  const t = useTranslations('shell')
  const locale = useLocale()
  const { pathname, search } = useLocation()
  return (
    <header className={styles.bar}>
      <span className={styles.name}>{name}</span>
      <Form method="post" action={paths.preferences()} preventScrollReset>
        <input type="hidden" name="back" value={`${pathname}${search}`} />
        <button name="language" value={locale === 'en' ? 'zh-CN' : 'en'}>
          {t('other-language')}
        </button>
        <button name="theme" value="dark">
          {t('theme.dark')}
        </button>
        <button name="theme" value="light">
          {t('theme.light')}
        </button>
      </Form>
      <Form method="post" action={paths.signOut()}>
        <button>{t('sign-out')}</button>
      </Form>
    </header>
  )
}
