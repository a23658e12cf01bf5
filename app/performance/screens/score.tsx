import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { paths } from '#app/paths.ts'
import { useCycleState } from '#app/performance/cycles/cycle-state.tsx'
import { cyclesScoredBy, sheetsScoredBy } from '#app/performance/cycles.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Page } from '#app/ui/page.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { When } from '#app/ui/when.tsx'
import { Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, today }) => {
  if (!can(actor, 'appraisal.score-any')) return notFound()
  return { cycles: sheetsScoredBy(actor) ? await cyclesScoredBy(db, actor) : [], today }
})

const Score = () => {
  const { cycles, today } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const state = useCycleState()
  return (
    <Page title={t('grid.list')} state={t('grid.list-state')}>
      <Table
        label={t('grid.list')}
        rows={cycles}
        rowKey={(cycle) => cycle.id}
        rowHref={(cycle) => paths.scoreGrid(cycle.id)}
        empty={<Empty title={t('grid.none')} why={t('grid.none-why')} icon="target" />}
        columns={[
          { key: 'name', title: t('cycle.name'), cell: (cycle) => <Words words={cycle.name} /> },
          {
            key: 'days',
            title: t('cycle.days'),
            cell: (cycle) => (
              <>
                <When at={cycle.fromOn} absolute /> – <When at={cycle.toOn} absolute />
              </>
            ),
          },
          { key: 'people', title: t('cycle.people'), align: 'end', cell: (cycle) => cycle.people },
          { key: 'state', title: t('cycle.state'), cell: (cycle) => state(cycle, today), wrap: true },
        ]}
      />
    </Page>
  )
}
export default Score
