import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { addDays, type Day } from '#app/kernel/day.ts'
import { readTableAsk } from '#app/kernel/table-ask.ts'
import { countExpiries, expiriesFor } from '#app/learning/certifications/expiries.server.ts'
import { reminderThresholds } from '#app/learning/certifications/validity.ts'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Page } from '#app/ui/page.tsx'
import { type Column, DataTable } from '#app/ui/tables/data-table.tsx'
import { When } from '#app/ui/when.tsx'
import { Words } from '#app/ui/words.tsx'

export const meta = screenMeta

const size = 50

/** Whoever has not renewed for most of a year holds no certificate all the same, and their pay may wait for it. */
const span = { before: 366, ahead: 60 }

export const loader = signedIn(async ({ db, actor, url, today }) => {
  const rows = await expiriesFor(db, actor, span, readTableAsk(url, { sorts: [], size }))
  return rows ? { rows, ...(await countExpiries(db, actor, span)), today } : notFound()
})

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]

const Expiries = () => {
  const { rows, all, ended, today } = useLoaderData<typeof loader>()
  const t = useTranslations('learning')
  const columns: Column<Row>[] = [
    { key: 'name', title: t('learner.name'), cell: (row) => `${row.name} ${row.number}` },
    { key: 'certification', title: t('certificate.name'), cell: (row) => <Words words={row.certification} /> },
    {
      key: 'through',
      title: t('certificate.through'),
      cell: (row) => <When at={row.validThrough ?? today} absolute />,
    },
    { key: 'state', title: t('certificate.state'), cell: (row) => <State row={row} today={today} /> },
    {
      key: 'renewal',
      title: t('expiry.renewal'),
      cell: (row) => t(row.isRenewing ? 'expiry.begun' : 'expiry.not-begun'),
    },
  ]
  const ahead = reminderThresholds.filter((each) => each > 0).join(t('expiry.and'))
  return (
    <Page title={t('expiry.title')} state={t('expiry.state', { soon: all - ended, ended, ahead })}>
      <DataTable
        label={t('expiry.title')}
        columns={columns}
        rows={rows}
        total={all}
        size={size}
        rowKey={(row) => row.id}
        rowHref={(row) => paths.learners({ course: row.courseId ?? undefined, q: row.number })}
        rowTone={(row) => (row.validThrough !== null && row.validThrough < today ? 'bad' : undefined)}
        empty={<Empty icon="badge" title={t('expiry.none')} why={t('expiry.none-why')} />}
      />
    </Page>
  )
}

const State = ({ row, today }: { row: Row; today: Day }) => {
  const t = useTranslations('learning')
  const through = row.validThrough ?? today
  if (through >= today) return <Badge tone="warn">{t('expiry.soon')}</Badge>
  const grace = addDays(through, row.graceDays)
  if (today <= grace)
    return <Badge tone="bad">{t.rich('expiry.grace', { day: () => <When key="day" at={grace} /> })}</Badge>
  return <Badge tone="bad">{t('certificate.states.ended')}</Badge>
}
export default Expiries
