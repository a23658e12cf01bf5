import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { Person } from '#app/ui/face.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { Table } from '#app/ui/table.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { useWordsText, Words } from '#app/ui/words.tsx'
import type { CalibrationRow } from './calibration-view.server.ts'

/** One row a person; a rating is moved in its own row, with the reason asked for in place. */
export const CalibrationRows = ({ rows, isOpen }: { rows: readonly CalibrationRow[]; isOpen: boolean }) => {
  const t = useTranslations('performance')
  const words = useWordsText()
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
              <details>
                <summary>{t('calibration.move')}</summary>
                <FormShell>
                  <input type="hidden" name="appraisalId" value={row.id} />
                  <input type="hidden" name="revision" value={row.revision} />
                  <SelectField
                    label={t('rating')}
                    name="rating"
                    id={`rating-${row.id}`}
                    span="narrow"
                    none={t('calibration.as-scored')}
                    defaultValue={row.finalRating === row.bandRating ? '' : (row.finalRating ?? '')}
                    options={row.bands.map((band) => ({
                      value: band.rating,
                      label: `${band.rating} · ${words(band.name)}`,
                    }))}
                  />
                  <TextField
                    label={t('calibration.reason')}
                    name="reason"
                    id={`reason-${row.id}`}
                    defaultValue={row.reason ?? ''}
                  />
                  <Button name="act" value="move" size="small">
                    {t('calibration.move')}
                  </Button>
                </FormShell>
              </details>
            ) : (
              (row.reason ?? '')
            ),
          wrap: true,
        },
      ]}
    />
  )
}
