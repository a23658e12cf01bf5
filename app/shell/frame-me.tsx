import { Form, useLocation, useRouteLoaderData } from '@remix-run/react'
import { useLocale, useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { buttonClass } from '#app/ui/button.tsx'
import { Face } from '#app/ui/face.tsx'
import { Menu } from '#app/ui/menu.tsx'
import styles from './frame-bar.module.css'

/** The address to come back to after a choice that belongs to no page. */
const Back = () => {
  const { pathname, search } = useLocation()
  return <input type="hidden" name="back" value={`${pathname}${search}`} />
}

/** The other language, in its own words. */
export const LanguageSwitch = () => {
  const t = useTranslations('shell')
  const locale = useLocale()
  const other = locale === 'en' ? 'zh-CN' : 'en'
  return (
    <Form method="post" action={paths.preferences()} preventScrollReset replace>
      <Back />
      <button name="language" value={other} lang={other} className={buttonClass({ variant: 'text' })}>
        {t('other-language')}
      </button>
    </Form>
  )
}

const icons = { system: 'settings', light: 'sun', dark: 'moon' } as const

/** As the system has it, light, or dark. */
export const ThemeSwitch = () => {
  const t = useTranslations('shell')
  const document = useRouteLoaderData<{ theme: string | null }>('root')
  const now = document?.theme ?? 'system'
  return (
    <Form method="post" action={paths.preferences()} preventScrollReset replace>
      <Back />
      <Menu
        label={t('theme.label')}
        quiet
        icon={now === 'dark' ? 'moon' : 'sun'}
        items={(['system', 'light', 'dark'] as const).map((theme) => ({
          label: t(`theme.${theme}`),
          icon: icons[theme],
          pressed: theme === now,
          submit: { name: 'theme', value: theme },
        }))}
      />
    </Form>
  )
}

/** Me: whose account this is, its password, and the way out. */
export const Me = ({ name }: { name: string }) => {
  const t = useTranslations('shell')
  return (
    <Form method="post" action={paths.signOut()}>
      <Menu
        className={styles.me}
        label={
          <>
            <Face name={name} />
            <span className={styles.name}>{name}</span>
          </>
        }
        items={[
          { label: t('change-password'), icon: 'lock', to: paths.changePassword() },
          'line',
          { label: t('sign-out'), icon: 'out', submit: { name: 'act', value: 'sign-out' } },
        ]}
      />
    </Form>
  )
}
