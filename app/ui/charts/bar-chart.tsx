import { lazy } from 'react'
import { AfterMount, Legend, type Series } from './chart-parts.tsx'

export type { Series }
export type BarPoint = { label: string; values: Readonly<Record<string, number>> }
export type BarChartProps = {
  /** What it shows, for those who hear it. */
  label: string
  data: readonly BarPoint[]
  series: readonly Series[]
  unit?: string
  /** Series on one another instead of side by side. */
  stacked?: boolean
  /** Bars to the right, for long names. */
  sideways?: boolean
  /** Digits after the point. */
  digits?: number
}

const Picture = lazy(() => import('./bar-picture.tsx'))

export const BarChart = (props: BarChartProps) => (
  <>
    <Legend series={props.series} />
    <AfterMount height={props.sideways && props.data.length > 8 ? 320 : 240} label={props.label}>
      {() => <Picture {...props} />}
    </AfterMount>
  </>
)
