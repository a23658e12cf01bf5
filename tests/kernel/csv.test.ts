import { describe, expect, it } from 'vitest'
import { csvOf, readCsv } from '#app/kernel/csv.server.ts'
import { csvLine } from '#app/kernel/csv-text.ts'
import { tableLimits } from '#app/kernel/table.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = '工号,姓名\r\n001,李雷\r\n002,韩梅梅\r\n'
/** 工号,姓名 / 001,李雷 in GB18030. */
const gb = Uint8Array.from([
  0xb9, 0xa4, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0a, 0x30, 0x30, 0x31, 0x2c, 0xc0, 0xee, 0xc0, 0xd7, 0x0a,
])
const utf16 = (mark: boolean, big: boolean) => {
  const buffer = Buffer.from(`${mark ? '\uFEFF' : ''}no,name\n1,Li\n`, 'utf16le')
  return big ? buffer.swap16() : buffer
}

describe('a CSV file', () => {
  it('is read with and without a byte order mark', () => {
    for (const given of [bytes(text), bytes(`\uFEFF${text}`)])
      expect(readCsv(given)).toMatchObject({
        ok: true,
        value: {
          header: ['工号', '姓名'],
          rows: [
            ['001', '李雷'],
            ['002', '韩梅梅'],
          ],
          encoding: 'utf-8',
          firstRow: 2,
        },
      })
  })

  it('is read in GB18030 and UTF-16', () => {
    expect(readCsv(gb)).toMatchObject({
      value: { header: ['工号', '姓名'], rows: [['001', '李雷']], encoding: 'gb18030' },
    })
    for (const [mark, big] of [
      [true, false],
      [true, true],
      [false, false],
      [false, true],
    ] as const)
      expect(readCsv(utf16(mark, big))).toMatchObject({ value: { header: ['no', 'name'], rows: [['1', 'Li']] } })
  })

  it('is told from UTF-16 by more than its first bytes', () => {
    // GB18030 of a city, and of a radical: bytes of either mark, alone.
    const harbin = [0xb9, 0xfe, 0xb6, 0xfb, 0xb1, 0xf5]
    const radical = [0xfe, 0x50]
    for (const first of [harbin, radical])
      expect(readCsv(Uint8Array.from([...first, ...bytes(',b\n1,2\n')]))).toMatchObject({
        value: { rows: [['1', '2']], encoding: 'gb18030' },
      })
    expect(readCsv(Uint8Array.from([0xff, ...bytes('a,b\n1,2\n')]))).toMatchObject({
      error: { code: 'encoding-unknown', detail: { row: 1 } },
    })
    // Without a mark it is the zeros that tell, and a heading in Chinese has none.
    const chinese = Buffer.from('工号,name,mail\n1,Li,li@bank.example\n', 'utf16le')
    expect(readCsv(chinese)).toMatchObject({ value: { header: ['工号', 'name', 'mail'], encoding: 'utf-16le' } })
    expect(readCsv(Buffer.from(chinese).swap16())).toMatchObject({ value: { encoding: 'utf-16be' } })
    expect(readCsv(Uint8Array.from([0x61, 0]))).toMatchObject({ error: { code: 'not-a-table' } })
  })

  it('in UTF-16 without a mark may hold characters with a zero of their own, and hardly any others', () => {
    const given = [
      // 一 is 4E 00, the wide space 30 00: zeros where the other order has those of plain characters.
      '编号,单位\n一,一分行\n二,一一一一一　一一一\n',
      // In Chinese only, so that there are few zeros, all of them far from the beginning.
      `${'备注'.repeat(150)},${'说明'.repeat(150)}\n甲,乙\n`,
      '姓名\n丁一\n',
      // Beyond the first plane a character is two halves.
      '姓名;字\n李雷;𠮷\n',
    ]
    for (const text of given) {
      const little = Buffer.from(text, 'utf16le')
      const [header, ...rows] = text
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/[,;]/))
      expect(readCsv(little)).toMatchObject({ value: { header, rows, encoding: 'utf-16le' } })
      const big = Buffer.from(little).swap16()
      expect(readCsv(big)).toMatchObject({ value: { header, rows, encoding: 'utf-16be' } })
    }
  })

  it('in UTF-16 that is torn is refused where it is, and not read with a hole in it', () => {
    const whole = Buffer.from('\uFEFFno,name\n1,Li\n2,\uD842', 'utf16le')
    for (const torn of [whole, whole.subarray(0, -1), whole.subarray(2), whole.subarray(2, -1)])
      expect(readCsv(torn)).toMatchObject({ error: { code: 'encoding-unknown', detail: { row: 3 } } })
    // Zeros alone make no text of what is none, and no other encoding of what holds some.
    for (const text of ['no,name\n1,Li\0Lei\n2,Wang\n', 'no,name\n1,Li\0\n22,Wang\0\n'])
      expect(readCsv(bytes(text))).toMatchObject({ error: { code: 'not-a-table' } })
    const binary = Uint8Array.from({ length: 400 }, (_, at) => (at % 4 === 0 ? at / 4 : 0))
    expect(readCsv(binary)).toMatchObject({ error: { code: 'not-a-table' } })
  })

  it('that holds what no text does is no table, whatever encoding it would be', () => {
    expect(readCsv(bytes('a,b\n\u0001,2\n'))).toMatchObject({ error: { code: 'not-a-table' } })
    expect(readCsv(Uint8Array.from([...gb, 1]))).toMatchObject({ error: { code: 'encoding-unknown' } })
    expect(readCsv(Uint8Array.from([...bytes('a,b\n\n1,'), 0xff]))).toMatchObject({
      error: { code: 'encoding-unknown', detail: { row: 3 } },
    })
  })

  it('is separated by what its headings have most of, outside of quotes', () => {
    expect(readCsv(bytes('"a;b;c",d\n1,2\n'))).toMatchObject({ value: { header: ['a;b;c', 'd'] } })
    expect(readCsv(bytes('a,b;c;d\n1,2;3;4\n'))).toMatchObject({ value: { header: ['a,b', 'c', 'd'] } })
    expect(readCsv(bytes('Staff\na;b\n1;2,3\n'))).toMatchObject({ value: { rows: [['1', '2,3']] } })
    expect(readCsv(bytes('sep=,\na;b,c\n1,2\n'))).toMatchObject({ value: { header: ['a;b', 'c'], rows: [['1', '2']] } })
  })

  it('may be separated by semicolons or tabs, and say so', () => {
    expect(readCsv(bytes('no;name\n1;Li, Lei\n'))).toMatchObject({ value: { rows: [['1', 'Li, Lei']] } })
    expect(readCsv(bytes('no\tname\n1\tLi\n'))).toMatchObject({ value: { rows: [['1', 'Li']] } })
    // A spreadsheet does not count the line that says so.
    expect(readCsv(bytes('sep=;\nno;name\n1;Li\n'))).toMatchObject({
      value: { header: ['no', 'name'], rowNumbers: [2] },
    })
    expect(readCsv(bytes('sep=;\nno\n1\n'))).toMatchObject({ value: { header: ['no'], rows: [['1']] } })
    expect(readCsv(bytes('number\n7\n8\n'))).toMatchObject({ value: { header: ['number'], rows: [['7'], ['8']] } })
  })

  it('may have a title above its header and blank lines, and rows keep the numbers they have in the file', () => {
    const read = readCsv(bytes('花名册,,\n工号,姓名,备注\n1,李雷,\n,,\n2,韩梅梅,x\n'))
    expect(read).toMatchObject({ value: { header: ['工号', '姓名', '备注'], rowNumbers: [3, 5], firstRow: 3 } })
  })

  it('names each heading once, and drops columns that hold nothing', () => {
    expect(readCsv(bytes('a,a,,\n1,2,,\n'))).toMatchObject({ value: { header: ['a', 'a (2)'], rows: [['1', '2']] } })
    expect(readCsv(bytes('a,,c\n1,2,3\n'))).toMatchObject({ value: { header: ['a', 'B', 'c'] } })
  })

  it('says where it is wrong', () => {
    expect(readCsv(bytes('a,b\n1,"2\n3,4\n'))).toMatchObject({ error: { code: 'quote-left-open', detail: { row: 2 } } })
    expect(readCsv(bytes('a,b\n1,2\n1,2,3\n'))).toMatchObject({
      error: { code: 'more-cells-than-headings', detail: { row: 3, column: 'C' } },
    })
    expect(readCsv(Uint8Array.from([...bytes('a,b\n1,'), 0xff, 0x0a]))).toMatchObject({
      error: { code: 'encoding-unknown', detail: { row: 2 } },
    })
    expect(readCsv(bytes('a,b\n1,2\n3,4\n'), { ...tableLimits, rows: 1 })).toMatchObject({
      error: { code: 'too-many-rows', detail: { row: 3, limit: 1 } },
    })
    expect(readCsv(bytes(`a,b\n1,${'x'.repeat(9_000)}\n`))).toMatchObject({
      error: { code: 'cell-too-long', detail: { row: 2, column: 'b' } },
    })
    // One far too long is read no further than it takes to know that.
    expect(readCsv(bytes(`a,b\n${'1,2\n'.repeat(500)}`), { ...tableLimits, rows: 1 })).toMatchObject({
      error: { code: 'too-many-rows', detail: { row: 102, limit: 1 } },
    })
    expect(readCsv(bytes('a,b\n'))).toMatchObject({ error: { code: 'file-empty' } })
    for (const blank of ['\n\n', ' , \n'])
      expect(readCsv(bytes(blank))).toMatchObject({ error: { code: 'file-empty' } })
  })
})

