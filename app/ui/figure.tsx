import type { ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { numberText } from '#app/kernel/intl.ts'
import { classes } from './classes.ts'
import { Unseen } from './layout.tsx'
import styles from './money.module.css'

/** Seen as a dash, heard as "none". */
const Missing = () => {
  const t = useTranslations('ui')
  return (
    <>
      <span aria-hidden="true">—</span>
      <Unseen>{t('none')}</Unseen>
    </>
  )
}

export type FigureProps = {
  /** A number, or an exact decimal as text ('87.4'). */
  value: number | string | null | undefined
  /** Digits after the point, always shown; a score has 2. */
  digits?: number
  unit?: ReactNode
  /** The value is a fraction of one: 0.35 → 35%. */
  percent?: boolean
  signed?: boolean
  strong?: boolean
}

/** A number that is not money: score, count, rate. Missing is an em dash. */
export const Figure = ({ value, digits = 0, unit, percent, signed, strong }: FigureProps) => {
  const locale = useLocale()
  if (value === null || value === undefined || value === '') return <Missing />
  const text = numberText(value, locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    style: percent ? 'percent' : 'decimal',
    signDisplay: signed ? 'exceptZero' : 'auto',
  })
  return (
    <span className={classes(styles.figure, strong && styles.strong)}>
      {text}
      {unit && <span className={styles.unit}>{unit}</span>}
    </span>
  )
}
