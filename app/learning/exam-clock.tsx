import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Instant } from '#app/kernel/day.ts'
import { Icon } from '#app/ui/icon.tsx'
import { Unseen } from '#app/ui/layout.tsx'
import styles from './exam.module.css'

const minute = 60_000
/** Only the last minutes are counted in seconds: before, a running figure would only make people nervous. */
const closeMs = 5 * minute

export const ExamClock = ({
  deadlineAt,
  startsAt,
  now,
  onEnd,
}: {
  deadlineAt: Instant
  /** What the server's clock said when the page was made. */
  startsAt: Instant
  now: () => Instant
  onEnd: () => void
}) => {
  const t = useTranslations('learning')
  const [left, setLeft] = useState(Math.max(0, deadlineAt - startsAt))
  const ended = left === 0
  useEffect(() => {
    const tick = () => setLeft(Math.max(0, deadlineAt - now()))
    tick()
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [deadlineAt, now])
  useEffect(() => {
    if (ended) onEnd()
  }, [ended, onEnd])
  const isClose = left <= closeMs
  const seconds = Math.ceil(left / 1_000)
  return (
    <div className={styles.clock} data-close={isClose ? '' : undefined} role="timer">
      <Icon name="clock" size={16} />
      {isClose
        ? t('clock.seconds', {
            time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`,
          })
        : t('clock.minutes', { count: Math.ceil(left / minute) })}
      <Unseen>
        <span role="status">{isClose ? t(left <= minute ? 'clock.last-minute' : 'clock.last-five') : ''}</span>
      </Unseen>
    </div>
  )
}
