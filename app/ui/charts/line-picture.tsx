import {
  Area,
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
import { inkOf } from './chart-parts.tsx'
import type { LineChartProps } from './line-chart.tsx'

/** The recharts half of LineChart; comes on its own after mount. */
const LinePicture = ({ points, series, unit = '', digits = 0, target, fromLowest }: LineChartProps) => {
  const number = useChartNumber(digits)
  const rows = points.map(({ label, values, low, high }) => ({
    label,
    ...values,
    ...(low === undefined ? {} : { band: [low, high] }),
  }))
  const banded = points.some((point) => point.low !== undefined)
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={rows} margin={{ top: 8, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis dataKey="label" {...axis} />
        <YAxis width={44} {...axis} tickFormatter={number} domain={fromLowest ? ['auto', 'auto'] : [0, 'auto']} />
        <Tooltip
          cursor={{ stroke: 'var(--line-strong)' }}
          content={<ChartTip series={series} format={(value) => `${number(value)} ${unit}`} />}
          isAnimationActive={false}
        />
        {banded && <Area dataKey="band" stroke="none" fill="var(--act-wash)" isAnimationActive={false} />}
        {target && (
          <ReferenceLine
            y={target.value}
            stroke="var(--ink-3)"
            strokeDasharray="3 4"
            label={{ value: target.title, position: 'insideTopLeft', fontSize: 11, fill: 'var(--ink-2)' }}
          />
        )}
        {series.map((each, place) => (
          <Line
            key={each.key}
            dataKey={each.key}
            stroke={inkOf(each, place)}
            strokeWidth={2}
            strokeDasharray={each.dashed ? '5 4' : undefined}
            dot={points.length <= 12 ? { r: 3, fill: inkOf(each, place), stroke: 'var(--page)' } : false}
            activeDot={{ r: 4 }}
            isAnimationActive={false}
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  )
}
export default LinePicture
