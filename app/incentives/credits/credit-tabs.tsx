import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { LinkTabs } from '#app/ui/tabs.tsx'

/** What a piece rate pays, and what it is measured against: two pages of one subject. */
export const CreditTabs = () => {
  const t = useTranslations('incentives')
  return (
    <LinkTabs
      label={t('credits.title')}
      tabs={[
        { to: paths.credits(), title: t('credits.title'), end: true },
        { to: paths.productTargets(), title: t('targets.title'), end: true },
      ]}
    />
  )
}
