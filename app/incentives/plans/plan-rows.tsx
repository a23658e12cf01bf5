import { useTranslations } from 'use-intl'
import { Button } from '#app/ui/button.tsx'
import { Unseen } from '#app/ui/layout.tsx'
import { usePlan } from './plan-context.tsx'
import styles from './plan-document.module.css'
import { PlanFigure } from './plan-figure.tsx'
import { canTakeRow } from './plan-new-row.ts'

type Props = {
  /** The list's place in the plan: 'components.0.targets'. */
  path: string
  list: readonly object[]
  fields: readonly string[]
  /** The plan may do without any. */
  canBeEmpty?: boolean
}

/** A list of the plan as a small table: tiers, multipliers, targets; a row more or less with one press. */
export const PlanRows = ({ path, list, fields, canBeEmpty = false }: Props) => {
  const t = useTranslations('incentives')
  const { editable, choices } = usePlan()
  const rows = list as readonly Record<string, unknown>[]
  // Without a row there is nothing to head, unless the first can be added.
  const isEmpty = list.length === 0
  return (
    <table className={styles.rows}>
      {!isEmpty && (
        <thead>
          <tr>
            {fields.map((field) => (
              <th key={field}>{t(`plan.fields.${field}`)}</th>
            ))}
            {editable && (
              <th>
                <Unseen>{t('plan.rows')}</Unseen>
              </th>
            )}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place in the document
          <tr key={index}>
            {fields.map((field) => (
              <td key={field}>
                {field in row ? <PlanFigure path={`${path}.${index}.${field}`} value={row[field]} /> : t('plan.all')}
              </td>
            ))}
            {editable && (
              <td>
                {(canBeEmpty || list.length > 1) && (
                  <Button
                    name="remove"
                    value={`${path}.${index}`}
                    size="small"
                    variant="text"
                    icon="trash"
                    label={t('plan.remove-row')}
                  />
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
      {editable && canTakeRow(list, choices) && (
        <tfoot>
          <tr>
            <td colSpan={fields.length + 1}>
              <Button name="add" value={path} size="small" variant="text" icon="add">
                {t('plan.add-row')}
              </Button>
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}
