import { type ReactNode, useMemo, useRef } from 'react'
import { IntlProvider, type Messages } from 'use-intl'
import type { Locale } from '#app/kernel/words.ts'
import { messagesAt, type WordsAddress } from './words-kept.ts'

/** Words of the screens so far; a new screen's are added to what is there, a new language begins afresh. */
export const WordsProvider = (props: {
  locale: Locale
  timeZone: string
  now: number
  words: WordsAddress
  children: ReactNode
}) => {
  const kept = useRef<{ locale: Locale; messages: Messages }>({ locale: props.locale, messages: {} })
  const messages = useMemo(() => {
    const before = kept.current.locale === props.locale ? kept.current.messages : {}
    const all = { ...before, ...messagesAt(props.words) }
    kept.current = { locale: props.locale, messages: all }
    return all
  }, [props.locale, props.words])
  const now = useMemo(() => new Date(props.now), [props.now])
  return (
    <IntlProvider locale={props.locale} timeZone={props.timeZone} now={now} messages={messages}>
      {props.children}
    </IntlProvider>
  )
}
