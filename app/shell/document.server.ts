/** What the document itself needs: language, theme, and the words of the domains on screen. */
import { chooseTheme } from '#app/i18n/locale.server.ts'
import { packedWords, titlesOf } from '#app/i18n/words.server.ts'
import { addressAt } from './address-match.ts'
import { anyone, sessionOf } from './guard.server.ts'

/** Frame and primitives are always there; the rest follows from the address: the screen's own domain and those it names. */
const domainsAt = (pathname: string): string[] => {
  const address = addressAt(pathname)
  const own = address ? [address.file.split('/')[0] ?? 'shell', ...(address.words ?? [])] : []
  return [...new Set(['shell', 'ui', ...own])]
}

export const documentLoader = anyone(async ({ request, url, settings, context, locale }) => {
  const session = await sessionOf({ request, context })
  const domains = domainsAt(url.pathname)
  return {
    locale,
    theme: chooseTheme(request) ?? session?.account.theme ?? null,
    timeZone: settings.timeZone,
    now: context.now,
    words: packedWords(locale, domains),
    titles: titlesOf(locale, domains),
  }
})
