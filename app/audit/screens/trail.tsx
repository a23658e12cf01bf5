import { useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { ChainNote } from '#app/audit/chain-note.tsx'
import { RecordDrawer } from '#app/audit/record-drawer.tsx'
import { actKinds, findRecord, lastVerified, trailOf } from '#app/audit/trail.server.ts'
import { filterOf } from '#app/audit/trail-filter.ts'
import { TrailSearch } from '#app/audit/trail-search.tsx'
import { TrailTable } from '#app/audit/trail-table.tsx'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { subjectsNamed, withNames } from '#app/shell/subject-names.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Row, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { hrefWith } from '#app/ui/tables/table-state.ts'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, url, settings }) => {
  if (!can(actor, 'audit.list')) return notFound()
  const { filter, before, look } = filterOf(url.searchParams)
  const named = await subjectsNamed(db, actor, filter.subject)
  const { rows, more } = await trailOf(db, actor, { ...filter, named }, settings.timeZone, before)
  const looked = look === undefined ? null : await findRecord(db, actor, look)
  return {
    rows: await withNames(db, actor, rows),
    more,
    filter,
    before: before ?? null,
    looked: looked && ((await withNames(db, actor, [looked]))[0] ?? null),
    kinds: await actKinds(db, actor),
    verified: await lastVerified(db),
  }
})

const Trail = () => {
  const { rows, more, filter, before, looked, kinds, verified } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const t = useTranslations('audit')
  const last = rows.at(-1)
  return (
    <Page
      title={t('title')}
      state={t('lead')}
      action={
        <LinkButton
          to={`${paths.auditExport()}${hrefWith(params, { look: null, before: null })}`}
          icon="download"
          reloadDocument
        >
          {t('export')}
        </LinkButton>
      }
    >
      <Stack>
        <ChainNote verified={verified} />
        <TrailSearch filter={filter} kinds={kinds} />
        <TrailTable rows={rows} lookHref={(row) => hrefWith(params, { look: String(row.seq) })} />
        <Row spread>
          {before === null ? (
            <span />
          ) : (
            <LinkButton to={hrefWith(params, { before: null, look: null })} variant="text" icon="up">
              {t('newest')}
            </LinkButton>
          )}
          {more && last && (
            <LinkButton to={hrefWith(params, { before: String(last.seq), look: null })} variant="text" icon="down">
              {t('older')}
            </LinkButton>
          )}
        </Row>
      </Stack>
      {looked && <RecordDrawer record={looked} closeTo={hrefWith(params, { look: null })} />}
    </Page>
  )
}
export default Trail
