import type { InputHTMLAttributes } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#app/ui/button.tsx'
import { FieldError, useField } from '#app/ui/field.tsx'
import { FieldRow } from '#app/ui/form.tsx'
import { NumberField } from '#app/ui/text-field.tsx'
import type { CurveFields } from './curve-input.form.ts'
import styles from './curve-studio.module.css'

type TableProps = { fields: CurveFields; onChange: (fields: CurveFields) => void }
type RowKey = 'knots' | 'bands' | 'levels'

/** The curve as numbers; the last row is always empty, so that one can be added without JavaScript too. */
export const CurveTable = ({ fields, onChange }: TableProps) => {
  const t = useTranslations('performance')
  const one = (key: 'floor' | 'cap' | 'per') => (
    <NumberField
      label={t(`curve.${key}`)}
      name={`curve.${key}`}
      value={fields[key]}
      onChange={(event) => onChange({ ...fields, [key]: event.target.value })}
    />
  )
  if (fields.kind === 'linear')
    return (
      <FieldRow>
        {one('floor')}
        {one('cap')}
      </FieldRow>
    )
  if (fields.kind === 'deduct')
    return (
      <FieldRow>
        {one('per')}
        {one('floor')}
      </FieldRow>
    )
  if (fields.kind === 'piecewise')
    return <Rows of="knots" columns={['at', 'points']} fields={fields} onChange={onChange} />
  if (fields.kind === 'step')
    return <Rows of="bands" columns={['from', 'to', 'points']} fields={fields} onChange={onChange} />
  return <Rows of="levels" columns={['level', 'points']} fields={fields} onChange={onChange} />
}

/** A figure of the table: its column says what it is, and what it was refused for stands under it. */
const Cell = (input: InputHTMLAttributes<HTMLInputElement>) => {
  const field = useField({ name: input.name })
  return (
    <>
      <input {...input} id={field.id} {...field.aria} />
      {field.message && <FieldError id={field.errorId}>{field.message}</FieldError>}
    </>
  )
}

const empty = {
  knots: { at: '', points: '' },
  bands: { from: '', to: '', points: '' },
  levels: { level: '', points: '', anchor: { 'zh-CN': '', en: '' } },
}

const Rows = ({ of, columns, fields, onChange }: TableProps & { of: RowKey; columns: readonly string[] }) => {
  const t = useTranslations('performance')
  const rows: readonly Record<string, unknown>[] = [...fields[of], empty[of]]
  const set = (row: number, column: string, value: string) => {
    const changed = rows.map((each, at) => (at === row ? { ...each, [column]: value } : each))
    onChange({ ...fields, [of]: row === rows.length - 1 ? changed : changed.slice(0, -1) })
  }
  const setAnchor = (row: number, locale: 'zh-CN' | 'en', value: string) => {
    const levels = [...fields.levels, empty.levels].map((level, at) =>
      at === row ? { ...level, anchor: { ...level.anchor, [locale]: value } } : level,
    )
    onChange({ ...fields, levels: row === rows.length - 1 ? levels : levels.slice(0, -1) })
  }
  return (
    <table className={styles.rows}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`curve.column.${column}`)}
            </th>
          ))}
          {of === 'levels' && <th scope="col">{t('curve.anchor')}</th>}
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place, its values change as one types
          <tr key={index}>
            {columns.map((column) => (
              <td key={column}>
                <Cell
                  name={`curve.${of}.${index}.${column}`}
                  value={String(row[column] ?? '')}
                  onChange={(event) => set(index, column, event.target.value)}
                  inputMode="decimal"
                  aria-label={t('curve.cell', { column: t(`curve.column.${column}`), row: index + 1 })}
                />
              </td>
            ))}
            {of === 'levels' && (
              <td>
                {(['zh-CN', 'en'] as const).map((locale) => (
                  <input
                    key={locale}
                    lang={locale}
                    name={`curve.levels.${index}.anchor.${locale}`}
                    value={(fields.levels[index] ?? empty.levels).anchor[locale]}
                    onChange={(event) => setAnchor(index, locale, event.target.value)}
                    aria-label={t('curve.cell', { column: `${t('curve.anchor')} ${locale}`, row: index + 1 })}
                  />
                ))}
              </td>
            )}
            <td>
              {index < rows.length - 1 && (
                <Button
                  type="button"
                  variant="text"
                  size="small"
                  icon="close"
                  label={t('curve.remove-row', { row: index + 1 })}
                  onClick={() => onChange({ ...fields, [of]: rows.slice(0, -1).filter((_, at) => at !== index) })}
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
