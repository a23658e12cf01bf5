import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Table } from '#app/kernel/table.ts'
import { type ActualMapping, kpisKnown, readActuals } from '#app/performance/actuals/actual-row.ts'
import { kpiLibraryForm } from '#app/performance/kpi.form.ts'

const mapping: ActualMapping = {
  subject: 'employee',
  shape: 'wide',
  columns: {
    subject: { from: 'column', heading: '工号' },
    'kpi:share': { from: 'column', heading: '满意度' },
    'kpi:count': { from: 'column', heading: '差错次数' },
  },
}
const known = {
  subjects: new Set(['E1']),
  elsewhere: new Set<string>(),
  kpis: new Set(['share', 'count']),
  kpiNames: new Map([
    ['满意度', 'share'],
    ['Errors', 'count'],
  ]),
  percents: new Set(['share']),
  counts: new Set(['count']),
}
const read = (share: string, count: string) => {
  const header = ['工号', '满意度', '差错次数']
  return readActuals(
    { header, rows: [['E1', share, count]], rowNumbers: [2], firstRow: 1, sheet: null, encoding: 'utf-8' },
    mapping,
    known,
  )
}

describe('a value of a file', () => {
  it.each([
    ['92', '92'],
    ['92%', '92'],
    ['９２．５％', '92.5'],
    ['0.4%', '0.4'],
  ])('%s of what is measured in percent is %s', (text, value) => {
    expect(read(text, '')).toMatchObject({ values: [{ kpi: 'share', value }], faults: [] })
  })
  it('in percent of what is not is refused', () => {
    expect(read('', '12%')).toMatchObject({
      values: [],
      faults: [{ row: 2, column: '差错次数', value: '12%', reason: 'not-in-percent' }],
    })
  })
  it.each(['-1', '(1)', '−0.5'])('%s of what is counted is refused, with its cell', (text) => {
    expect(read('-3', text)).toMatchObject({
      values: [{ kpi: 'share', value: '-3' }],
      faults: [{ row: 2, column: '差错次数', value: text, reason: 'below-zero' }],
    })
    expect(read('', '0')).toMatchObject({ values: [{ kpi: 'count', value: '0' }], faults: [] })
  })
})

it('a KPI is named by its code or its name, one row per value', () => {
  const long: ActualMapping = {
    subject: 'employee',
    shape: 'long',
    columns: {
      subject: { from: 'column', heading: '工号' },
      kpi: { from: 'column', heading: '指标' },
      value: { from: 'column', heading: '数值' },
    },
  }
  const rows = [
    ['E1', '满意度', '９２'],
    ['E1', 'count', '4,361'],
    ['E1', '无此指标', '1'],
  ]
  const table: Table = {
    header: ['工号', '指标', '数值'],
    rows,
    rowNumbers: [2, 3, 4],
    firstRow: 1,
    sheet: null,
    encoding: 'gb18030',
  }
  expect(readActuals(table, long, known)).toEqual({
    values: [
      { row: 2, subject: 'E1', kpi: 'share', value: '92' },
      { row: 3, subject: 'E1', kpi: 'count', value: '4361' },
    ],
    faults: [{ row: 4, column: '指标', value: '无此指标', reason: 'no-such-kpi' }],
  })
})

it('a name that two KPIs have says neither of them, and a code always says its own', () => {
  const { kpis } = kpiLibraryForm.parse(JSON.parse(readFileSync('content/kpis/library.json', 'utf8')))
  const [share, count] = kpis
  if (!share || !count) throw new Error('the library has fewer than two KPIs')
  const both = kpisKnown([share, { ...count, name: { ...count.name, en: share.name.en ?? '' } }])
  expect([...both.kpis]).toEqual([share.code, count.code])
  expect(both.kpiNames.has(share.name.en ?? '')).toBe(false)
  expect(both.kpiNames.get(share.name['zh-CN'] ?? '')).toBe(share.code)
  expect(both.kpiNames.get(count.name['zh-CN'] ?? '')).toBe(count.code)
})
