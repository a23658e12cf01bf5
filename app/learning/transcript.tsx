import { useTranslations } from 'use-intl'
import type { Instant } from '#app/kernel/day.ts'
import type { Words as WordsValue } from '#app/kernel/words.ts'
import { paths } from '#app/paths.ts'
import { Muted } from '#app/ui/layout.tsx'
import { type Column, Table } from '#app/ui/tables/table.tsx'
import { When } from '#app/ui/when.tsx'
import { Words } from '#app/ui/words.tsx'
import { shownPercent } from './assessments/grade.ts'

export type TranscriptRow = {
  enrolmentId: string
  courseId: string
  title: WordsValue
  hours: string
  completedAt: Instant
  percent: string | null
  passPercent: string | null
}

/** The courses that a person has completed, newest first, with their hours and scores. */
export const Transcript = ({ rows, hours }: { rows: readonly TranscriptRow[]; hours: string }) => {
  const t = useTranslations('learning')
  const columns: Column<TranscriptRow>[] = [
    { key: 'course', title: t('transcript.course'), cell: (row) => <Words words={row.title} />, wrap: true },
    {
      key: 'completed',
      title: t('transcript.completed'),
      cell: (row) => <When at={row.completedAt} absolute time={false} />,
    },
    {
      key: 'hours',
      title: t('transcript.hours'),
      align: 'end',
      cell: (row) => Number(row.hours),
    },
    {
      key: 'best',
      title: t('transcript.best'),
      align: 'end',
      cell: (row) => (row.percent === null ? '—' : `${shownPercent(row.percent, row.passPercent ?? '0', true, 0)}%`),
    },
  ]
  if (rows.length === 0) return <Muted>{t('transcript.none')}</Muted>
  return (
    <>
      <Table
        label={t('transcript.title')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.enrolmentId}
        rowHref={(row) => paths.course(row.courseId)}
      />
      <p>
        <Muted>{t('transcript.total', { hours: Number(hours) })}</Muted>
      </p>
    </>
  )
}
