import { forwardRef, type InputHTMLAttributes } from 'react'
import { useLocale } from 'use-intl'
import type { Currency } from '#app/kernel/currency.ts'
import type { Minor } from '#app/kernel/money.ts'
import { currencySymbol, majorText } from '#app/kernel/money-text.ts'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { FieldFrame, type FieldWords, useField } from './field.tsx'
import { useFirstText } from './sent.ts'

export type MoneyFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'size' | 'type'> &
  FieldWords & {
    currency?: Currency
    /** What stands in it at first, in minor units; or give `defaultValue` as text. */
    defaultMinor?: Minor
  }

/** An amount in major units as a person types it ('12,738.81'); arrives at the action as that text. */
export const MoneyField = forwardRef<HTMLInputElement, MoneyFieldProps>(
  (
    { label, help, error, optional, quiet, span = 'narrow', currency = 'CNY', defaultMinor, defaultValue, ...input },
    ref,
  ) => {
    const field = useField({ ...input, error, help })
    const symbol = currencySymbol(currency, useLocale())
    const stored = defaultMinor === undefined ? undefined : majorText(defaultMinor, currency)
    const first = useFirstText({ ...input, defaultValue: defaultValue ?? stored })
    return (
      <FieldFrame field={field} label={label} help={help} optional={optional} quiet={quiet} span={span}>
        <div className={styles.affixed}>
          <span className={styles.prefix}>{symbol}</span>
          <input
            ref={ref}
            inputMode="decimal"
            autoComplete="off"
            {...input}
            {...first}
            {...field.aria}
            type="text"
            id={field.id}
            className={classes(styles.input, styles.number, input.className)}
          />
        </div>
      </FieldFrame>
    )
  },
)
MoneyField.displayName = 'MoneyField'
