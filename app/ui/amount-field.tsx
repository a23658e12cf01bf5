import { forwardRef } from 'react'
import { groupedText } from '#app/kernel/grouped.ts'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { FieldFrame, useField } from './field.tsx'
import { grouping } from './grouping.ts'
import { useFirstText } from './sent.ts'
import type { NumberFieldProps } from './text-field.tsx'

export type AmountFieldProps = Omit<NumberFieldProps, 'value' | 'type'> & {
  /** Stands before the figure: ¥. */ sign?: string
}

/**
 * A figure that may be large, such as what a branch is to bring in, with its unit: its thousands stand apart, which a
 * browser's own number field cannot. Arrives at the action as that text.
 */
export const AmountField = forwardRef<HTMLInputElement, AmountFieldProps>(
  ({ label, help, error, optional, quiet, span = 'narrow', sign, unit, defaultValue, ...input }, ref) => {
    const field = useField({ ...input, error, help })
    const { defaultValue: first = '' } = useFirstText({ ...input, defaultValue })
    return (
      <FieldFrame field={field} label={label} help={help} optional={optional} quiet={quiet} span={span}>
        <div className={styles.affixed}>
          {sign && <span className={styles.prefix}>{sign}</span>}
          <input
            inputMode="decimal"
            autoComplete="off"
            {...input}
            {...grouping(ref, input.onBlur)}
            defaultValue={groupedText(String(first))}
            {...field.aria}
            type="text"
            id={field.id}
            className={classes(styles.input, styles.number, input.className)}
          />
          {unit && <span className={styles.suffix}>{unit}</span>}
        </div>
      </FieldFrame>
    )
  },
)
AmountField.displayName = 'AmountField'
