/** The alphabets of the world, and the spellings of numbers: taken as they are, or refused with row, column and reason. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { query } from '../support/query.ts'
import { attackedBank, type Bank } from './bank.ts'
import { number, text, workbook } from './workbook.ts'

let bank: Bank
let unit: { id: string; code: string; post: string }
beforeAll(async () => {
  bank = await attackedBank()
  const [found] = query<typeof unit>(
    bank.file,
    "select u.id, u.code, (select code from posts where code = 'teller') post from units u where u.kind = 'head-office'",
  )
  if (!found) throw new Error('the demo bank has no head office')
  unit = found
}, 180_000)
afterAll(() => bank.stop())

const headings = ['工号', '姓名', '机构', '岗位', '月薪', '入行日期'] as const
const fields = ['number', 'name', 'unit', 'post', 'base', 'joinedOn'] as const

const send = async (path: string, body: FormData | URLSearchParams) => {
  const answer = await fetch(`${bank.address}${path}.data`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: bank.address, Cookie: await bank.cookieOf('hr') },
    body,
  })
  return { status: answer.status, said: await answer.text() }
}

/** Uploads a roster; where it went, or why it was refused and where. */
const upload = async (content: string | Uint8Array) => {
  const form = new FormData()
  form.set('act', 'upload')
  form.set('file', new File([typeof content === 'string' ? content : new Uint8Array(content)], 'roster'))
  const { status, said } = await send('/rosters', form)
  const [, code] = /"code","([\w-]+)"/.exec(said) ?? []
  const row = /"row",(\d+)/.exec(said)?.[1]
  return {
    to: /"(\/rosters\/[^"]+)"/.exec(said)?.[1] ?? null,
    refusal: status === 409 ? `${code} ${row}` : null,
    said,
  }
}

type Row = { row: number; kind: string; number: string; name: string; detail: string }

/** Uploads and previews; each row with what is wrong with it. */
const preview = async (content: string | Uint8Array): Promise<Map<number, string>> => {
  const { to, said } = await upload(content)
  if (!to) throw new Error(said)
  const form = new URLSearchParams({ act: 'preview', effectiveOn: '2026-11-01', unitId: unit.id })
  fields.forEach((field, at) => {
    form.set(`columns.${field}.from`, 'column')
    form.set(`columns.${field}.heading`, headings[at] ?? '')
  })
  const asked = await send(to, form)
  expect(asked.status, asked.said).toBeLessThan(400)
  const id = to.split('/')[2] ?? ''
  for (;;) {
    const [done] = query<{ at: number | null }>(
      bank.file,
      `select previewed_at at from roster_imports where id = '${id}'`,
    )
    if (done?.at) break
    await new Promise((later) => setTimeout(later, 50))
  }
  const rows = query<Row>(
    bank.file,
    `select row, kind, employee_number number, name, detail from roster_import_rows where import_id = '${id}'`,
  )
  return new Map(
    rows.map((each) => {
      const { faults = [] } = JSON.parse(each.detail) as { faults?: { field: string; reason: string }[] }
      const wrong = faults.map(({ field, reason }) => `${field} ${reason}`).join(', ')
      return [each.row, each.kind === 'error' ? wrong : `${each.kind} ${each.number} ${each.name}`]
    }),
  )
}

const csv = (...rows: string[][]) =>
  [[...headings], ...rows].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')
const person = (no: string, name: string, base = '8000', joined = '2026-11-01') => [
  no,
  name,
  unit.code,
  unit.post,
  base,
  joined,
]

describe('a name', () => {
  it('may be of any alphabet, and is kept sign by sign', async () => {
    const names = ['李😀雷', '👨‍👩‍👧‍👦', 'مريم', 'שָׁלוֹם', 'Ñandú Ōé', '𠮷野家', '㐀㐁', 'O’Brien-Łuk', 'ไทย']
    const rows = await preview(csv(...names.map((name, at) => person(`T${at}`, name))))
    expect([...rows.values()]).toEqual(names.map((name, at) => `add T${at} ${name}`))
  })

  it('of ten thousand characters is refused with its row and column', async () => {
    expect((await upload(csv(person('T1', '李雷'), person('T2', '长'.repeat(10_000))))).refusal).toBe('cell-too-long 3')
    const form = new URLSearchParams({ act: 'suggest', text: '长'.repeat(10_000) })
    expect((await send('/voice', form)).status).toBe(422)
  })

  it('in GB18030 is read, with signs that GBK does not have', async () => {
    // 工号,姓名 / T1,李㐀 — the last in four bytes.
    const head = [0xb9, 0xa4, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0a]
    const row = [0x54, 0x31, 0x2c, 0xc0, 0xee, 0x81, 0x39, 0xee, 0x39, 0x0a]
    const { to } = await upload(Uint8Array.from([...head, ...row]))
    expect(await (await bank.get(to ?? '', 'hr')).text()).toContain('李㐀')
  })

  it('with a byte that is no text is refused with its row', async () => {
    const bytes = new TextEncoder().encode(csv(person('T1', '李雷'), person('T2', 'x')))
    bytes[bytes.length - 20] = 0xff
    expect((await upload(bytes)).refusal).toBe('encoding-unknown 3')
  })
})

describe('a figure', () => {
  it('is what people meant by it, or refused by cell and reason', async () => {
    const given: [base: string, joined: string, answer: string][] = [
      ['１２，３４５．６０', '２０２６－１１－０１', 'add'],
      ['12,345.60', '2026/11/1', 'add'],
      ['￥8,000.00', '2026年11月1日', 'add'],
      ['0.8万', '20261101', 'add'],
      ['12,34', '2026-11-01', 'base thousands-misplaced'],
      ['1.2E+05', '2026-11-01', 'base number-shortened'],
      ['8000.005', '2026-11-01', 'base too-many-decimals'],
      ['USD 8000', '2026-11-01', 'base other-currency'],
      ['٨٠٠٠', '2026-11-01', 'base not-a-number'],
      ['8000', '46327', 'joinedOn day-is-a-number'],
      ['8000', '3/4/2026', 'joinedOn day-is-ambiguous'],
      ['8000', '2026-02-30', 'joinedOn no-such-day'],
    ]
    const rows = await preview(csv(...given.map(([base, joined], at) => person(`F${at}`, '李雷', base, joined))))
    const answers = [...rows.values()].map((answer) => answer.replace(/^add .*/, 'add'))
    expect(answers).toEqual(given.map(([, , answer]) => answer))
  })

  it('that Excel keeps as a day of the 1900 system is that day', async () => {
    const letters = ['A', 'B', 'C', 'D', 'E', 'F']
    const cells = (row: number, values: readonly string[]) =>
      values.map((value, at) => text(`${letters[at]}${row}`, value)).join('')
    const [no, name, code, post] = person('X1', '李雷')
    const row = `<row r="2">${cells(
      2,
      [no, name, code, post].map((each) => each ?? ''),
    )}${number('E2', '8000.1')}${number('F2', '46327', 1)}</row>`
    const rows = await preview(workbook(`<row r="1">${cells(1, headings)}</row>${row}`))
    expect([...rows.values()]).toEqual(['add X1 李雷'])
  })
})
