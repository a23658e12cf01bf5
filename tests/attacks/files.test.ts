/** Files that are not what they say, or that would be too much; and addresses that would be files. */
import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attackedBank, type Bank } from './bank.ts'
import { leaksIn } from './leaks.ts'
import { growthOf, megabytes } from './memory.ts'
import { ask, raw } from './raw.ts'
import { number, text, workbook } from './workbook.ts'

let bank: Bank
let host: string
beforeAll(async () => {
  bank = await attackedBank()
  host = new URL(bank.address).host
}, 180_000)
afterAll(() => bank.stop())

type Upload = { name?: string; type?: string; act?: string; path?: string; by?: string }

/** Uploads as the page's form does, by a member of HR, to where rosters go. What comes back: where to, or why not. */
const upload = async (content: string | Uint8Array, options: Upload = {}) => {
  const { name = 'roster.xlsx', type = '', act = 'upload', path = '/rosters', by = 'hr' } = options
  const form = new FormData()
  form.set('act', act)
  form.set('file', new File([typeof content === 'string' ? content : new Uint8Array(content)], name, { type }))
  const answer = await fetch(`${bank.address}${path}.data`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: bank.address, Cookie: await bank.cookieOf(by) },
    body: form,
  })
  const said = await answer.text()
  expect(leaksIn(said)).toEqual([])
  expect(answer.status, said).not.toBe(500)
  const to = /"(\/(?:rosters|credits|plans|templates)[^"]*)"/.exec(said)?.[1]
  return { status: answer.status, to: answer.status === 202 ? (to ?? null) : null, said }
}
const reasonIn = ({ said }: { said: string }) => /"code","([\w-]+)"/.exec(said)?.[1] ?? said.slice(0, 200)
const filesKept = () => readdirSync(join(bank.varDir), { recursive: true }).map(String)

const head = `<row r="1">${text('A1', '工号')}${text('B1', '姓名')}</row>`
const row = `<row r="2">${text('A2', 'E1')}${text('B2', '李雷')}</row>`

describe('a workbook', () => {
  it('that swells to gigabytes is refused before the process has grown by them', async () => {
    const bomb = workbook(head + row, { 'xl/media/a.bin': Buffer.alloc(megabytes(400)) })
    expect(bomb.length).toBeLessThan(megabytes(1))
    const growth = await growthOf(bank.pid, async () => {
      const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => upload(bomb)))
      for (const answer of answers) expect(reasonIn(answer)).toBe('inflates-too-far')
    })
    expect(growth).toBeLessThan(400)
  })

  it('whose cells never close is refused, and the others are answered meanwhile', async () => {
    const endless = workbook('<c '.repeat(3_000_000))
    const [refused, page] = await Promise.all([upload(endless), bank.get('/health')])
    expect(reasonIn(refused)).toBe('broken-workbook')
    expect(page.status).toBe(200)
  })

  it.each(['1e400', '1e500000000', '1e9000000000000000', '-1e-99999999', 'Infinity', 'NaN', '0x10'])(
    'with a number beyond all numbers is refused with its place: %s',
    async (value) => {
      const answer = await upload(workbook(`${head}<row r="2">${number('A2', value)}${text('B2', '李雷')}</row>`))
      expect(reasonIn(answer)).toBe('cell-error')
    },
  )

  it.each([
    ['a document type', '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]>'],
    [
      'a document type behind a long comment',
      `<?xml version="1.0"?><!--${' '.repeat(5_000)}--><!DOCTYPE w [<!ENTITY a "b">]>`,
    ],
    ['an entity of a file', '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'],
  ])('with %s is refused', async (_, prolog) => {
    const sheet = `<worksheet><sheetData>${head}<row r="2">${text('A2', '&a;')}${text('B2', 'x')}</row></sheetData></worksheet>`
    const answer = await upload(workbook('', { 'xl/worksheets/sheet1.xml': prolog + sheet }))
    expect(reasonIn(answer)).toBe('broken-workbook')
  })

  it('with a document type in another encoding is refused', async () => {
    const sheet = Buffer.from(
      `\uFEFF<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE w [<!ENTITY a "b">]><worksheet/>`,
      'utf16le',
    )
    expect(reasonIn(await upload(workbook('', { 'xl/worksheets/sheet1.xml': sheet })))).toBe('broken-workbook')
  })

  it.each(['xl/vbaProject.bin', 'xl/macrosheets/sheet1.xml', 'customUI/../xl/VBAPROJECT.BIN'])(
    'with macros is refused: %s',
    async (name) => {
      expect(reasonIn(await upload(workbook(head + row, { [name]: 'x' })))).toBe('has-macros')
    },
  )

  it('that points elsewhere is read without anybody being asked', async () => {
    let asked = 0
    const listener = createServer((_request, response) => {
      asked += 1
      response.end()
    }).listen(0, '127.0.0.1')
    await new Promise((listening) => listener.once('listening', listening))
    const elsewhere = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/x`
    const link = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="${elsewhere}" TargetMode="External"/></Relationships>`
    const formula = `<row r="3"><c r="A3" t="str"><f>WEBSERVICE("${elsewhere}")</f><v>E2</v></c>${text('B3', '韩梅梅')}</row>`
    const answer = await upload(
      workbook(head + row + formula, { 'xl/externalLinks/_rels/externalLink1.xml.rels': link }),
    )
    listener.close()
    expect(answer.to).toMatch(/^\/rosters\//)
    expect(asked).toBe(0)
  })
})

