import { useFormatter } from 'use-intl'
import type { Words } from '#app/kernel/words.ts'
import { useWordsText } from '#app/ui/words.tsx'
import { inUnit } from './in-unit.ts'

/** An actual or a target as a person reads it: digits in groups, then the unit of its KPI. */
export const useMeasureText = () => {
  const format = useFormatter()
  const words = useWordsText()
  return (value: string, unit?: Words | null): string =>
    inUnit(format.number(Number(value), { maximumFractionDigits: 10 }), unit ? words(unit) : undefined)
}
