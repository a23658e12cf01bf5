import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Person } from '#app/ui/face.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { Table } from '#app/ui/table.tsx'
import { Words } from '#app/ui/words.tsx'
import type { CalibrationRow } from './calibration-view.server.ts'
import { type FailedMove, MoveRating } from './move-rating.tsx'

/** One row a person; a rating is moved in its own row, with the reason asked for in place. */
export const CalibrationRows = ({
  rows,
  isOpen,
  failed,
}: {
  rows: readonly CalibrationRow[]
  isOpen: boolean
  failed: FailedMove | null
}) => {
  const t = useTranslations('performance')
  return (
    <Table
      label={t('calibration.title')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'name',
          title: t('person.name'),
          cell: (row) => (
            <Person name={row.name} note={row.post && <Words words={row.post} />} to={paths.appraisal(row.id)} />
          ),
        },
        { key: 'unit', title: t('person.unit'), cell: (row) => (row.unit ? <Words words={row.unit} /> : '—') },
        {
          key: 'score',
          title: t('score'),
          align: 'end',
          cell: (row) => <Figure value={row.score} digits={2} strong />,
        },
        {
          key: 'rating',
          title: t('rating'),
          cell: (row) => (
            <>
              {row.finalRating ?? '—'}{' '}
              {row.finalRating !== row.bandRating && (
                <Badge tone={row.cappedBy.length > 0 ? 'bad' : 'warn'}>
                  {t('result.moved', { from: row.bandRating ?? '' })}
                </Badge>
              )}
            </>
          ),
        },
        { key: 'state', title: t('person.state'), cell: (row) => t(`state.${row.state}`) },
        {
          key: 'move',
          title: t('calibration.move'),
          cell: (row) =>
            isOpen && row.mayMove ? (
              <MoveRating row={row} failed={failed?.appraisalId === row.id ? failed : null} />
            ) : (
              (row.reason ?? '')
            ),
          wrap: true,
        },
      ]}
    />
  )
}
