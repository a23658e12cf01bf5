import { expect, it } from 'vitest'
import { absentHeadings, cellsOf, headingIn, mapColumns, unreadHeadings } from '#app/kernel/column-mapping.ts'
import { recallMapping, rememberMapping } from '#app/kernel/column-memory.server.ts'
import { readCsv } from '#app/kernel/csv.server.ts'
import { exportResponse } from '#app/kernel/list-export.server.ts'
import { transact } from '#db/transact.server.ts'
import { clock, eachEngine } from '../support/database.ts'

const wanted = [
  { key: 'number', aliases: ['工号', 'employee number'], required: true },
  { key: 'name', aliases: ['姓名'], required: true },
  { key: 'base', aliases: ['月基本工资', 'base salary'] },
] as const

it('columns are found by their names in either language, whatever their case, width and unit', () => {
  expect(mapColumns(['Employee_Number', '姓 名', '月基本工资（元）', '备注'], wanted)).toEqual({
    mapping: {
      number: { from: 'column', heading: 'Employee_Number' },
      name: { from: 'column', heading: '姓 名' },
      base: { from: 'column', heading: '月基本工资（元）' },
    },
    missing: [],
    unused: ['备注'],
  })
  expect(mapColumns(['x'], wanted).missing).toEqual(['number', 'name'])
})

it('what is remembered goes first, where the file still has it', () => {
  const remembered = {
    number: { from: 'pattern', pattern: 'S-{row}' },
    name: { from: 'column', heading: 'gone' },
  } as const
  const { mapping } = mapColumns(['工号', '姓名'], wanted, remembered)
  expect(mapping).toEqual({ number: remembered.number, name: { from: 'column', heading: '姓名' } })
  expect(absentHeadings({ name: { from: 'pattern', pattern: '{Region}-{row}' } }, ['x'])).toEqual(['Region'])
})

it('a sample has each column under a name of the reader’s language by which it is found again', () => {
  expect(wanted.map((column) => headingIn(column, 'zh-CN'))).toEqual(['工号', '姓名', '月基本工资'])
  expect(wanted.map((column) => headingIn(column, 'en'))).toEqual(['employee number', '姓名', 'base salary'])
})

it('headings that no column is read from are named', () => {
  const mapping = {
    number: { from: 'pattern', pattern: '{Region}-{row}' },
    name: { from: 'column', heading: 'b' },
  } as const
  expect(unreadHeadings(mapping, ['Region', 'b', 'c', ''])).toEqual(['c'])
})

it('a column may be a constant or a pattern of the row number and other columns', () => {
  const read = readCsv(new TextEncoder().encode('Region,name\nNorth,a\nSouth,b\n'))
  if (!read.ok) throw new Error(read.error.code)
  const cell = cellsOf(read.value, {
    number: { from: 'pattern', pattern: 'S-{row:3}-{Region}' },
    base: { from: 'constant', value: '1.00' },
    name: { from: 'column', heading: 'name' },
  })
  expect([cell(1, 'number'), cell(1, 'base'), cell(1, 'name')]).toEqual(['S-002-South', '1.00', 'b'])
})

eachEngine('a mapping', (open) => {
  it('is remembered for a person and a set of headings', async () => {
    const db = await open()
    const mine = { kind: 'roster', accountId: 'acc_1' }
    const mapping = { base: { from: 'constant', value: '1.00' } } as const
    await transact(db, (tx) => rememberMapping(tx, mine, ['a', 'b'], {}, clock.now))
    await transact(db, (tx) => rememberMapping(tx, mine, ['b', 'a'], mapping, clock.now))
    expect(await recallMapping(db, mine, ['a', 'b'])).toEqual(mapping)
    expect(await recallMapping(db, { ...mine, accountId: 'acc_2' }, ['a', 'b'])).toEqual({})
    expect(await recallMapping(db, mine, ['a', 'c'])).toEqual({})
  })
})

it('a list becomes a file with a name in both alphabets', async () => {
  const list = { name: '花名册 "x"', columns: [{ title: 'a', value: (row: string) => row }], rows: ['1'] }
  const csv = await exportResponse(list, 'csv')
  expect(csv.headers.get('content-disposition')).toBe(
    `attachment; filename="___  x .csv"; filename*=UTF-8''%E8%8A%B1%E5%90%8D%E5%86%8C%20%20x%20.csv`,
  )
  expect(await csv.text()).toBe('a\r\n1\r\n')
  const xlsx = await exportResponse(list, 'xlsx')
  expect(xlsx.headers.get('content-type')).toContain('spreadsheetml')
})

it('a list that is too long for a workbook comes whole, as CSV', async () => {
  const columns = [{ title: 'a', value: (row: number) => row }]
  async function* rows() {
    yield* [1, 2, 3, 4]
  }
  const ending = async (longest: number) => {
    const file = await exportResponse({ name: 'all', columns, rows: rows() }, 'xlsx', longest)
    return { name: file.headers.get('content-disposition')?.split('; ')[1], file }
  }
  expect((await ending(4)).name).toBe('filename="all.xlsx"')
  const { name, file } = await ending(3)
  expect(name).toBe('filename="all.csv"')
  expect(await file.text()).toBe('\uFEFFa\r\n1\r\n2\r\n3\r\n4\r\n'.slice(1))
})
