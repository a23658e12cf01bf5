import { BarChart } from '../charts/bar-chart.tsx'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { DistributionChart } from '../charts/distribution-chart.tsx'
import { LineChart } from '../charts/line-chart.tsx'
import { Section, Stack } from '../layout.tsx'
import { useSamples } from './gallery-words.ts'

const counts = [2, 5, 11, 24, 46, 71, 88, 64, 37, 14, 4]
const before = [3, 8, 16, 30, 52, 74, 80, 55, 30, 12, 6]
const months = [88.1, 88.4, 89.2, 89, 90.1, 90.8, 91.2, 91.9, 92.4]

export const GalleryCharts = () => {
  const w = useSamples()
  const bins = counts.map((count, index) => ({
    from: 60 + index * 4,
    to: 64 + index * 4,
    count,
    before: before[index],
  }))
  const units = [w.tree[1] ?? '', w.tree[4] ?? '', w.tree[3] ?? '']
  return (
    <Section title={w.headings.charts}>
      <Stack gap="large">
        <ChartFrame
          finding={w.finding}
          unit={w.points}
          n={366}
          how={w.how}
          table={{
            columns: [w.score, w.thisCycle, w.lastCycle],
            rows: bins.map((bin) => [`${bin.from}–${bin.to}`, bin.count, bin.before]),
          }}
        >
          <DistributionChart
            label={w.finding}
            bins={bins}
            titles={{ now: w.thisCycle, before: w.lastCycle }}
            marks={[{ at: 86.2, title: w.mean }]}
          />
        </ChartFrame>
        <ChartFrame
          finding={w.findingLine}
          unit={w.points}
          n={214}
          how={w.how}
          table={{ columns: [w.from, w.score], rows: months.map((value, index) => [`2026-0${index + 1}`, value]) }}
        >
          <LineChart
            label={w.findingLine}
            fromLowest
            digits={1}
            series={[{ key: 'a', title: w.branch }]}
            points={months.map((value, index) => ({
              label: `0${index + 1}`,
              values: { a: value },
              low: value - 0.9,
              high: value + 0.9,
            }))}
            target={{ value: 92, title: w.target }}
          />
        </ChartFrame>
        <ChartFrame
          finding={w.findingBars}
          unit="%"
          n={3}
          table={{
            columns: [w.unit, w.deposits, w.loans, w.cards],
            rows: units.map((unit, index) => [unit, 60 + index * 9, 88 - index * 12, 40 + index * 5]),
          }}
        >
          <BarChart
            label={w.findingBars}
            unit="%"
            series={[
              { key: 'd', title: w.deposits },
              { key: 'l', title: w.loans },
              { key: 'c', title: w.cards },
            ]}
            data={units.map((label, index) => ({
              label,
              values: { d: 60 + index * 9, l: 88 - index * 12, c: 40 + index * 5 },
            }))}
          />
        </ChartFrame>
        <ChartFrame
          finding={w.findingBars}
          unit="%"
          n={3}
          table={{ columns: [w.unit, w.loans], rows: units.map((unit, index) => [unit, 88 - index * 12]) }}
        >
          <BarChart
            sideways
            label={w.findingBars}
            unit="%"
            series={[{ key: 'l', title: w.loans, tone: 2 }]}
            data={units.map((label, index) => ({ label, values: { l: 88 - index * 12 } }))}
          />
        </ChartFrame>
      </Stack>
    </Section>
  )
}
