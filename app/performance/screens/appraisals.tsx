import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { paths } from '#app/paths.ts'
import { stateOf } from '#app/performance/appraisals/appraisal-state.ts'
import { appraisalOf } from '#app/performance/appraisals/appraisals.server.ts'
import { isOpen, ofSelfReview } from '#app/performance/cycle-window.ts'
import { useCycleState } from '#app/performance/cycles/cycle-state.tsx'
import { cyclesOfEmployee } from '#app/performance/cycles.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { Page } from '#app/ui/page.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, today }) => {
  const { employeeId } = actor
  if (!can(actor, 'appraisal.own') || !employeeId) return notFound()
  const rows = await Promise.all(
    (await cyclesOfEmployee(db, employeeId)).map(async ({ id, name, windows, closedAt }) => {
      const appraisal = await appraisalOf(db, id, employeeId)
      if (!appraisal) return []
      const isPublished = appraisal.publishedAt !== null
      return [
        {
          id: appraisal.id,
          cycle: { name, windows, closedAt },
          state: stateOf(appraisal),
          selfReviewDue:
            closedAt === null && appraisal.selfReviewedAt === null && isOpen(windows, 'self-review', today),
          score: isPublished ? appraisal.score : null,
          rating: isPublished ? appraisal.finalRating : null,
        },
      ]
    }),
  )
  return { rows: rows.flat(), today }
})

const Appraisals = () => {
  const { rows, today } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const state = useCycleState()
  const first = rows[0]
  return (
    <Page
      title={t('appraisal.mine')}
      state={first && state(first.selfReviewDue ? ofSelfReview(first.cycle) : first.cycle, today)}
    >
      <Table
        label={t('appraisal.mine')}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => paths.appraisal(row.id)}
        empty={<Empty title={t('appraisal.none')} why={t('appraisal.none-why')} icon="target" />}
        columns={[
          { key: 'cycle', title: t('cycle.name'), cell: (row) => <Words words={row.cycle.name} /> },
          { key: 'state', title: t('person.state'), cell: (row) => t(`state.${row.state}`) },
          {
            key: 'score',
            title: t('score'),
            align: 'end',
            cell: (row) => <Figure value={row.score} digits={2} strong />,
          },
          { key: 'rating', title: t('rating'), cell: (row) => (row.rating ? <Badge>{row.rating}</Badge> : '—') },
        ]}
      />
    </Page>
  )
}
export default Appraisals
