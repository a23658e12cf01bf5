import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { signedIn } from '#app/shell/guard.server.ts'
import { Page } from '#app/ui/page.tsx'

export const meta: MetaFunction = () => [{ title: 'Echelon 梯队' }]

export const loader = signedIn(async ({ actor }) => ({ name: actor.name }))

const Home = () => {
  const { name } = useLoaderData<typeof loader>()
  const t = useTranslations('shell')
  return (
    <Page title={t('home.title', { name })}>
      <p>{t('home.nothing-due')}</p>
    </Page>
  )
}
export default Home
