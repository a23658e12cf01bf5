import { useTranslations } from 'use-intl'
import type { Instant } from '#app/kernel/day.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Table } from '#app/ui/table.tsx'
import { When } from '#app/ui/when.tsx'
import { useActText } from './act-words.tsx'
import { Doer } from './doer.tsx'

type Row = {
  seq: number
  at: Instant
  actorName: string
  onBehalfOf: string | null
  act: string
  subjectId: string
  unitPath: string
}

export const TrailTable = ({ rows, lookHref }: { rows: readonly Row[]; lookHref: (row: Row) => string }) => {
  const t = useTranslations('audit')
  const actText = useActText()
  return (
    <Table
      label={t('title')}
      rows={rows}
      rowKey={(row) => String(row.seq)}
      rowHref={lookHref}
      empty={<Empty icon="search" title={t('none.title')} why={t('none.why')} />}
      columns={[
        { key: 'act', title: t('act-filter'), cell: (row) => actText(row.act), phone: 'head' },
        { key: 'who', title: t('who'), cell: (row) => <Doer record={row} /> },
        { key: 'subject', title: t('subject'), cell: (row) => <code>{row.subjectId}</code>, phone: 'hide' },
        { key: 'unit', title: t('unit'), cell: (row) => <code>{row.unitPath}</code>, phone: 'hide' },
        { key: 'at', title: t('when'), cell: (row) => <When at={row.at} absolute /> },
        { key: 'seq', title: t('seq'), align: 'end', cell: (row) => row.seq },
      ]}
    />
  )
}
