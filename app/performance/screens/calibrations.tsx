import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { paths } from '#app/paths.ts'
import { cyclesCalibratedBy } from '#app/performance/appraisals/calibration-view.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Page } from '#app/ui/page.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor }) => {
  if (!can(actor, 'appraisal.calibrate-any')) return notFound()
  return { cycles: await cyclesCalibratedBy(db, actor) }
})

const Calibrations = () => {
  const { cycles } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  return (
    <Page title={t('calibration.title')} state={t('calibration.list-state')}>
      <Table
        label={t('calibration.title')}
        rows={cycles}
        rowKey={(cycle) => cycle.id}
        rowHref={(cycle) => paths.calibration(cycle.id)}
        empty={<Empty title={t('calibration.none')} why={t('calibration.none-why')} icon="sort" />}
        columns={[
          { key: 'name', title: t('cycle.name'), cell: (cycle) => <Words words={cycle.name} /> },
          { key: 'people', title: t('cycle.people'), align: 'end', cell: (cycle) => cycle.people },
          { key: 'open', title: t('calibration.waiting'), align: 'end', cell: (cycle) => cycle.waiting },
        ]}
      />
    </Page>
  )
}
export default Calibrations
