import { useTranslations } from 'use-intl'
import { Note } from '#app/ui/note.tsx'
import { useWhenText } from '#app/ui/when.tsx'
import type { ChainVerified } from './chain-check.ts'

/** Up to where the chain is known to hold. */
export const ChainNote = ({ verified }: { verified: ChainVerified | null }) => {
  const t = useTranslations('audit.chain')
  const when = useWhenText()
  if (!verified || (verified.upTo === 0 && !verified.broken)) return <Note title={t('not-yet')} />
  if (verified.broken)
    return (
      <Note tone="bad" title={t('broken', { seq: verified.broken.seq })}>
        {t(`why.${verified.broken.kind}`)} {t('what-to-do')}
      </Note>
    )
  return (
    <Note tone="ok" title={t('whole', { seq: verified.upTo, when: when({ at: verified.at }) })}>
      {verified.erased > 0 && t('erased', { count: verified.erased })}
    </Note>
  )
}
