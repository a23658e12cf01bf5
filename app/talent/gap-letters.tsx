import { useTranslations } from 'use-intl'
import type { Words as WordsValue } from '#app/kernel/words.ts'
import { useWordsText } from '#app/ui/words.tsx'
import { type Gap, gapKinds } from './gap.ts'
import styles from './gap-letters.module.css'

const mark = ({ kind, missing }: Gap) => (kind === 'met' ? '✓' : kind === 'unknown' ? '?' : `−${missing}`)

/** One character of a Chinese name tells it apart; of a Latin one, the first two. */
const letterOf = (name: string) => (/^[A-Za-z]/.test(name) ? name.slice(0, 2) : ([...name][0] ?? ''))

/** Gaps as coloured letters: the competency's first character, and beside it how many levels are missing. */
export const GapLetters = ({
  gaps,
  competencies,
}: {
  gaps: readonly Gap[]
  competencies: readonly { id: string; name: WordsValue }[]
}) => {
  const t = useTranslations('talent')
  const words = useWordsText()
  if (gaps.length === 0) return <span className={styles.none}>{t('gap.no-profile')}</span>
  return (
    <ul className={styles.letters}>
      {gaps.map((gap) => {
        const name = words(competencies.find(({ id }) => id === gap.competencyId)?.name ?? {})
        const said = t('gap.said', { name, needs: gap.needs, has: gap.has ?? 0, kind: gap.kind })
        return (
          <li key={gap.competencyId} className={styles[gap.kind]} title={said}>
            <span aria-hidden="true">
              {letterOf(name)}
              <sub>{mark(gap)}</sub>
            </span>
            <span className={styles.unseen}>{said}</span>
          </li>
        )
      })}
    </ul>
  )
}

/** What the letters mean. */
export const GapLegend = () => {
  const t = useTranslations('talent')
  const samples = { met: '✓', near: '−1', far: '−2', unknown: '?' }
  return (
    <ul className={styles.legend}>
      {gapKinds.map((kind) => (
        <li key={kind}>
          <span className={styles[kind]} aria-hidden="true">
            {samples[kind]}
          </span>{' '}
          {t(`gap.kinds.${kind}`)}
        </li>
      ))}
    </ul>
  )
}
