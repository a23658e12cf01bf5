import { useTranslations } from 'use-intl'
import { Empty } from '#app/ui/empty.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { When } from '#app/ui/when.tsx'
import { actText } from './act-words.ts'
import { Doer } from './doer.tsx'
import { SubjectName } from './subject-name.tsx'
import type { NamedRow } from './subject-names.server.ts'
import type { TrailRow } from './trail.server.ts'
import { UnitName } from './unit-name.tsx'

type Row = NamedRow<TrailRow>

/** Records, newest first; the act opens what it changed, the subject its own page. */
export const TrailTable = ({ rows, lookHref }: { rows: readonly Row[]; lookHref: (row: Row) => string }) => {
  const t = useTranslations('audit')
  return (
    <Table
      label={t('title')}
      rows={rows}
      rowKey={(row) => String(row.seq)}
      rowHref={lookHref}
      empty={<Empty icon="search" title={t('none.title')} why={t('none.why')} />}
      columns={[
        { key: 'act', title: t('act-filter'), cell: (row) => actText(t, row.act), phone: 'head' },
        { key: 'who', title: t('who'), cell: (row) => <Doer record={row} /> },
        { key: 'subject', title: t('subject'), cell: (row) => <SubjectName record={row} />, wrap: true },
        { key: 'unit', title: t('unit'), cell: (row) => <UnitName record={row} />, phone: 'hide' },
        { key: 'at', title: t('when'), cell: (row) => <When at={row.at} absolute /> },
        { key: 'seq', title: t('seq'), align: 'end', cell: (row) => row.seq },
      ]}
    />
  )
}
