import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Meter } from '#app/ui/charts/meter.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { useMeasureText } from '../measure.tsx'
import type { AppraisalView } from './appraisal-view.server.ts'

/** The lines of a part with what was asked, what was achieved and the points; each actual opens its source. */
export const AppraisalLines = ({
  part,
  showsResult,
}: {
  part: AppraisalView['parts'][number]
  showsResult: boolean
}) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const measure = useMeasureText()
  type Line = (typeof part.lines)[number]
  const achieved = (line: Line) => {
    if (line.source === 'judged') return line.manager ? t('result.mark', { mark: line.manager.mark }) : '—'
    if (!line.actual) return t('grid.no-actual')
    return <Link to={paths.actual(line.actual.id)}>{measure(line.actual.value, line.unit)}</Link>
  }
  return (
    <Table
      label={words(part.templateName)}
      rows={part.lines}
      rowKey={(line) => line.id}
      columns={[
        { key: 'name', title: t('kpi.name'), cell: (line) => <Link to={paths.kpi(line.kpi)}>{words(line.name)}</Link> },
        { key: 'weight', title: t('weight'), align: 'end', cell: (line) => `${line.weightBp / 100}%` },
        {
          key: 'target',
          title: t('kpi.target'),
          align: 'end',
          cell: (line) => (line.target === null ? '—' : measure(line.target, line.unit)),
        },
        { key: 'achieved', title: t('result.achieved'), align: 'end', cell: achieved },
        ...(part.lines.some((line) => line.self)
          ? [
              {
                key: 'self',
                title: t('grid.self'),
                align: 'end' as const,
                cell: (line: Line) => line.self?.mark ?? '—',
              },
            ]
          : []),
        ...(showsResult
          ? [
              {
                key: 'points',
                title: t('curve.points'),
                align: 'end' as const,
                cell: (line: Line) => <Figure value={line.points} digits={2} strong />,
              },
              {
                key: 'bar',
                title: t('result.out-of', { most: part.barEnd }),
                phone: 'hide' as const,
                cell: (line: Line) =>
                  line.points === null ? (
                    ''
                  ) : (
                    <Meter value={Number(line.points)} max={part.barEnd} label={words(line.name)} size="thin" />
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}
