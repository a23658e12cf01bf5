import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { SightingDays } from '#app/audit/sighting-days.tsx'
import { sightingsOfMe } from '#app/audit/sightings.server.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { dayOf } from '#app/kernel/day.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, url, settings }) => {
  if (!can(actor, 'sighting.read-own')) return notFound()
  const before = Number(url.searchParams.get('before'))
  const { rows, more } = await sightingsOfMe(db, actor, Number.isSafeInteger(before) && before > 0 ? before : undefined)
  return { rows: rows.map((row) => ({ ...row, day: dayOf(row.at, settings.timeZone) })), more }
})

const MySightings = () => {
  const { rows, more } = useLoaderData<typeof loader>()
  const t = useTranslations('audit.sightings')
  const last = rows.at(-1)
  return (
    <Page width="reading" title={t('title')} state={t('lead')}>
      <Stack gap="large">
        {rows.length === 0 && <Empty icon="eye" title={t('none.title')} why={t('none.why')} />}
        <SightingDays rows={rows} />
        {more && last && (
          <LinkButton to={`?before=${last.id}`} variant="text" icon="down">
            {t('older')}
          </LinkButton>
        )}
      </Stack>
    </Page>
  )
}
export default MySightings
