import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readTable } from '#app/kernel/table-reader.server.ts'
import { readXlsx, xlsxOf } from '#app/kernel/xlsx.server.ts'
import { storedZip, unzip } from '#app/kernel/zip.server.ts'

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

  it('without anything on it is empty, also among several', async () => {
    expect(await readXlsx(workbook({ One: '', Two: '' }))).toMatchObject({ error: { code: 'file-empty' } })
    expect(await readXlsx(workbook({ One: '', Two: '' }), { sheet: 'Three' })).toMatchObject({
      error: { code: 'no-such-sheet', detail: { found: 'One, Two' } },
    })
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
    expect(await readValue('1E308')).toBe(`1${'0'.repeat(308)}`)
    for (const [far, style] of [
      ['1E309', ''],
      ['1E9', ' s="1"'],
    ] as const)
      expect(await readXlsx(workbook({ S: value(far, style) }))).toMatchObject({
        error: { code: 'cell-error', detail: { row: 2, column: 'B' } },
      })
  })

  it('reads what is shown in percent in percent', async () => {
    expect(await readValue('0.92', ' s="2"')).toBe('92%')
    expect(await readValue('0.57999999999999996', ' s="3" t="n"')).toBe('58%')
    expect(await readValue('-9.2E-2', ' s="5"')).toBe('-9.2%')
    expect(await readValue('', ' s="2"')).toBe('')
    expect(await readValue(' 0.92 ', " s='2'")).toBe('92%')
    // Of two built-in formats the first has no decimals; a cell without a style has the first.
    const styled = (styles: string, text: string) =>
      readXlsx(workbook({ S: value(text) }, { 'xl/styles.xml': `<styleSheet xmlns="${main}">${styles}</styleSheet>` }))
    expect(await styled('<cellXfs count="1"><xf numFmtId="9"/></cellXfs>', '0.5')).toMatchObject({
      value: { rows: [['x', '50%']] },
    })
    // One that names no format has that of its parent; one that names neither, none.
    const base = '<cellStyleXfs count="1"><xf numFmtId="10"/></cellStyleXfs>'
    expect(await styled(`${base}<cellXfs count="1"><xf xfId="0"/></cellXfs>`, '0.5')).toMatchObject({
      value: { rows: [['x', '50%']] },
    })
    expect(await styled(`${base}<cellXfs count="1"><xf applyFont="1"/></cellXfs>`, '0.5')).toMatchObject({
      value: { rows: [['x', '0.5']] },
    })
    for (const [code, shows] of [
      ['0;-0%', '0.5'],
      ['0_%', '0.5'],
      ['*%0', '0.5'],
      ['0\\%', '0.5'],
      ['[%]0', '0.5'],
      ['0%;0', '50%'],
      ['&quot;about &quot;0%', '50%'],
      [`${'0'.repeat(300)}%`, '0.5'],
    ] as const) {
      const own = `<numFmts count="1"><numFmt numFmtId="200" formatCode="${code}"/></numFmts>`
      expect(await styled(`${own}<cellXfs count="1"><xf numFmtId="200"/></cellXfs>`, '0.5')).toMatchObject({
        value: { rows: [['x', shows]] },
      })
    }
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

  it('names row and column of a cell that the parser itself cannot read', async () => {
    expect(await readXlsx(workbook({ S: value('1', ' t="none"') }))).toMatchObject({
      error: { code: 'cell-error', detail: { row: 2, column: 'B' } },
    })
  })

  it('with macros, or of the old kind, is refused', async () => {
    expect(await readTable(workbook({ S: head }, { 'xl/vbaProject.bin': 'x' }))).toMatchObject({
      error: { code: 'has-macros' },
    })
    const types = '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    for (const [name, content] of [
      ['[Content_Types].xml', types],
      ['xl/macrosheets/sheet1.xml', '<a/>'],
    ] as const)
      expect(await readTable(workbook({ S: head }, { [name]: content }))).toMatchObject({
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
      error: { code: 'too-many-columns', detail: { limit: 200 } },
    })
    const limits = { bytes: 1024 * 1024, rows: 10, columns: 28, cell: 100 }
    const upTo = (letters: string) =>
      workbook({
        S: `<row r="1">${words('A1', 'a')}${words(`${letters}1`, 'b')}</row><row r="2">${words('A2', 'x')}${words(`${letters}2`, 'y')}</row>`,
      })
    expect(await readXlsx(upTo('AB'), { limits })).toMatchObject({ value: { header: ['a', 'b'], rows: [['x', 'y']] } })
    for (const letters of ['AC', 'AAA'])
      expect(await readXlsx(upTo(letters), { limits })).toMatchObject({
        error: { code: 'too-many-columns', detail: { limit: 28 } },
      })
  })

  it('with a document type is refused', async () => {
    const file = workbook({ S: head }, { 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>' })
    expect(await readTable(file)).toMatchObject({ error: { code: 'broken-workbook' } })
    // Also one that does nothing.
    const sheet = `<!DOCTYPE worksheet><worksheet xmlns="${main}"><sheetData>${value('1')}</sheetData></worksheet>`
    expect(await readTable(workbook({ S: '' }, { 'xl/worksheets/sheet1.xml': sheet }))).toMatchObject({
      error: { code: 'broken-workbook' },
    })
  })

  it('that is cut off, or no workbook at all, is refused', async () => {
    expect(await readTable(workbook({ S: value('1') }).subarray(0, 900))).toMatchObject({
      error: { code: 'broken-workbook' },
    })
    expect(await readTable(storedZip(new Map([['a.txt', Buffer.from('x')]])))).toMatchObject({
      error: { code: 'not-a-table' },
    })
  })

  it('that we write holds numbers as numbers where it keeps each digit, and nothing where there is nothing', async () => {
    const title = 'n'
    const column = { title, value: (row: string | null) => row, kind: 'number' as const }
    const rows = ['123456789012345', '1234567890123457', '7.50', '7', '', null, 'seven']
    const file = await xlsxOf([column], rows, 'x'.repeat(40))
    const opened = await unzip(file, { entries: 50, bytes: 1_000_000 })
    const parts = opened.ok ? [...opened.value] : []
    const part = (end: string) => parts.find(([name]) => name.endsWith(end))?.[1].toString() ?? ''
    const cell = (row: number) => new RegExp(`<c r="A${row}"[^>]*?(?:/>|>.*?</c>)`).exec(part('sheet1.xml'))?.[0] ?? ''
    const isNumber = (row: number) => /<v>/.test(cell(row)) && !/ t="(s|inlineStr|str)"/.test(cell(row))
    expect(rows.map((_, at) => isNumber(at + 2))).toEqual([true, false, true, true, false, false, false])
    expect([6, 7].map((row) => /<v>|<t>|<is>/.test(cell(row)))).toEqual([false, false])
    expect(part('styles.xml')).toContain('"#,##0.00"')
    expect(part('styles.xml')).toMatch(/"#,##0"/)
    expect(part('workbook.xml')).toContain(`name="${'x'.repeat(31)}"`)
    expect(await readTable(file)).toMatchObject({
      value: { rows: [['123456789012345'], ['1234567890123457'], ['7.5'], ['7'], ['seven']] },
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
