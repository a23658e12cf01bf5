import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Table } from '#app/kernel/table.ts'
import {
  type ActualMapping,
  isInQuestion,
  kpisKnown,
  proposeMapping,
  readActuals,
  unitScoreCode,
} from '#app/performance/actuals/actual-row.ts'
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

it('a code is that KPI’s, be it the name of another', () => {
  const columns = {
    subject: { from: 'column', heading: 'code' },
    kpi: { from: 'column', heading: 'kpi' },
    value: { from: 'column', heading: 'value' },
  } as const
  const table: Table = {
    ...{ header: ['code', 'kpi', 'value'], rows: [['E1', 'count', '3']], rowNumbers: [2] },
    ...{ firstRow: 1, sheet: null, encoding: 'utf-8' },
  }
  const named = { ...known, kpiNames: new Map([['count', 'share']]) }
  expect(readActuals(table, { subject: 'employee', shape: 'long', columns }, named).values).toMatchObject([
    { kpi: 'count' },
  ])
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

describe('the headings of a file', () => {
  const kpis = [
    { code: 'sales', name: { 'zh-CN': '销售额', en: 'Sales' } },
    { code: 'calls', name: { en: 'Calls' } },
    { code: 'visits', name: { 'zh-CN': '走访' } },
  ]
  it.each([
    [
      'a KPI by its name in either language or its code',
      '工号,销售额,Calls,走访',
      ['kpi:calls', 'kpi:sales', 'kpi:visits', 'subject'],
    ],
    ['in English as well', 'number,Sales,calls,visits', ['kpi:calls', 'kpi:sales', 'kpi:visits', 'subject']],
  ])('name %s', (_, header, keys) => {
    expect(Object.keys(proposeMapping(header.split(','), kpis).columns).sort()).toEqual(keys)
  })
  it('are of people where they name a person, whatever unit stands beside', () => {
    const subjectOf = (header: string) => proposeMapping(header.split(','), kpis).subject
    expect([subjectOf('unit code,number,Sales'), subjectOf('unit code,Sales'), subjectOf('Sales')]).toEqual([
      'employee',
      'unit',
      'employee',
    ])
  })
  it('leave a file in question where its values or their KPIs are not to be found', () => {
    const inQuestion = (header: string) => isInQuestion(proposeMapping(header.split(','), kpis), header.split(','))
    expect(inQuestion('number,kpi,value')).toBe(false)
    expect(inQuestion('number,Sales')).toBe(false)
    expect(inQuestion('number,value')).toBe(true)
    expect(inQuestion('kpi,value')).toBe(true)
    const long = proposeMapping(['number', 'kpi', 'value'], kpis)
    const { kpi: _, ...without } = long.columns
    expect(isInQuestion({ ...long, columns: without }, ['number', 'kpi', 'value'])).toBe(true)
  })
})

describe('what is no KPI', () => {
  const table = (rows: string[][]): Table => ({
    ...{ header: ['code', 'kpi', 'value'], rows, rowNumbers: rows.map((__, at) => at + 2) },
    ...{ firstRow: 1, sheet: null, encoding: 'utf-8' },
  })
  const columns = {
    subject: { from: 'column', heading: 'code' },
    kpi: { from: 'column', heading: 'kpi' },
    value: { from: 'column', heading: 'value' },
  } as const
  it('is not taken of a unit either, but for its score; and a person has no such score', () => {
    const rows = [
      ['E1', unitScoreCode, '88'],
      ['E1', 'nonsense', '1'],
    ]
    const of = (subject: 'unit' | 'employee') => readActuals(table(rows), { subject, shape: 'long', columns }, known)
    expect(of('unit')).toMatchObject({ values: [{ kpi: unitScoreCode, value: '88' }], faults: [{ value: 'nonsense' }] })
    expect(of('employee')).toMatchObject({
      values: [],
      faults: [
        { value: unitScoreCode, reason: 'no-such-kpi' },
        { value: 'nonsense', reason: 'no-such-kpi' },
      ],
    })
  })
  it('is named by its column where each KPI has one, and a word where a count should be is no number', () => {
    const wide = { ...mapping, columns: { ...mapping.columns, 'kpi:gone': { from: 'column', heading: '旧' } as const } }
    const rows = { header: ['工号', '满意度', '差错次数', '旧'], rows: [['E1', '', 'abc', '3']], rowNumbers: [2] }
    expect(readActuals({ ...rows, firstRow: 1, sheet: null, encoding: 'utf-8' }, wide, known).faults).toEqual([
      { row: 2, column: '差错次数', value: 'abc', reason: 'not-a-number' },
      { row: 2, column: '旧', value: 'gone', reason: 'no-such-kpi' },
    ])
  })
})
