import { useTranslations } from 'use-intl'
import { Muted } from '#app/ui/layout.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { doerText } from './act-words.ts'
import type { NamedRow } from './subject-names.server.ts'

/** Who did it, and for whom, when that was another. */
export const Doer = ({ record }: { record: NamedRow<{ actorName: string; onBehalfOf: string | null }> }) => {
  const t = useTranslations('audit')
  const words = useWordsText()
  const { actorName, onBehalfOf, principal } = record
  return (
    <>
      {doerText(t, actorName)}
      {onBehalfOf && <Muted> {t('on-behalf', { account: principal ? words(principal.name) : onBehalfOf })}</Muted>}
    </>
  )
}
