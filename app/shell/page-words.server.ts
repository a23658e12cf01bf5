/** The words of a page: frame and primitives are always there; the rest follows from its address. */
import { type WordsFile, wordsFile } from '#app/i18n/words.server.ts'
import { type Locale, locales } from '#app/kernel/words.ts'
import { type Address, addresses } from '#app/routes.ts'

/** The screen's own domain and those that its address names. */
export const domainsOf = (address: Address | null): string[] => {
  const own = address ? [address.file.split('/')[0] ?? 'shell', ...(address.words ?? [])] : []
  return [...new Set(['shell', 'ui', ...own])]
}

const combinations = new Set(addresses.map((address) => domainsOf(address).join('.')))

/** The file as it is now, also for an older address; null where no page has such words. */
export const findWordsFile = (locale: string, domains: string): WordsFile | null => {
  const known: Locale | undefined = locales.find((each) => each === locale)
  return known && combinations.has(domains) ? wordsFile(known, domains.split('.')) : null
}
