import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { BarChartProps } from './bar-chart.tsx'
import { axis, ChartTip, useChartNumber } from './chart-axis.tsx'
import { inkOf } from './chart-parts.tsx'

/** The recharts half of BarChart; comes on its own after mount. */
const BarPicture = ({ data, series, stacked, sideways, unit = '', digits = 0 }: BarChartProps) => {
  const number = useChartNumber(digits)
  const rows = data.map(({ label, values }) => ({ label, ...values }))
  const names = <XAxis dataKey="label" {...axis} />
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={rows}
        layout={sideways ? 'vertical' : 'horizontal'}
        margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
        barCategoryGap="24%"
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--line)" vertical={Boolean(sideways)} horizontal={!sideways} />
        {sideways ? <XAxis type="number" {...axis} tickFormatter={number} /> : names}
        {sideways ? (
          <YAxis type="category" dataKey="label" width={96} {...axis} />
        ) : (
          <YAxis width={44} {...axis} tickFormatter={number} />
        )}
        <Tooltip
          cursor={{ fill: 'var(--hover)' }}
          content={<ChartTip series={series} format={(value) => `${number(value)} ${unit}`} />}
          isAnimationActive={false}
        />
        {series.map((each, place) => (
          <Bar
            key={each.key}
            dataKey={each.key}
            fill={inkOf(each, place)}
            stackId={stacked ? 'all' : undefined}
            radius={stacked ? 0 : sideways ? [0, 2, 2, 0] : [2, 2, 0, 0]}
            maxBarSize={36}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}
export default BarPicture
