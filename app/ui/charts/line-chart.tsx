import { lazy } from 'react'
import { AfterMount, Legend, type Series } from './chart-parts.tsx'

export type { Series }
/** One place on the x axis; a missing value breaks the line. `low` and `high` of a series draw its interval. */
export type LinePoint = { label: string; values: Readonly<Record<string, number | null>>; low?: number; high?: number }
export type LineChartProps = {
  label: string
  points: readonly LinePoint[]
  series: readonly Series[]
  unit?: string
  digits?: number
  /** A faint level line with its words. */
  target?: { value: number; title: string }
  /** The y axis begins at the smallest value, not at zero; say so in "how to read this". */
  fromLowest?: boolean
}

const Picture = lazy(() => import('./line-picture.tsx'))

export const LineChart = (props: LineChartProps) => (
  <>
    <Legend series={props.series} />
    <AfterMount height={240} label={props.label}>
      {() => <Picture {...props} />}
    </AfterMount>
  </>
)
