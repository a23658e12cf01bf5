import { Fragment } from 'react'
import { useTranslations } from 'use-intl'
import { useWordsText } from '#app/ui/words.tsx'
import type { TemplateLine } from '../template.ts'
import { headLines } from './head-words.ts'
import styles from './score-grid.module.css'

/** The KPIs with their weights, between the person and what comes of them. */
export const GridHead = ({ lines }: { lines: readonly TemplateLine[] }) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  return (
    <thead>
      <tr>
        <th scope="col">{t('person.name')}</th>
        {lines.map((line) => (
          <th key={line.kpi} scope="col">
            <HeadName name={words(line.name)} />
            <br />
            {line.weightBp / 100}%
          </th>
        ))}
        <th scope="col" className={styles.end}>
          {t('score')}
          <br />
          {t('rating')}
        </th>
      </tr>
    </thead>
  )
}

/** Kept together line by line, which makes the column as wide as the longest of them; a wider one takes fewer lines. */
const HeadName = ({ name }: { name: string }) => {
  const lines = headLines(name)
  if (lines.length === 1) return <>{name}</>
  return (
    <>
      {lines.map((line) => (
        <Fragment key={line}>
          <span className={styles.nowrap}>{line.trimEnd()}</span>
          {line.endsWith(' ') ? ' ' : <wbr />}
        </Fragment>
      ))}
    </>
  )
}
