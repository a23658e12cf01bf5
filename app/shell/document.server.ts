/** What the document itself needs: language, theme, and the words of the domains on screen. */
import { chooseTheme } from '#app/i18n/locale.server.ts'
import { packedWords, titlesOf, wordsFile } from '#app/i18n/words.server.ts'
import { keepWords, type PageWords } from '#app/i18n/words-kept.ts'
import type { RequestContext } from '#app/kernel/request-context.ts'
import type { Locale } from '#app/kernel/words.ts'
import { anyone, sessionOf } from './guard.server.ts'
import { domainsAt } from './page-words.server.ts'

/** A browser keeps the words of a document as a file; a step within the product brings them along. */
const wordsFor = (context: RequestContext, locale: Locale, domains: readonly string[]): PageWords => {
  if (!context.isDocument) return packedWords(locale, domains)
  const { address, messages } = wordsFile(locale, domains)
  keepWords(address, messages)
  return address
}

export const documentLoader = anyone(async ({ request, url, settings, context, locale }) => {
  const session = await sessionOf({ request, context })
  const domains = domainsAt(url.pathname)
  return {
    locale,
    theme: chooseTheme(request) ?? session?.account.theme ?? null,
    timeZone: settings.timeZone,
    now: context.now,
    words: wordsFor(context, locale, domains),
    titles: titlesOf(locale, domains),
  }
})
