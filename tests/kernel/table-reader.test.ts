import { describe, expect, it } from 'vitest'
import { readTable } from '#app/kernel/table-reader.server.ts'
import { xlsxOf } from '#app/kernel/xlsx.server.ts'

const numbers = Array.from({ length: 9_000 }, (_, index) => index)
const columns = ['one', 'two', 'three'].map((title, at) => ({
  title,
  value: (row: number) => `value ${row * 7919 + at}`,
}))
const bytesOf = (lines: readonly string[]) => new TextEncoder().encode(lines.join('\n'))

describe('a file that is too large for the serving thread', () => {
  it('reads as a small one does, workbook or text', async () => {
    const workbook = new Uint8Array(await xlsxOf(columns, numbers, 'S'))
    expect(workbook.length).toBeGreaterThan(64 * 1024)
    const text = bytesOf(['one,two', ...numbers.map((row) => `${'x'.repeat(120)},${row}`)])
    expect(text.length).toBeGreaterThan(1024 * 1024)
    const [sheet, csv] = await Promise.all([readTable(workbook), readTable(text)])
    expect(sheet).toMatchObject({ ok: true, value: { header: ['one', 'two', 'three'], firstRow: 2, sheet: 'S' } })
    expect(sheet.ok && sheet.value.rows.at(-1)).toEqual(columns.map((column) => column.value(8_999)))
    expect(csv).toMatchObject({ ok: true, value: { header: ['one', 'two'], sheet: null, encoding: 'utf-8' } })
    expect(csv.ok && csv.value.rowNumbers.at(-1)).toBe(9_001)
  })

  it('is refused with its place, and holds up no other', async () => {
    const long = 'x'.repeat(9_000)
    const faulty = bytesOf(['one,two', ...numbers.map((row) => `${'x'.repeat(120)},${row === 5_000 ? long : row}`)])
    const few = new Uint8Array(await xlsxOf(columns, numbers, 'S'))
    const [refused, limited] = await Promise.all([
      readTable(faulty),
      readTable(few, { limits: { bytes: 1024 * 1024, rows: 100, columns: 10, cell: 100 } }),
    ])
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'cell-too-long', detail: { row: 5_002, column: 'two' } },
    })
    expect(limited).toMatchObject({ ok: false, error: { code: 'too-many-rows' } })
  })
})

describe('a file', () => {
  const text = bytesOf(['one,two', '1,2'])
  it('is as large as its limit, and no larger', async () => {
    const upTo = (bytes: number) => readTable(text, { limits: { bytes, rows: 10, columns: 10, cell: 100 } })
    expect(await upTo(text.length)).toMatchObject({ value: { rows: [['1', '2']] } })
    expect(await upTo(text.length - 1)).toMatchObject({
      error: { code: 'file-too-large', detail: { limit: text.length - 1 } },
    })
  })
  it('gives its headings alone where they alone are asked for, and what is wrong below them all the same', async () => {
    const faulty = bytesOf(['one,two', '1,2,3'])
    expect(await readTable(text, { isHeadOnly: true })).toMatchObject({
      value: { header: ['one', 'two'], rows: [], rowNumbers: [] },
    })
    expect(await readTable(faulty, { isHeadOnly: true })).toMatchObject({ error: { code: 'more-cells-than-headings' } })
  })
})