describe('a CSV that we write', () => {
  it('cannot run as a formula, and leaves numbers alone', () => {
    expect(csvLine(['=1+1', '+86 10', '-2.5', '@x', '\tx', '-x', 'a"b', null, 3])).toBe(
      `'=1+1,'+86 10,-2.5,'@x,"'\tx",'-x,"a""b",,3\r\n`,
    )
    // A Chinese Excel takes full width for the same.
    expect(csvLine(['＝1+1', '＋1', '－x', '＠x', ' x', 'x '])).toBe(`'＝1+1,'＋1,'－x,'＠x," x","x "\r\n`)
  })

  it('keeps together what a reader would part', () => {
    expect(csvLine(['a;b', 'a\tb', 'a,b', 'a\r', 'a\nb', 'a b'])).toBe('"a;b","a\tb","a,b","a\r","a\nb",a b\r\n')
  })

  it('is read no further when nobody waits for it any more', async () => {
    let isClosed = false
    const rows = (function* () {
      try {
        for (let row = 0; ; row++) yield row
      } finally {
        isClosed = true
      }
    })()
    const reader = csvOf([{ title: 'n', value: (row: number) => row }], rows).getReader()
    await reader.read()
    await reader.read()
    expect(isClosed).toBe(false)
    await reader.cancel()
    expect(isClosed).toBe(true)
  })

  it('is what we read', async () => {
    const stream = csvOf(
      [
        { title: '姓名', value: (row: { name: string; pay: string }) => row.name },
        { title: '金额', value: (row) => row.pay, kind: 'number' as const },
      ],
      [
        { name: '李\n雷', pay: '12738.81' },
        { name: ' x', pay: '-1' },
      ],
    )
    const written = new Uint8Array(await new Response(stream).arrayBuffer())
    expect([...written.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(readCsv(written)).toMatchObject({
      value: {
        header: ['姓名', '金额'],
        rows: [
          ['李\n雷', '12738.81'],
          ['x', '-1'],
        ],
      },
    })
  })
})
