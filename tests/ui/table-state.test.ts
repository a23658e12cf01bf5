import { describe, expect, it } from 'vitest'
import type { Filter } from '#app/ui/tables/table-filter.ts'
import { localRows } from '#app/ui/tables/table-filter.ts'
import { hrefWith, nextSort, readTableAsk, readTableState, sorted } from '#app/ui/tables/table-state.ts'

const columns = ['name', 'score', 'pay']
const read = (search: string, name?: string) =>
  readTableState(new URLSearchParams(search), { name, columns, filters: ['q', 'state'] })

describe('what a list shows', () => {
  it('is read from the address', () => {
    expect(read('sort=-score&page=3&cols=name&cols=pay&q=%20Zhou%20')).toEqual({
      sort: { key: 'score', down: true },
      page: 3,
      columns: ['name', 'pay'],
      filter: { q: 'Zhou' },
    })
  })
  it('is the usual when the address says nothing, or nonsense', () => {
    const usual = { sort: undefined, page: 1, columns: undefined, filter: {} }
    expect(read('')).toEqual(usual)
    expect(read('sort=salary&page=-2&cols=salary&state=')).toEqual(usual)
    expect(read('page=1e99')).toEqual(usual)
  })
  it('keeps two lists of one page apart by their names', () => {
    expect(read('sort=name&bench.sort=-pay', 'bench').sort).toEqual({ key: 'pay', down: true })
  })
})

describe('an address with changes', () => {
  const now = new URLSearchParams('q=Zhou&page=2&sort=name')
  it('keeps everything else', () => {
    expect(hrefWith(now, { page: null, sort: '-score' })).toBe('?q=Zhou&sort=-score')
    expect(hrefWith(now, { cols: ['name', 'pay'], q: '' })).toBe('?page=2&sort=name&cols=name&cols=pay')
  })
  it('does not touch the one it came from', () => {
    hrefWith(now, { q: null })
    expect(now.get('q')).toBe('Zhou')
  })
})

describe('pressing a column', () => {
  it('goes up, down, and back to none', () => {
    expect(nextSort(undefined, 'name')).toBe('name')
    expect(nextSort({ key: 'name', down: false }, 'name')).toBe('-name')
    expect(nextSort({ key: 'name', down: true }, 'name')).toBeNull()
  })
  it('begins with the largest where that is what people look for', () => {
    expect(nextSort(undefined, 'score', true)).toBe('-score')
    expect(nextSort({ key: 'score', down: true }, 'score', true)).toBe('score')
    expect(nextSort({ key: 'score', down: false }, 'score', true)).toBeNull()
  })
  it('begins anew on another column', () => {
    expect(nextSort({ key: 'name', down: true }, 'score')).toBe('score')
  })
})

describe('rows in order', () => {
  const rows = [
    { id: 'a', score: 80 },
    { id: 'b', score: null },
    { id: 'c', score: 95 },
    { id: 'd', score: 80 },
  ]
  const order = (down: boolean) =>
    sorted(rows, (row) => row.score, down, 'en')
      .map((row) => row.id)
      .join('')
  it('stand by value, what is missing last in either direction, equals as they were', () => {
    expect(order(false)).toBe('adcb')
    expect(order(true)).toBe('cadb')
  })
  it('read numbers inside names, and Chinese names by their sound', () => {
    expect(sorted(['Desk 10', 'Desk 9'], String, false, 'en')).toEqual(['Desk 9', 'Desk 10'])
    expect(sorted(['周岚', '陈思远', '李可欣'], String, false, 'zh-CN')).toEqual(['陈思远', '李可欣', '周岚'])
  })
})

describe('a list that has all its rows', () => {
  type Row = { name: string; state: string }
  const rows: Row[] = [
    { name: 'Zhou', state: 'open' },
    { name: 'Chen', state: 'closed' },
    { name: 'Li', state: 'open' },
  ]
  const filters: Filter<Row>[] = [
    { key: 'q', label: '', match: (row, value) => row.name.includes(value) },
    { key: 'state', label: '', match: (row, value) => row.state === value },
  ]
  const list = (search: string) =>
    localRows(rows, {
      columns: [{ key: 'name', title: '', cell: (row) => row.name, sortBy: (row) => row.name }],
      filters,
      state: read(search),
      locale: 'en',
    }).map((row) => row.name)
  it('filters and sorts them itself', () => {
    expect(list('')).toEqual(['Zhou', 'Chen', 'Li'])
    expect(list('state=open&sort=name')).toEqual(['Li', 'Zhou'])
    expect(list('state=open&q=hen')).toEqual([])
  })
})

describe('what a loader is asked for', () => {
  it('is a slice in an order that it knows', () => {
    const ask = readTableAsk('http://bank/people?page=3&sort=-pay', { sorts: ['name', 'pay'], size: 20 })
    expect(ask).toMatchObject({ sort: { key: 'pay', down: true }, page: 3, limit: 20, offset: 40 })
    expect(readTableAsk('http://bank/people?sort=secret', { sorts: ['name'] }).sort).toBeUndefined()
  })
})
