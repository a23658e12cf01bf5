import { useTranslations } from 'use-intl'
import type { Instant } from '#app/kernel/day.ts'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/badge.tsx'
import { type Column, Table } from '#app/ui/tables/table.tsx'
import { When } from '#app/ui/when.tsx'
import type { AttemptState } from './assessments/attempt.ts'
import { shownPercent } from './assessments/grade.ts'

type Attempt = {
  id: string
  no: number
  state: AttemptState
  startedAt: Instant
  percent: string | null
  passed: boolean | null
}

/** A person's attempts at one assessment, newest first. */
export const AttemptList = ({ attempts, passPercent }: { attempts: readonly Attempt[]; passPercent: string }) => {
  const t = useTranslations('learning')
  const columns: Column<Attempt>[] = [
    { key: 'no', title: t('attempt.no'), cell: (row) => t('attempt.nth', { no: row.no }) },
    { key: 'at', title: t('attempt.begun'), cell: (row) => <When at={row.startedAt} absolute /> },
    {
      key: 'score',
      title: t('attempt.score'),
      align: 'end',
      cell: (row) =>
        row.percent === null || row.passed === null ? '—' : `${shownPercent(row.percent, passPercent, row.passed, 0)}%`,
    },
    { key: 'state', title: t('attempt.verdict'), cell: (row) => <Verdict attempt={row} /> },
  ]
  return (
    <Table
      label={t('attempt.list')}
      columns={columns}
      rows={attempts}
      rowKey={(row) => row.id}
      rowHref={(row) => (row.state === 'in-progress' ? paths.sit(row.id) : paths.attempt(row.id))}
    />
  )
}

export const Verdict = ({ attempt }: { attempt: Pick<Attempt, 'state' | 'passed'> }) => {
  const t = useTranslations('learning')
  if (attempt.state === 'in-progress') return <Badge tone="warn">{t('verdict.in-progress')}</Badge>
  if (attempt.passed) return <Badge tone="ok">{t('verdict.passed')}</Badge>
  return <Badge tone="bad">{t(attempt.state === 'expired' ? 'verdict.expired' : 'verdict.failed')}</Badge>
}
