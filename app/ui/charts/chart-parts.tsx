import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../classes.ts'
import styles from './chart-frame.module.css'

export type SeriesTone = 1 | 2 | 3 | 4 | 5 | 6
export type Series = {
  key: string
  title: string
  /** Which of the six data colours; in order unless said. */
  tone?: SeriesTone
  /** Drawn with dashes: a plan, the period before. */
  dashed?: boolean
}

/** A data colour as an attribute. */
export const inkOf = (series: Series, place: number): string => `var(--d${series.tone ?? (place % 6) + 1})`

/** Holds a chart's place on the server and until its code has come; the figures behind it are there already. */
export const AfterMount = ({
  height,
  label,
  children,
}: {
  height: 240 | 320
  label: string
  children: () => ReactNode
}) => {
  const t = useTranslations('ui')
  const [mounted, setMounted] = useState(false)
  useEffect(() => setMounted(true), [])
  const box = classes(styles.picture, height === 320 ? styles.h320 : styles.h240)
  const waiting = (
    <div className={classes(box, styles.waiting)} aria-busy="true">
      <span>{t('chart.loading')}</span>
    </div>
  )
  if (!mounted) return waiting
  return (
    <Suspense fallback={waiting}>
      <div className={box} role="img" aria-label={label}>
        {children()}
      </div>
    </Suspense>
  )
}

/** Which colour is which; nothing for a single series, whose name stands in the title. */
export const Legend = ({ series }: { series: readonly Series[] }) =>
  series.length > 1 && (
    <ul className={styles.legend}>
      {series.map((each, place) => (
        <li key={each.key}>
          <Swatch series={each} place={place} />
          {each.title}
        </li>
      ))}
    </ul>
  )

export const Swatch = ({ series, place }: { series: Series; place: number }) => (
  <svg width="14" height="10" aria-hidden="true">
    {series.dashed ? (
      <line x2="14" y1="5" y2="5" stroke={inkOf(series, place)} strokeWidth="2" strokeDasharray="4 3" />
    ) : (
      <rect width="10" height="10" x="2" rx="2" fill={inkOf(series, place)} />
    )}
  </svg>
)
