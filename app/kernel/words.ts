/** A name that HR types, in one or both languages; at least one is present. */
export type Locale = 'zh-CN' | 'en'
export const locales: readonly Locale[] = ['zh-CN', 'en']
export type Words = { 'zh-CN'?: string; en?: string }

/** The words in the reader's language, or in the other one with its `lang`, so that it is spoken right. */
export const wordsIn = (words: Words, locale: Locale): { text: string; lang?: Locale } => {
  const own = words[locale]
  if (own) return { text: own }
  const other: Locale = locale === 'en' ? 'zh-CN' : 'en'
  return { text: words[other] ?? '', lang: other }
}

/** Names of codes in a row, with the reader's comma; a code that names nothing any more stands as it is. */
export const namesOf = (codes: readonly string[], names: Readonly<Record<string, Words>>, locale: Locale): string =>
  codes.map((code) => wordsIn(names[code] ?? { en: code }, locale).text).join(locale === 'en' ? ', ' : '、')
