import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { axis, ChartTip, useChartNumber } from './chart-axis.tsx'
import { type DistributionChartProps, distributionSeries } from './distribution-chart.tsx'

/** The recharts half of DistributionChart; comes on its own after mount. */
const DistributionPicture = (props: DistributionChartProps) => {
  const { bins, marks = [], unit = '', digits = 0 } = props
  const number = useChartNumber(digits)
  const series = distributionSeries(props)
  const rows = bins.map((bin) => ({ ...bin, label: `${number(bin.from)}–${number(bin.to)}` }))
  const binOf = (at: number) => rows.find((bin) => at >= bin.from && at < bin.to)?.label ?? rows.at(-1)?.label
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={rows}
        margin={{ top: 20, right: 12, bottom: 0, left: 0 }}
        barCategoryGap={1}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis dataKey="label" {...axis} />
        <YAxis width={36} allowDecimals={false} {...axis} />
        <Tooltip
          cursor={{ fill: 'var(--hover)' }}
          content={<ChartTip series={series} format={(value) => `${value} ${unit}`} />}
          isAnimationActive={false}
        />
        <Bar dataKey="count" fill="var(--d1)" radius={[2, 2, 0, 0]} isAnimationActive={false} />
        {series.length > 1 && (
          <Line
            dataKey="before"
            type="step"
            stroke="var(--d6)"
            strokeWidth={2}
            strokeDasharray="4 3"
            dot={false}
            isAnimationActive={false}
          />
        )}
        {marks.map((mark) => (
          <ReferenceLine
            key={mark.title}
            x={binOf(mark.at)}
            stroke="var(--ink)"
            label={{ value: mark.title, position: 'top', fontSize: 11, fill: 'var(--ink)' }}
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  )
}
export default DistributionPicture
