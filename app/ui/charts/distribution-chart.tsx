import { lazy } from 'react'
import { AfterMount, Legend, type Series } from './chart-parts.tsx'

/** One bin: how many from `from` up to `to`; `before` is the same bin in what it is compared with. */
export type Bin = { from: number; to: number; count: number; before?: number }
export type DistributionChartProps = {
  label: string
  bins: readonly Bin[]
  /** Names of now and before, where there is a before. */
  titles?: { now: string; before?: string }
  /** A level to look at: the mean, one's own place, a guideline. */
  marks?: readonly { at: number; title: string }[]
  unit?: string
  digits?: number
}

const Picture = lazy(() => import('./distribution-picture.tsx'))

export const distributionSeries = ({ titles, label }: DistributionChartProps): readonly Series[] => [
  { key: 'count', title: titles?.now ?? label, tone: 1 },
  ...(titles?.before ? [{ key: 'before', title: titles.before, tone: 6, dashed: true } as const] : []),
]

export const DistributionChart = (props: DistributionChartProps) => (
  <>
    <Legend series={distributionSeries(props)} />
    <AfterMount height={240} label={props.label}>
      {() => <Picture {...props} />}
    </AfterMount>
  </>
)