describe('a file', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
  it.each([
    [
      'a picture that says it is a workbook',
      png,
      'a.xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    ['a program that says it is text', new TextEncoder().encode('\x7fELF\x02\x01\x01\0\0\0'), 'a.csv', 'text/csv'],
    ['a workbook that is none', new TextEncoder().encode('PK\x03\x04 and nothing'), 'a.xlsx', ''],
    ['a PDF with its ending changed', new TextEncoder().encode('%PDF-1.7\n%\xe2\xe3\xcf\xd3\0\0'), 'a.csv', 'text/csv'],
    ['nothing but null bytes', new Uint8Array(1_000), 'a.csv', 'text/csv'],
    ['a quote that is left open', new TextEncoder().encode('工号,姓名\nE1,"李雷\nE2,x\n'), 'a.csv', 'text/csv'],
    [
      'more columns than a person has',
      new TextEncoder().encode(`${'a,'.repeat(5_000)}a\n${'1,'.repeat(5_000)}1\n`),
      'a.csv',
      '',
    ],
    ['one endless line', new TextEncoder().encode('a'.repeat(2_000_000)), 'a.csv', ''],
    ['quotes without end', new TextEncoder().encode(`a,b\n${'"'.repeat(1_000_001)}`), 'a.csv', ''],
  ])('is refused with the reason, and not kept: %s', async (_, content, name, type) => {
    const before = filesKept()
    const answer = await upload(content, { name, type })
    expect(answer.to).toBeNull()
    expect(answer.status).toBe(409)
    expect(reasonIn(answer)).toMatch(/^(file|too-many|cell|encoding|quote|more-cells|not-a-table|old-excel|broken)/)
    expect(filesKept()).toEqual(before)
  })

  it.each([
    '../../../../etc/passwd.csv',
    '..\\..\\windows\\system32\\x.csv',
    'a\0b.csv',
    '/etc/cron.d/x.csv',
    'C:\\x.csv',
    '"><script>alert(1)</script>.csv',
    '\u202Evsc.exe',
    `${'长'.repeat(3_000)}.csv`,
    '.',
    'CON',
  ])('may have any name, for no name becomes a path: %j', async (name) => {
    const answer = await upload(`工号,姓名\n${name.length},李雷\n`, { name, type: 'text/csv' })
    expect(answer.to).toMatch(/^\/rosters\//)
    const page = await bank.get(answer.to ?? '', 'hr')
    expect(page.status).toBe(200)
    expect(await page.text()).not.toContain('<script>alert')
    for (const kept of filesKept()) expect(kept).toMatch(/^(files(\/[0-9a-f]{2}(\/[0-9a-f]{64})?)?|secret|[\w.-]+)$/)
  })

  it.each([
    ['a plan', '/plans', 'upload'],
    ['a template', '/templates', 'import'],
  ])('of JSON that is no document is refused: %s', async (_, path, act) => {
    const documents = [
      '{"a":',
      'null',
      '[]',
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
      `{"format":"echelon.plan","name":{"en":"${'x'.repeat(1_000_000)}"}}`,
    ]
    for (const document of documents) {
      const answer = await upload(document, { path, act, name: 'x.json', type: 'application/json' })
      expect([409, 422]).toContain(answer.status)
    }
  })
})

describe('an upload of 200 MB', () => {
  /** Sends until the server hangs up; the answer and how much it took. */
  const pour = async (headers: Record<string, string>) => {
    const chunk = Buffer.alloc(megabytes(1), 'a')
    const cookie = await bank.cookieOf('hr')
    const start = ask('POST /rosters HTTP/1.1', {
      Host: host,
      Origin: bank.address,
      Cookie: cookie,
      'Content-Type': 'multipart/form-data; boundary=x',
      ...headers,
    })
    return raw(bank.address, start, ...Array.from({ length: 200 }, () => chunk))
  }

  it('is refused by its length before it is read', async () => {
    const growth = await growthOf(bank.pid, async () => {
      const answer = await pour({ 'Content-Length': String(megabytes(200)) })
      expect([413, 0]).toContain(answer.status)
    })
    expect(growth).toBeLessThan(100)
  })

  it('is refused when it does not say its length', async () => {
    const growth = await growthOf(bank.pid, async () => {
      const answer = await pour({ 'Transfer-Encoding': 'chunked' })
      expect([411, 400, 0]).toContain(answer.status)
    })
    expect(growth).toBeLessThan(100)
  })

  it('or a hundredth of it is refused to a stranger', async () => {
    const answer = await fetch(`${bank.address}/sign-in`, {
      method: 'POST',
      headers: { Origin: bank.address },
      body: new URLSearchParams({ name: 'a'.repeat(megabytes(2)) }),
    }).catch(() => null)
    // Hung up on while it still spoke, or answered.
    expect([413, undefined]).toContain(answer?.status)
  })
})

describe('a form', () => {
  it.each([
    'hasOwnProperty.call=1',
    'toString.constructor=1',
    '__proto__.polluted=1',
    'constructor.prototype.polluted=1',
    'valueOf.x.y=1',
    'name=a&name.en=b',
    'name.en=a&name=b&name.en=c',
    'name[]=a&name.x=b',
    'name.0=a&name.9999=b',
    `${'a.'.repeat(20_000)}b=1`,
    'name.length=1000000000',
    '.=1&..=1&[]=1&=1',
  ])('cannot reach behind its own fields: %s', async (fields) => {
    const answer = await fetch(`${bank.address}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: bank.address, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: fields,
    })
    expect([409, 422]).toContain(answer.status)
    expect((await bank.get('/sign-in')).status).toBe(200)
    expect((await bank.get('/', 'hr')).status).toBe(200)
  })
})

describe('an address', () => {
  it.each([
    '/assets/..%2f..%2fserver/index.js',
    '/assets/%2e%2e/%2e%2e/server/index.js',
    '/assets/../../server/index.js',
    '/assets/..%5c..%5cserver%5cindex.js',
    '/assets/....//....//server/index.js',
    '/assets/%00.js',
    '/assets/root%00.css',
    '/assets//etc/passwd',
    '/assets/',
    '/assets/.',
    '/favicon.svg/../package.json',
    '/build/server/index.js',
    '/build/../package.json',
    '/package.json',
    '/.git/config',
    '/.env',
    '/var/echelon.db',
    '/var/secret',
    '/../../../../etc/passwd',
    '/..%2f..%2f..%2fetc%2fpasswd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '//etc/passwd',
    '/app/server.ts',
    '/certificates/..%2f..%2fx.pdf',
  ])('opens no file of the machine: %s', async (path) => {
    const answer = await raw(bank.address, ask(`GET ${path} HTTP/1.1`, { Host: host }))
    // A page for whoever is signed in sends a stranger to the door.
    expect([400, 404, 302]).toContain(answer.status)
    expect(answer.body).not.toMatch(/createRequestHandler|root:x:0|"dependencies"|\[core\]|SQLite format/)
    expect(leaksIn(answer.body)).toEqual([])
  })
})

it('none of this is taken for a bug of ours', () => {
  expect(bank.printed()).not.toMatch(/^\s+at /m)
})
