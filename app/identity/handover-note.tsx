import { useTranslations } from 'use-intl'
import { Facts } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'

/** The password to hand over: shown once, kept nowhere. */
export const HandoverNote = ({ signInName, password }: { signInName: string; password: string }) => {
  const t = useTranslations('identity')
  return (
    <Note tone="ok" title={t('handover.title')} live>
      <p>{t('handover.what')}</p>
      <Facts
        facts={[
          { label: t('account.sign-in-name'), value: <code>{signInName}</code> },
          { label: t('handover.password'), value: <code>{password}</code> },
        ]}
      />
    </Note>
  )
}
