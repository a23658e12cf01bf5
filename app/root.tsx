import type { LinksFunction, MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunctionArgs,
  useLoaderData,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { useContext, useState } from 'react'
import { WordsProvider } from '#app/i18n/words-provider.tsx'
import { bugIn } from '#app/shell/bug.ts'
import { documentLoader } from '#app/shell/document.server.ts'
import { KeptForm } from '#app/shell/kept-form.tsx'
import { LastResort } from '#app/shell/last-resort.tsx'
import { NonceContext } from '#app/shell/nonce-context.tsx'
import '#app/ui/tokens.css'
import '#app/ui/base.css'
import '#app/ui/controls.css'

/** A screen's own title takes its place. */
export const meta: MetaFunction = () => [{ title: '梯队 Echelon' }]

export const links: LinksFunction = () => [{ rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }]

export const loader = documentLoader

/** Title and words change with the address, the language with an act; neither with what a list is asked. */
export const shouldRevalidate = ({ currentUrl, nextUrl, formMethod }: ShouldRevalidateFunctionArgs) =>
  (formMethod !== undefined && formMethod !== 'GET') || currentUrl.pathname !== nextUrl.pathname

export const Layout = ({ children }: { children: ReactNode }) => {
  const document = useRouteLoaderData<typeof loader>('root')
  const nonce = useContext(NonceContext)
  // Those of the document; a step within the product asks for what it needs itself.
  const [words] = useState(document?.words)
  return (
    <html lang={document?.locale ?? 'zh-CN'} data-theme={document?.theme ?? undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <Meta />
        <Links />
        {words && <link rel="preload" as="fetch" crossOrigin="anonymous" href={words} data-words />}
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

const Root = () => {
  const document = useLoaderData<typeof loader>()
  return (
    <WordsProvider {...document}>
      <Outlet />
      <KeptForm />
    </WordsProvider>
  )
}
export default Root

export const ErrorBoundary = () => {
  const error = useRouteError()
  const document = useRouteLoaderData<typeof loader>('root')
  const answer = isRouteErrorResponse(error) ? error : null
  return (
    <LastResort
      status={answer?.status ?? 500}
      locale={document?.locale ?? 'zh-CN'}
      bug={answer && bugIn(answer.data)}
    />
  )
}
