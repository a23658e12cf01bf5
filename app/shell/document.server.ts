/** What the document itself needs: language, theme, and the words of the domains on screen. */
import { matchRoutes } from '@remix-run/react'
import { chooseLocale, chooseTheme } from '#app/i18n/locale.server.ts'
import { packedWords } from '#app/i18n/words.server.ts'
import { findSession } from '#app/identity/sessions.server.ts'
import routes, { domainsOf } from '#app/routes.ts'
import { anyone } from './guard.server.ts'

type Matchable = { id: string; path?: string; index?: boolean; children?: Matchable[] }
const matchable: Matchable[] = routes.map((route) => ({
  ...route,
  id: route.file,
  ...('children' in route ? { children: route.children.map((child) => ({ ...child, id: child.file })) } : {}),
})) as Matchable[]

/** Frame and primitives are always there; the rest follows from the address. */
const domainsAt = (pathname: string): string[] => {
  const matched =
    matchRoutes(
      matchable as Parameters<typeof matchRoutes>[0],
      pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/'),
    ) ?? []
  const named = matched.flatMap(({ route }) => domainsOf((route.id ?? '').replace(/\.tsx?$/, '')))
  return [...new Set(['shell', 'ui', ...named])]
}

export const documentLoader = anyone(async ({ db, request, url, settings, context }) => {
  const session = await findSession(db, request.headers.get('cookie'), context.origin)
  const locale = chooseLocale(request, session?.account.language ?? null, settings.language)
  return {
    locale,
    theme: chooseTheme(request) ?? session?.account.theme ?? null,
    timeZone: settings.timeZone,
    now: context.now,
    words: packedWords(locale, domainsAt(url.pathname)),
  }
})
