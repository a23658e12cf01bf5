import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readTable } from '#app/kernel/table-reader.server.ts'
import { readXlsx, xlsxOf } from '#app/kernel/xlsx.server.ts'
import { storedZip } from '#app/kernel/zip.server.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook as small as one can be, with the given sheets; style 1 is a date, 2 to 5 have a percent in their format. */
const workbook = (sheets: Record<string, string>, more: Record<string, string> = {}) => {
  const names = Object.keys(sheets)
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rId99" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<?xml version="1.0"?><styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0%;[Red]-0.0%"/><numFmt numFmtId="165" formatCode="0.0&quot;%&quot;"/></numFmts><cellStyleXfs count="2"><xf numFmtId="0"/><xf numFmtId="9"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="10" xfId="0"/><xf numFmtId="164" xfId="0"/><xf numFmtId="165" xfId="0"/><xf xfId="1"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(
      names.map((name, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${sheets[name]}</sheetData></worksheet>`,
      ]),
    ),
    ...more,
  }
  return storedZip(new Map(Object.entries(parts).map(([name, text]) => [name, Buffer.from(text)])))
}
const words = (address: string, text: string) => `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`
const head = `<row r="1">${words('A1', 'name')}${words('B1', 'value')}</row>`
const value = (text: string, style = '') =>
  `${head}<row r="2">${words('A2', 'x')}<c r="B2"${style}><v>${text}</v></c></row>`
const readValue = async (text: string, style = '') => {
  const read = await readXlsx(workbook({ S: value(text, style) }))
  return read.ok ? read.value.rows[0]?.[1] : read.error.code
}

describe('a workbook', () => {
  it('gives its first filled sheet, or the one that is named', async () => {
    const file = workbook({ 说明: '', 花名册: head.replace('name', '姓名') + value('1').slice(head.length) })
    expect(await readTable(file)).toMatchObject({
      value: { sheet: '花名册', header: ['姓名', 'value'], rows: [['x', '1']], firstRow: 2, encoding: 'xlsx' },
    })
    expect(await readTable(file, { sheet: 'Other' })).toMatchObject({ error: { code: 'no-such-sheet' } })
  })

  it('reads days by the 1900 system with its 29 February', async () => {
    expect(await readValue('46295', ' s="1"')).toBe('2026-09-30')
    expect(await readValue('61', ' s="1"')).toBe('1900-03-01')
    expect(await readValue('46295.5', ' s="1"')).toBe('2026-09-30 12:00:00')
  })

  it('reads numbers as people see them and not as binary floats', async () => {
    expect(await readValue('0.30000000000000004')).toBe('0.3')
    expect(await readValue('1.2345E5')).toBe('123450')
    expect(await readValue('12738.81')).toBe('12738.81')
  })

  it('reads what is shown in percent in percent', async () => {
    expect(await readValue('0.92', ' s="2"')).toBe('92%')
    expect(await readValue('0.57999999999999996', ' s="3" t="n"')).toBe('58%')
    expect(await readValue('-9.2E-2', ' s="5"')).toBe('-9.2%')
    expect(await readValue('', ' s="2"')).toBe('')
  })

  it('reads a percent sign that multiplies nothing as no percent', async () => {
    expect(await readValue('92', ' s="4"')).toBe('92')
    expect(await readValue('0.92')).toBe('0.92')
  })

  it('reads what a formula has come to in percent, and text as it stands', async () => {
    const cell = (inner: string) => readXlsx(workbook({ S: `${head}<row r="2">${words('A2', 'x')}${inner}</row>` }))
    expect(await cell('<c r="B2" s="2"><f>A1/&lt;B1</f><v>0.5</v></c>')).toMatchObject({
      value: { rows: [['x', '50%']] },
    })
    expect(await cell('<c r="B2" s="2" t="str"><v>0.5</v></c>')).toMatchObject({ value: { rows: [['x', '0.5']] } })
  })

  it('names sheet, row and column of a cell that is an error', async () => {
    const file = workbook({ 明细: `${head}<row r="2"><c r="A2" t="e"><v>#DIV/0!</v></c></row>` })
    expect(await readTable(file)).toMatchObject({
      error: { code: 'cell-error', detail: { sheet: '明细', row: 2, column: 'A', found: '#DIV/0!' } },
    })
  })

  it('with macros, or of the old kind, is refused', async () => {
    expect(await readTable(workbook({ S: head }, { 'xl/vbaProject.bin': 'x' }))).toMatchObject({
      error: { code: 'has-macros' },
    })
    expect(await readTable(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1]))).toMatchObject({
      error: { code: 'old-excel' },
    })
  })

  it('that inflates too far is refused while it inflates', async () => {
    const bomb = deflateRawSync(Buffer.alloc(300 * 1024 * 1024))
    const file = Buffer.from(storedZip(new Map([['xl/workbook.xml', bomb]])))
    // Marked as deflated, and said to be small: headers are not believed.
    const mark = (at: number) => {
      file.writeUInt16LE(8, at)
    }
    mark(8)
    mark(file.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1')) + 10)
    expect(file.length).toBeLessThan(1024 * 1024)
    expect(await readTable(file)).toMatchObject({ error: { code: 'inflates-too-far' } })
  })

  it('with one cell far out is refused before anything is filled up to it', async () => {
    expect(await readTable(workbook({ S: `${head}<row r="1048576">${words('A1048576', 'x')}</row>` }))).toMatchObject({
      error: { code: 'too-many-rows' },
    })
    expect(await readTable(workbook({ S: `${head}<row r="2">${words('XFD2', 'x')}</row>` }))).toMatchObject({
      error: { code: 'too-many-columns' },
    })
  })

  it('with a document type is refused', async () => {
    const file = workbook({ S: head }, { 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>' })
    expect(await readTable(file)).toMatchObject({ error: { code: 'broken-workbook' } })
  })

  it('that is cut off, or no workbook at all, is refused', async () => {
    expect(await readTable(workbook({ S: value('1') }).subarray(0, 900))).toMatchObject({
      error: { code: 'broken-workbook' },
    })
    expect(await readTable(storedZip(new Map([['a.txt', Buffer.from('x')]])))).toMatchObject({
      error: { code: 'not-a-table' },
    })
  })

  it('that we write is what we read', async () => {
    const columns = [
      { title: '姓名', value: (row: { name: string; pay: string }) => row.name },
      { title: '金额', value: (row: { pay: string }) => row.pay, kind: 'number' as const },
    ]
    const rows = [
      { name: '=HYPERLINK("x")', pay: '12738.81' },
      { name: '00012', pay: '12345678901234567.89' },
    ]
    expect(await readTable(await xlsxOf(columns, rows, '2026/Q3'))).toMatchObject({
      value: { header: ['姓名', '金额'], rows: rows.map((row) => [row.name, row.pay]), sheet: '2026 Q3' },
    })
  })
})
