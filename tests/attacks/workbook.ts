/** Workbooks that no spreadsheet would write, as small as they can be. */
import { deflateRawSync } from 'node:zlib'
import { storedZip } from '#app/kernel/zip.server.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'

export const text = (address: string, words: string) => `<c r="${address}" t="inlineStr"><is><t>${words}</t></is></c>`
export const number = (address: string, value: string, style = 0) =>
  `<c r="${address}" s="${style}"><v>${value}</v></c>`

/** One sheet of these rows; style 1 is a date. `more` adds parts, or puts others in the place of ours. */
export const workbook = (rows: string, more: Record<string, string | Buffer> = {}): Buffer =>
  deflatedZip({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<?xml version="1.0"?><styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
    ...more,
  })

/** What the product's own writer stores, marked as deflated; sizes in the headers are those of what is packed. */
const deflatedZip = (parts: Record<string, string | Buffer>): Buffer => {
  const packed = new Map(Object.entries(parts).map(([name, content]) => [name, deflateRawSync(content)]))
  const zip = storedZip(packed)
  let local = 0
  let entry = zip.indexOf(
    Buffer.from('PK\x01\x02', 'latin1'),
    [...packed].reduce((at, [name, content]) => at + 30 + name.length + content.length, 0),
  )
  for (const [name, content] of packed) {
    zip.writeUInt16LE(8, local + 8)
    zip.writeUInt16LE(8, entry + 10)
    local += 30 + name.length + content.length
    entry += 46 + name.length
  }
  return zip
}
