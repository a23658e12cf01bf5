import { useTranslations } from 'use-intl'
import { SelectField } from '#app/ui/choice-field.tsx'
import { FieldRow } from '#app/ui/form.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { ActualMapping } from './actual-row.ts'

export type MappableColumn = { key: string; label: string }

/** Which column of the file is which; the number may be a pattern where the file has none. */
export const MappingFields = ({
  mapping,
  header,
  columns,
}: {
  mapping: ActualMapping
  header: readonly string[]
  columns: readonly MappableColumn[]
}) => {
  const t = useTranslations('performance')
  const options = header.map((value) => ({ value, label: value }))
  const headingOf = (key: string) => {
    const source = mapping.columns[key]
    return source?.from === 'column' ? source.heading : ''
  }
  const subject = mapping.columns.subject
  const column = ({ key, label }: MappableColumn) => (
    <SelectField
      key={key}
      label={label}
      name={`columns.${key}.heading`}
      none={t('actual.no-column')}
      options={options}
      defaultValue={headingOf(key)}
    />
  )
  // A library has more KPIs than a file: those that it has not are asked for behind those that it has.
  const isAsked = ({ key }: MappableColumn) => mapping.columns[key] !== undefined || mapping.shape === 'long'
  const others = columns.filter((each) => !isAsked(each))
  return (
    <>
      <FieldRow>
        <SelectField
          label={t('actual.subject')}
          name="subject"
          span="narrow"
          defaultValue={mapping.subject}
          options={[
            { value: 'employee', label: t('actual.of-employees') },
            { value: 'unit', label: t('actual.of-units') },
          ]}
        />
        <SelectField
          label={t('actual.shape')}
          name="shape"
          span="narrow"
          defaultValue={mapping.shape}
          options={[
            { value: 'wide', label: t('actual.wide') },
            { value: 'long', label: t('actual.long') },
          ]}
        />
      </FieldRow>
      <FieldRow>
        <SelectField
          label={t(mapping.subject === 'unit' ? 'actual.unit-code' : 'actual.number')}
          name="columns.subject.heading"
          none={t('actual.no-column')}
          options={options}
          defaultValue={headingOf('subject')}
        />
        <TextField
          label={t('actual.pattern')}
          name="columns.subject.pattern"
          optional
          help={t('actual.pattern-help', { example: 'S-{row:3}' })}
          defaultValue={subject?.from === 'pattern' ? subject.pattern : ''}
        />
      </FieldRow>
      {columns.filter(isAsked).map(column)}
      {others.length > 0 && (
        <details open={others.length === columns.length || undefined}>
          <summary>{t('actual.other-kpis', { count: others.length })}</summary>
          {others.map(column)}
        </details>
      )}
    </>
  )
}
