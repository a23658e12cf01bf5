import { useTranslations } from 'use-intl'
import type { Words as WordsValue } from '#app/kernel/words.ts'
import { Badge } from '#app/ui/badge.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { CoverageBadge } from './coverage-badge.tsx'
import type { Coverage } from './echelon.ts'
import styles from './echelon-lanes.module.css'

/** The target post in the middle: who holds it, how well it is covered, what it asks. */
export const EchelonTarget = ({
  post,
  unitName,
  holders,
  coverage,
  profile,
}: {
  post: { name: WordsValue; isKeyPost: boolean }
  unitName: WordsValue
  holders: number
  coverage: Coverage
  profile: readonly { id: string; name: WordsValue; level: number }[]
}) => {
  const t = useTranslations('talent')
  const words = useWordsText()
  return (
    <section className={styles.target} aria-label={t('echelons.target')}>
      <h2>{words(post.name)}</h2>
      <div className={styles.facts}>
        <span>{words(unitName)}</span>
        <span>{t('board.holders', { count: holders })}</span>
        {post.isKeyPost && <Badge icon="flag">{t('board.key-post')}</Badge>}
        <CoverageBadge coverage={coverage} />
      </div>
      <ul className={styles.asked}>
        {profile.map((each) => (
          <li key={each.id}>{t('board.asks', { name: words(each.name), level: each.level })}</li>
        ))}
      </ul>
    </section>
  )
}
