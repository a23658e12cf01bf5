import { useTranslations } from 'use-intl'
import { classes } from '../classes.ts'
import styles from './meter.module.css'

export type MeterProps = {
  value: number
  max?: number
  /** What is measured, for those who hear it. */
  label: string
  tone?: 'ok' | 'warn' | 'bad' | 'plain'
  /** A second mark on the same scale: the plan, the self review. */
  ghost?: number
  size?: 'thin' | 'normal'
}

const percent = (value: number, max: number): string =>
  `${max > 0 ? Math.min(100, Math.max(0, (value / max) * 100)) : 0}%`

/** How far: a bar whose words stand beside it. */
export const Meter = ({ value, max = 100, label, tone = 'ok', ghost, size = 'normal' }: MeterProps) => {
  const t = useTranslations('ui')
  const height = size === 'thin' ? 3 : 6
  return (
    // biome-ignore lint/a11y/useSemanticElements: the browser's own meter cannot carry a second mark nor our colours
    <svg
      className={classes(styles.meter, styles[tone])}
      width="100%"
      height={height + 4}
      role="meter"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuetext={t('meter.of', { value, max })}
    >
      <rect className={styles.track} y="2" width="100%" height={height} rx={height / 2} />
      <rect className={styles.fill} y="2" width={percent(value, max)} height={height} rx={height / 2} />
      {ghost !== undefined && (
        <line className={styles.ghost} x1={percent(ghost, max)} x2={percent(ghost, max)} y1="0" y2={height + 4} />
      )}
    </svg>
  )
}
