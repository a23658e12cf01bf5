/** What the document itself needs: language, theme, and the words of the domains on screen. */
import { chooseTheme } from '#app/i18n/locale.server.ts'
import { titleOf, wordsFile } from '#app/i18n/words.server.ts'
import { keepWords, type WordsAddress } from '#app/i18n/words-kept.ts'
import type { Locale } from '#app/kernel/words.ts'
import { addressAt } from './address-match.ts'
import { anyone, sessionOf } from './guard.server.ts'
import { domainsOf } from './page-words.server.ts'

/** The words themselves lie in a file that the browser keeps; the page that is drawn here finds them at its address. */
const wordsFor = (locale: Locale, domains: readonly string[]): WordsAddress => {
  const { address, messages } = wordsFile(locale, domains)
  keepWords(address, messages)
  return address
}

export const documentLoader = anyone(async ({ request, url, settings, context, locale }) => {
  const session = await sessionOf({ request, context })
  const address = addressAt(url.pathname)
  return {
    locale,
    theme: chooseTheme(request) ?? session?.account.theme ?? null,
    timeZone: settings.timeZone,
    now: context.now,
    words: wordsFor(locale, domainsOf(address)),
    title: address && titleOf(locale, address.file),
  }
})
