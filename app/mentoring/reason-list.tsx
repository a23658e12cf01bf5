import { useTranslations } from 'use-intl'
import type { Words } from '#app/kernel/words.ts'
import { useWordsText } from '#app/ui/words.tsx'
import type { MatchReason } from './matching.ts'
import styles from './reason-list.module.css'

/** Why two people fit, each reason with its points. */
export const ReasonList = ({
  reasons,
  competencies,
}: {
  reasons: readonly MatchReason[]
  competencies: readonly { id: string; name: Words }[]
}) => {
  const t = useTranslations('mentoring')
  const words = useWordsText()
  const named = (reason: MatchReason) => {
    const name = competencies.find(({ id }) => id === reason.detail?.competencyId)?.name
    const key = `reasons.${reason.rule}`
    return t.has(key)
      ? t(key, { rank: 0, level: 0, ...reason.detail, competency: name ? words(name) : '' })
      : t('reasons.other')
  }
  if (reasons.length === 0) return <span className={styles.none}>{t('reasons.none')}</span>
  return (
    <ul className={styles.reasons}>
      {reasons.map((reason) => (
        <li key={`${reason.rule} ${reason.detail?.competencyId ?? ''}`}>
          {named(reason)} <span className={styles.points}>+{reason.weight}</span>
        </li>
      ))}
    </ul>
  )
}
