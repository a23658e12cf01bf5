/** A page as the server sends it, with what its loader gave and, after a post, what its action answered. */
import type { ComponentType } from 'react'
import { renderToString } from 'react-dom/server'
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server'
import { IntlProvider } from 'use-intl'
import { wordsOf } from '#app/i18n/words.server.ts'
import type { Locale } from '#app/kernel/words.ts'

type Shown = {
  /** Domains whose words the address has, beside those of every page. */
  words: readonly string[]
  loaded?: unknown
  /** Of a post without a script. */
  answered?: unknown
  locale?: Locale
}

export const pageOf = async (
  Page: ComponentType,
  { words, loaded, answered, locale = 'en' }: Shown,
): Promise<string> => {
  const route = {
    path: '*',
    loader: () => ({ ...Object(loaded) }),
    action: () => ({ ...Object(answered) }),
    element: <Page />,
  }
  const handler = createStaticHandler([route])
  const post = answered === undefined ? {} : { method: 'POST', body: new URLSearchParams() }
  const context = await handler.query(new Request('http://bank.example/', post))
  if (context instanceof Response) throw new Error('the page sent us elsewhere')
  return renderToString(
    <IntlProvider locale={locale} timeZone="Asia/Shanghai" messages={wordsOf(locale, ['ui', 'shell', ...words])}>
      <StaticRouterProvider
        router={createStaticRouter(handler.dataRoutes, context)}
        context={context}
        hydrate={false}
      />
    </IntlProvider>,
  )
}

/** Without markup; React parts texts that belong together with an empty comment. */
export const textOf = (html: string): string =>
  html
    .replaceAll('<!-- -->', '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

const attribute = (tag: string, name: string): string | undefined => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]

/** The form of the page whose button does the act, as it stands: the first, or the one that says `among`. */
export const formIn = (html: string, act: string, among = ''): string => {
  const forms = [...html.matchAll(/<form[\s\S]*?<\/form>/g)].map(([form]) => form)
  const found = forms.find((form) => form.includes(`name="act" value="${act}"`) && form.includes(among))
  if (!found) throw new Error(`the page has no form for ${act}`)
  return found
}

/** What a browser sends with a form beside what is typed into it: what stands in its hidden fields, and the button. */
export const hiddenIn = (form: string, act: string): Record<string, string> => ({
  ...Object.fromEntries(
    [...form.matchAll(/<input [^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'name') ?? '',
      attribute(tag, 'value') ?? '',
    ]),
  ),
  act,
})

/** What stands in a field of a form. */
export const standsIn = (form: string, name: string): string | undefined => {
  const [tag, area] =
    new RegExp(`<(?:input|textarea)[^>]* name="${name.replaceAll('.', '\\.')}"[^>]*>([^<]*)`).exec(form) ?? []
  return tag?.startsWith('<textarea') ? area?.trimStart() : tag && (attribute(tag, 'value') ?? '')
}
