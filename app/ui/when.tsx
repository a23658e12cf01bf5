import { useLocale, useNow, useTimeZone, useTranslations } from 'use-intl'
import type { Day, Instant } from '#app/kernel/day.ts'
import { dateLocale } from '#app/kernel/day-words.ts'
import { dateFormat } from '#app/kernel/intl.ts'
import { whenOf } from './when-words.ts'

export type WhenProps = {
  /** An instant (with its time of day) or a calendar date. */
  at: Instant | Day
  /** Always the date, as in a table or on paper. */
  absolute?: boolean
  /** Says the time of day of an instant; true unless the day alone matters. */
  time?: boolean
}

/** The words of a time: "Friday 17:00" within a week, "30 November 2026" after; 24-hour clock in both languages. */
export const useWhenText = () => {
  const t = useTranslations('ui')
  const locale = dateLocale(useLocale())
  const now = useNow().getTime()
  const timeZone = useTimeZone() ?? 'Asia/Shanghai'
  return ({ at, absolute = false, time = true }: WhenProps): string => {
    const { kind, day, days } = whenOf(at, now, timeZone)
    const date = new Date(`${day}T00:00:00Z`)
    const shown = (options: Intl.DateTimeFormatOptions) =>
      dateFormat(locale, { ...options, timeZone: 'UTC' }).format(date)
    const year = absolute || kind === 'dateYear' ? ({ year: 'numeric' } as const) : {}
    const dated = () => shown({ ...year, month: locale.startsWith('zh') ? 'long' : 'short', day: 'numeric' })
    const weekday = () => shown({ weekday: locale.startsWith('zh') ? 'short' : 'long' })
    const words = (): string => {
      if (absolute) return dated()
      switch (kind) {
        case 'today':
          return t('when.today')
        case 'tomorrow':
          return t('when.tomorrow')
        case 'yesterday':
          return t('when.yesterday')
        case 'ago':
          return t('when.ago', { days: -days })
        case 'weekday':
          return t('when.weekday', { weekday: weekday() })
        case 'nextWeekday':
          return t('when.nextWeekday', { weekday: weekday() })
        default:
          return dated()
      }
    }
    if (typeof at !== 'number' || !time) return words()
    const clock = dateFormat(locale, {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(at)
    // "Today" goes without saying when a time of day stands there.
    return kind === 'today' && !absolute ? clock : `${words()} ${clock}`
  }
}

export const When = (props: WhenProps) => {
  const text = useWhenText()
  const dateTime = typeof props.at === 'number' ? new Date(props.at).toISOString() : props.at
  return (
    <time dateTime={dateTime} title={text({ ...props, absolute: true })}>
      {text(props)}
    </time>
  )
}
