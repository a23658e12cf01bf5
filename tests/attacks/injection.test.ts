/** What people type is shown as they typed it, and runs nowhere: not in a page, not in the database, not in a sheet. */
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unzip } from '#app/kernel/zip.server.ts'
import { subjectsOf } from '../access/subjects.ts'
import { visit } from '../support/browser.ts'
import { query } from '../support/query.ts'
import { attackedBank, type Bank } from './bank.ts'
import { megabytes } from './memory.ts'

const markup = `<img src=x onerror="window.hit=1"><script>window.hit=1</script><svg/onload=window.hit=1>`
const hostile = `${markup}'); DROP TABLE employees;-- {{7*7}} \${7*7} #{7*7} {count, plural, other {#}} <b>{name}</b> %s \\u003c`
const formula = '=HYPERLINK("http://evil.example","a")'

let bank: Bank
let params: Record<string, string>
/** Where the text should be found, and by whom. */
const pages: { domain: string; path: string; by: string }[] = []

const query1 = (statement: string) => query<Record<string, string>>(bank.file, statement)[0] ?? {}

/** Posts as a page does; the address that it leads to. */
const carry = async (by: string, path: string, fields: Record<string, string> | FormData): Promise<string> => {
  const body = fields instanceof FormData ? fields : new URLSearchParams(fields)
  const answer = await fetch(`${bank.address}${path}.data`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: bank.address, Cookie: await bank.cookieOf(by) },
    body,
  })
  const said = await answer.text()
  expect(answer.status, `${path} by ${by}: ${said}`).toBeLessThan(400)
  return /"redirect","([^"]+)"/.exec(said)?.[1] ?? path
}
const file = (act: string, name: string, content: string) => {
  const form = new FormData()
  form.set('act', act)
  form.set('file', new File([content], name))
  return form
}

beforeAll(async () => {
  bank = await attackedBank({
    prepare: async (db) => {
      params = (await subjectsOf(db, Date.now())).paramsOf('', ':pairingId/:unitId')
    },
  })
  const both = { 'name.zh-CN': hostile.slice(0, 60), 'name.en': hostile.slice(0, 60) }
  const add = (domain: string, path: string, by: string) => pages.push({ domain, path, by })

  await carry('employee', '/voice', { act: 'suggest', text: hostile })
  add('a suggestion, to its author', '/voice', 'employee')
  add('a suggestion, to HR', '/themes', 'hr')

  const pairing = `/mentoring/pairings/${params.pairingId}`
  await carry('mentor', pairing, { act: 'log', heldOn: '2026-09-01', minutes: '30', topics: hostile, agreed: hostile })
  add('the log of a session', pairing, 'mentor')

  const pulse = await carry('hr', '/pulses', { act: 'open', ...both, opensOn: '2026-12-01', closesOn: '2027-01-01' })
  add('the name of a pulse', pulse, 'hr')

  const unit = query1(
    `select u.revision, pl.legal_entity_id entity from units u join unit_placements pl on pl.unit_id = u.id where u.id = '${params.unitId}'`,
  )
  const rename = {
    act: 'rename',
    legalEntityId: unit.entity ?? '',
    fromOn: '2026-01-01',
    revision: String(unit.revision),
  }
  await carry('hr', `/organisation/${params.unitId}/change`, { ...rename, ...both })
  add('the name of a unit', `/organisation/${params.unitId}`, 'hr')

  const account = { act: 'plain', signInName: 'hostile', displayName: hostile.slice(0, 60), email: '' }
  await carry('admin', '/accounts/new', account)
  add('the name of an account', '/accounts?q=hostile', 'admin')

  const version = query1("select id from plan_versions where state = 'active'")
  const plan = JSON.parse(await (await bank.get(`/plans/${version.id}/plan.json`, 'officer')).text())
  const named = { ...plan, code: 'hostile-plan', name: { 'zh-CN': hostile, en: hostile } }
  add(
    'the name of a plan',
    await carry('officer', '/plans', file('upload', 'plan.json', JSON.stringify(named))),
    'officer',
  )

  const roster = `工号,姓名,机构\nE1,"${hostile.replaceAll('"', '""')}",x\n`
  add('a cell of a roster', await carry('hr', '/rosters', file('upload', `${markup}.csv`, roster)), 'hr')
}, 180_000)
afterAll(() => bank.stop())

