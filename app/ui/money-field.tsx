import { forwardRef } from 'react'
import { useLocale } from 'use-intl'
import type { Currency } from '#app/kernel/currency.ts'
import type { Minor } from '#app/kernel/money.ts'
import { currencySymbol, majorText } from '#app/kernel/money-text.ts'
import { AmountField, type AmountFieldProps } from './amount-field.tsx'

export type MoneyFieldProps = Omit<AmountFieldProps, 'unit' | 'sign'> & {
  currency?: Currency
  /** What stands in it at first, in minor units; or give `defaultValue` as text. */
  defaultMinor?: Minor
}

/** An amount in major units as a person types it ('12,738.81'); arrives at the action as that text. */
export const MoneyField = forwardRef<HTMLInputElement, MoneyFieldProps>(
  ({ currency = 'CNY', defaultMinor, defaultValue, ...field }, ref) => {
    const stored = defaultMinor === undefined ? undefined : majorText(defaultMinor, currency)
    return (
      <AmountField
        ref={ref}
        {...field}
        sign={currencySymbol(currency, useLocale())}
        defaultValue={defaultValue ?? stored}
      />
    )
  },
)
MoneyField.displayName = 'MoneyField'
