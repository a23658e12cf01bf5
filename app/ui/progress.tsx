import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import meter from './charts/meter.module.css'

export type ProgressProps = {
  done: number
  total: number
  /** What is being done: "Paying statements". */
  label: string
  /** What remains in better words than a count: "about 40 s". */
  left?: ReactNode
}

/** Work under way: how much is done, how much is left. */
export const Progress = ({ done, total, label, left }: ProgressProps) => {
  const t = useTranslations('ui')
  const format = useFormatter()
  const share = total > 0 ? Math.min(1, done / total) : 0
  return (
    <div className={meter.progress}>
      <div className={meter.words}>
        <span>{label}</span>
        <span>
          {t('progress.of', { done: format.number(done), total: format.number(total) })}
          {total > done && <> · {left ?? t('progress.left', { left: total - done })}</>}
        </span>
      </div>
      <svg
        className={meter.meter}
        width="100%"
        height="10"
        role="progressbar"
        aria-label={label}
        aria-valuenow={Math.round(share * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <rect className={meter.track} y="2" width="100%" height="6" rx="3" />
        <rect className={meter.fill} y="2" width={`${share * 100}%`} height="6" rx="3" />
      </svg>
    </div>
  )
}
