import { useLocale, useNow, useTimeZone, useTranslations } from 'use-intl'
import { type Day, dayOf, type Instant } from '#app/kernel/day.ts'
import { dateLocale, dayParts } from '#app/kernel/day-words.ts'
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

type Dating = { locale: string; timeZone: string }
const useDating = (): Dating => ({ locale: useLocale(), timeZone: useTimeZone() ?? 'Asia/Shanghai' })

const dateOf = (day: Day, locale: string, withYear: boolean): string =>
  dayParts(day, locale, {
    ...(withYear && { year: 'numeric' }),
    month: locale.startsWith('zh') ? 'long' : 'short',
    day: 'numeric',
  })
const weekdayOf = (day: Day, locale: string): string =>
  dayParts(day, locale, { weekday: locale.startsWith('zh') ? 'short' : 'long' })
const clockOf = (at: Instant, { locale, timeZone }: Dating): string =>
  dateFormat(dateLocale(locale), { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)

const absoluteText = ({ at, time = true }: WhenProps, dating: Dating): string => {
  if (typeof at !== 'number') return dateOf(at, dating.locale, true)
  const date = dateOf(dayOf(at, dating.timeZone), dating.locale, true)
  return time ? `${date} ${clockOf(at, dating)}` : date
}

/** The words of a time: "Friday 17:00" within a week, "30 November 2026" after; 24-hour clock in both languages. */
export const useWhenText = () => {
  const t = useTranslations('ui')
  const now = useNow().getTime()
  const dating = useDating()
  return (props: WhenProps): string => {
    if (props.absolute) return absoluteText(props, dating)
    const { at, time = true } = props
    const { kind, day, days } = whenOf(at, now, dating.timeZone)
    const words = (): string => {
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
          return t('when.weekday', { weekday: weekdayOf(day, dating.locale) })
        case 'nextWeekday':
          return t('when.nextWeekday', { weekday: weekdayOf(day, dating.locale) })
        default:
          return dateOf(day, dating.locale, kind === 'dateYear')
      }
    }
    if (typeof at !== 'number' || !time) return words()
    const clock = clockOf(at, dating)
    // "Today" goes without saying when a time of day stands there.
    return kind === 'today' ? clock : `${words()} ${clock}`
  }
}

const machineTime = (at: Instant | Day): string => (typeof at === 'number' ? new Date(at).toISOString() : at)

export const When = (props: WhenProps) => (props.absolute ? <Dated {...props} /> : <Said {...props} />)

/** Needs no words: a table may have a hundred of them. */
const Dated = (props: WhenProps) => <time dateTime={machineTime(props.at)}>{absoluteText(props, useDating())}</time>

const Said = (props: WhenProps) => {
  const text = useWhenText()
  return (
    <time dateTime={machineTime(props.at)} title={text({ ...props, absolute: true })}>
      {text(props)}
    </time>
  )
}