describe('text that means harm', () => {
  it('is shown as it was typed, and the page works, breaking no rule of its policy', async () => {
    const faults: string[] = []
    const { context, page, violations, errors } = await visit(bank.address)
    for (const { domain, path, by } of pages) {
      await context.clearCookies()
      const [name = '', value = ''] = (await bank.cookieOf(by)).split('=')
      await context.addCookies([{ name, value, url: bank.address }])
      const answer = await page.goto(path, { waitUntil: 'load' })
      await page.locator('h1').first().waitFor()
      const text = (await page.locator('body').innerText()).replaceAll(/\s+/g, ' ')
      const values = await page
        .locator('input, textarea')
        .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value).join(' '))
      if (answer?.status() !== 200) faults.push(`${domain}: ${answer?.status()}`)
      if (!`${text} ${values}`.includes(hostile.slice(0, 60)))
        faults.push(`${domain} is not on ${path} as it was typed`)
      if (await page.evaluate(() => Reflect.has(window, 'hit'))) faults.push(`${domain} ran`)
      faults.push(...[...violations.splice(0), ...errors.splice(0)].map((fault) => `${domain}: ${fault}`))
    }
    expect(faults).toEqual([])
  })

  it('is stored whole, and the database is what it was', () => {
    expect(query(bank.file, "select text from suggestions where text like '<img%'")).toEqual([{ text: hostile }])
    expect(query<{ n: number }>(bank.file, 'select count(*) n from employees')[0]?.n).toBeGreaterThan(200)
  })

  it.each(["' or 1=1 --", '%', '_', '"*"', '\\', 'a" OR "b', 'NEAR(', '{{7*7}}', '\0', '😀'.repeat(5_000)])(
    'finds nobody when it is searched for: %j',
    async (q) => {
      const asked = `q=${encodeURIComponent(q).slice(0, 8_000)}`
      for (const [path, by] of [
        ['/search', 'hr'],
        ['/people', 'hr'],
        ['/people/find', 'hr'],
        ['/accounts', 'admin'],
        ['/audit', 'auditor'],
        ['/deferrals', 'officer'],
        ['/manage/learners', 'learning'],
      ] as const) {
        const answer = await bank.get(`${path}?${asked}`, by)
        await answer.body?.cancel()
        expect(answer.status, path).toBe(200)
      }
      const found = await (await bank.get(`/people/find?${asked}`, 'hr')).text()
      expect(found).toBe('[]')
    },
  )
})

describe('a list that leaves the house', () => {
  const exports = [
    ['/people/export/', 'hr'],
    ['/manage/learners/export?as=', 'hr'],
    ['/deferrals/export?as=', 'officer'],
    ['/audit/export?as=', 'auditor'],
  ] as const
  const starts = [formula, '+cmd|x', '-2+3+cmd', '@SUM(A1)', '\t=1+1', '\r=1+1', '＝1+1']
  const number = /^-?\d+(\.\d+)?$/

  beforeAll(async () => {
    const people = query<{ id: string }>(bank.file, 'select id from employees order by number')
    const { default: Database } = await import('better-sqlite3')
    const db = new Database(bank.file)
    // As an import could have brought them.
    const rename = db.prepare('update employees set name = ? where id = ?')
    for (const [at, start] of starts.entries()) rename.run(start, people[at]?.id)
    db.close()
  })

  it.each(exports)('holds no formula as CSV: %s', async (path, by) => {
    const text = await (await bank.get(`${path}csv`, by)).text()
    const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''))
    expect(data.length).toBeGreaterThan(1)
    const running = data.flat().filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell) && !number.test(cell))
    expect(running).toEqual([])
    if (path.startsWith('/people')) for (const start of starts) expect(data.flat()).toContain(`'${start}`)
  })

  it.each(exports)('holds text and numbers as a workbook, and no formula: %s', async (path, by) => {
    const bytes = new Uint8Array(await (await bank.get(`${path}xlsx`, by)).arrayBuffer())
    const parts = await unzip(bytes, { entries: 100, bytes: megabytes(64) })
    if (!parts.ok) throw new Error(parts.error.code)
    const sheets = [...parts.value].filter(([name]) => name.startsWith('xl/worksheets/')).map(([, xml]) => String(xml))
    expect(sheets.length).toBeGreaterThan(0)
    for (const xml of sheets) expect(xml).not.toMatch(/<f[ >/]/)
    if (path.startsWith('/people'))
      expect(String(parts.value.get('xl/sharedStrings.xml')) + sheets).toContain('=HYPERLINK(')
  })
})
