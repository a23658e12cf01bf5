import { describe, expect, it } from 'vitest'
import { type ActualMapping, readActuals } from '#app/performance/actuals/actual-row.ts'

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
  percents: new Set(['share']),
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
})
