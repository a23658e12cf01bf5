import { describe, expect, it } from 'vitest'
import { columnLetter, tableLimits, tableOf } from '#app/kernel/table.ts'

const source = { sheet: null, encoding: 'utf-8' as const }
const read = (lines: string[][], limits = tableLimits) => {
  const table = tableOf(lines, source, limits)
  return table.ok ? table.value : table.error
}

describe('a table', () => {
  it('may have a title above, wherever it stands, and columns without a heading where something is in them', () => {
    const below = [
      ['a', 'b'],
      ['1', '2'],
    ]
    for (const title of [['Staff'], ['', 'Staff'], ['', '', '', 'Staff']])
      expect(read([title, ...below])).toMatchObject({ header: ['a', 'b'], rows: [['1', '2']], firstRow: 3 })
    expect(
      read([
        ['', 'Staff'],
        ['a', '', 'c'],
        ['1', '', '3'],
      ]),
    ).toMatchObject({ header: ['a', 'c'] })
    expect(
      read([
        ['a', '', 'c'],
        ['1', ' ', '3'],
      ]),
    ).toMatchObject({ header: ['a', 'c'], rows: [['1', '3']] })
    expect(
      read([
        ['a', '', 'c'],
        ['1', '2', '3'],
      ]),
    ).toMatchObject({ header: ['a', 'B', 'c'] })
  })

  it('may be of one column, and names each heading once however often it stands there', () => {
    expect(read([['n'], ['1'], [''], ['2']])).toMatchObject({ header: ['n'], rows: [['1'], ['2']], rowNumbers: [2, 4] })
    expect(
      read([
        ['a', 'a', 'a'],
        ['1', '2', '3'],
      ]),
    ).toMatchObject({ header: ['a', 'a (2)', 'a (3)'] })
  })

  it('is as large as its limits, and no larger', () => {
    const limits = { bytes: 1_000, rows: 2, columns: 2, cell: 3 }
    const rows = [
      ['1', '222'],
      ['3', '4'],
    ]
    expect(read([['a', 'b'], ...rows], limits)).toMatchObject({ rows })
    expect(read([['a', 'b'], ...rows, [], ['5', '6']], limits)).toMatchObject({
      code: 'too-many-rows',
      detail: { row: 5, limit: 2 },
    })
    expect(
      read(
        [
          ['a', 'b', 'c'],
          ['1', '2', '3'],
        ],
        limits,
      ),
    ).toMatchObject({ code: 'too-many-columns' })
    expect(
      read(
        [
          ['a', 'b'],
          ['1', '2222'],
        ],
        limits,
      ),
    ).toMatchObject({
      code: 'cell-too-long',
      detail: { row: 2, column: 'b', limit: 3 },
    })
  })

  it('says where more stands than there are headings for', () => {
    expect(
      read([
        ['a', 'b'],
        ['1', '2'],
        ['1', '2', '3'],
      ]),
    ).toMatchObject({
      code: 'more-cells-than-headings',
      detail: { row: 3, column: 'C' },
    })
  })

  it('is none without a heading, or with nothing but headings', () => {
    for (const lines of [[], [[]], [['', ' ']], [['a', 'b']], [['a', 'b'], [' ']]])
      expect(read(lines)).toMatchObject({ code: 'file-empty' })
  })
})

it('a column is known by its letters', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})
