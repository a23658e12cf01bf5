import { useTranslations } from 'use-intl'
import type { ColumnSource } from '#app/kernel/column-mapping.ts'
import { SelectField } from '#app/ui/choice-field.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import styles from './roster.module.css'
import { type RosterField, type RosterMapping, rosterColumns } from './roster-mapping.ts'

/**
 * Where each field comes from: a column of the file, the same text for everyone, or a pattern. All three inputs are
 * there before JavaScript; the first choice says which one counts.
 */
export const RosterMappingFields = ({
  header,
  samples,
  columns,
}: {
  header: readonly string[]
  /** The first rows of the file, to recognise a column by. */
  samples: readonly (readonly string[])[]
  columns: RosterMapping
}) => {
  const t = useTranslations('organisation')
  return (
    <table className={styles.mapping}>
      <thead>
        <tr>
          <th scope="col">{t('roster.field')}</th>
          <th scope="col">{t('roster.from')}</th>
          <th scope="col">{t('roster.column')}</th>
          <th scope="col">{t('roster.text')}</th>
        </tr>
      </thead>
      <tbody>
        {rosterColumns.map(({ key, required }) => (
          <Line
            key={key}
            field={key}
            required={required ?? false}
            header={header}
            samples={samples}
            source={columns[key]}
          />
        ))}
      </tbody>
    </table>
  )
}

const Line = ({
  field,
  required,
  header,
  samples,
  source,
}: {
  field: RosterField
  required: boolean
  header: readonly string[]
  samples: readonly (readonly string[])[]
  source?: ColumnSource
}) => {
  const t = useTranslations('organisation')
  const name = t(`roster.fields.${field}`)
  const example = (place: number) => samples.map((row) => row[place]).find((cell) => cell) ?? ''
  const text = source?.from === 'constant' ? source.value : source?.from === 'pattern' ? source.pattern : ''
  return (
    <tr>
      <th scope="row">
        {name}
        {required && <span className={styles.required}>{t('roster.required')}</span>}
      </th>
      <td>
        <SelectField
          quiet
          label={t('roster.of', { field: name, what: t('roster.from') })}
          name={`columns.${field}.from`}
          defaultValue={source?.from ?? 'none'}
          options={['none', 'column', 'constant', 'pattern'].map((from) => ({
            value: from,
            label: t(`roster.sources.${from}`),
          }))}
        />
      </td>
      <td>
        <SelectField
          quiet
          label={t('roster.of', { field: name, what: t('roster.column') })}
          name={`columns.${field}.heading`}
          defaultValue={source?.from === 'column' ? source.heading : ''}
          none="—"
          options={header.map((heading, place) => ({
            value: heading,
            label: example(place) ? `${heading} (${example(place).slice(0, 24)})` : heading,
          }))}
        />
      </td>
      <td>
        <TextField
          quiet
          label={t('roster.of', { field: name, what: t('roster.text') })}
          name={`columns.${field}.text`}
          defaultValue={text}
          placeholder={field === 'number' ? 'S-{row}' : ''}
        />
      </td>
    </tr>
  )
}
