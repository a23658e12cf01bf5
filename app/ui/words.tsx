import type { ReactNode } from 'react'
import { useLocale } from 'use-intl'
import { type Locale, namesOf, type Words as WordsValue, wordsIn } from '#app/kernel/words.ts'

/** A name that HR typed, in the reader's language, or in the other one with its `lang`, so that it is spoken right. */
export const Words = ({ words }: { words: WordsValue }): ReactNode => {
  const { text, lang } = wordsIn(words, useReadLocale())
  return lang ? <span lang={lang}>{text}</span> : text
}

/** The same as plain text, for an option, a title attribute, an aria-label. */
export const useWordsText = () => {
  const locale = useReadLocale()
  return (words: WordsValue): string => wordsIn(words, locale).text
}

/** Names of codes in a row, in the reader's language. */
export const useNamesText = () => {
  const locale = useReadLocale()
  return (codes: readonly string[], names: Readonly<Record<string, WordsValue>>): string =>
    namesOf(codes, names, locale)
}

/** The reader's language. */
export const useReadLocale = (): Locale => (useLocale() === 'en' ? 'en' : 'zh-CN')
