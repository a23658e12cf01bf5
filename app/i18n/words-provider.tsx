import { type ReactNode, useMemo, useRef } from 'react'
import { IntlProvider } from 'use-intl'
import { type Packed, unpack } from '#app/kernel/packed.ts'
import type { Locale } from '#app/kernel/words.ts'

type Messages = Record<string, Record<string, unknown>>
type PackedMessages = Packed<Messages>

/** There are no more of them than combinations of domains and languages, and a server is asked for the same ones always. */
const unpacked = new Map<string, Messages>()
const messagesOf = (words: PackedMessages): Messages => {
  const known = unpacked.get(words) ?? unpack(words)
  unpacked.set(words, known)
  return known
}

/** Words of the screens so far; a new screen's are added to what is there, a new language begins afresh. */
export const WordsProvider = (props: {
  locale: Locale
  timeZone: string
  now: number
  words: PackedMessages
  children: ReactNode
}) => {
  const kept = useRef<{ locale: Locale; messages: Messages }>({ locale: props.locale, messages: {} })
  const messages = useMemo(() => {
    const before = kept.current.locale === props.locale ? kept.current.messages : {}
    const all = { ...before, ...messagesOf(props.words) }
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
