import { useLocale } from 'use-intl'
import { numberText } from '#app/kernel/intl.ts'
import styles from './chart-frame.module.css'
import { type Series, Swatch } from './chart-parts.tsx'

/** How every axis looks: one line, no ticks, small figures. */
export const axis = {
  axisLine: { stroke: 'var(--line-strong)' },
  tickLine: false,
  tick: { fontSize: 11, fill: 'var(--ink-3)' },
  minTickGap: 16,
} as const

export const useChartNumber = (digits: number) => {
  const locale = useLocale()
  return (value: number): string =>
    numberText(value, locale, {
      maximumFractionDigits: digits,
      notation: Math.abs(value) >= 1e8 ? 'compact' : 'standard',
    })
}

type TipProps = {
  series: readonly Series[]
  format: (value: number) => string
  active?: boolean
  label?: string | number
  payload?: readonly { dataKey?: unknown; value?: unknown }[]
}

/** What stands under the pointer; recharts fills in the last three. */
export const ChartTip = ({ series, format, active, label, payload }: TipProps) =>
  active && payload ? (
    <div className={styles.tip}>
      <b>{label}</b>
      {series.map((each, place) => {
        const value = payload.find((one) => one.dataKey === each.key)?.value
        return (
          typeof value === 'number' && (
            <div key={each.key}>
              <Swatch series={each} place={place} />
              {each.title}
              <span>{format(value)}</span>
            </div>
          )
        )
      })}
    </div>
  ) : null
