import { useTranslations } from 'use-intl'
import { Muted } from '#app/ui/layout.tsx'

/** Who did it; the bank's own machinery and someone acting for another say so. */
export const Doer = ({ record }: { record: { actorName: string; onBehalfOf: string | null } }) => {
  const t = useTranslations('audit')
  return (
    <>
      {record.actorName === 'system' ? t('system') : record.actorName}
      {record.onBehalfOf && <Muted> {t('on-behalf', { account: record.onBehalfOf })}</Muted>}
    </>
  )
}
