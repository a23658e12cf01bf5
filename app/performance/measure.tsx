import { useLocale } from 'use-intl'
import { numberText } from '#app/kernel/intl.ts'
import type { Words } from '#app/kernel/words.ts'
import { useWordsText } from '#app/ui/words.tsx'
import { inUnit } from './in-unit.ts'

/** An actual or a target as a person reads it: digits in groups, then the unit of its KPI. */
export const useMeasureText = () => {
  const locale = useLocale()
  const words = useWordsText()
  return (value: string, unit?: Words | null): string =>
    inUnit(numberText(value, locale, { maximumFractionDigits: 10 }), unit ? words(unit) : undefined)
}
