/** What is outside someone's reach does not exist: at no address, in no list, count, sum, search, export or stream. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addresses } from '#app/routes.ts'
import { expectations } from '../access/expectations.ts'
import { subjectsOf } from '../access/subjects.ts'
import { cookieOf } from '../access/visit.ts'
import { query } from '../support/query.ts'
import { attackedBank, type Bank } from './bank.ts'
import { openOutsider, tracesOf } from './outsider.ts'
import { routeData } from './single-fetch.ts'

/** The person whom they are after, in one branch; the readers are in another. */
const target = 'employee'
const near = 'strict'
const readers = ['outsider', 'severe', 'strict'] as const
/** Those whose jobs the demo bank has run. */
const askers = ['officer', 'hr'] as const

let bank: Bank
let traces: string[]
let subjects: Awaited<ReturnType<typeof subjectsOf>>
let person: { id: string; name: string; number: string; pinyin: string; unitId: string; unitPath: string }
const cookies = new Map<string, string>()

beforeAll(async () => {
  bank = await attackedBank({
    prepare: async (db) => {
      const now = Date.now()
      await openOutsider(db, near, now)
      subjects = await subjectsOf(db, now, target)
      traces = await tracesOf(db, target)
      for (const name of [...readers, ...askers]) cookies.set(name, await cookieOf(db, name, now))
    },
  })
  const [found] = query<typeof person>(
    bank.file,
    `select e.id, e.name, e.number, e.pinyin, a.unit_id unitId, pl.path unitPath from employees e
     join accounts c on c.id = e.account_id join assignments a on a.employee_id = e.id
     join unit_placements pl on pl.unit_id = a.unit_id where c.sign_in_name = '${target}'`,
  )
  if (!found) throw new Error('there is nobody to be after')
  person = found
}, 180_000)
afterAll(() => bank.stop())

const ask = (path: string, reader: string, accept = 'text/html') =>
  fetch(`${bank.address}${path}`, {
    redirect: 'manual',
    headers: { Cookie: cookies.get(reader) ?? '', Accept: accept },
  })

/** What an answer tells of the person, leaving out what the reader typed. */
const toldBy = (text: string, typed = ''): string[] => traces.filter((trace) => trace !== typed && text.includes(trace))

const pathOf = (file: string, pattern: string): string => {
  const params = subjects.paramsOf(file, pattern)
  return `/${pattern.replace(/:(\w+)\??/g, (_, name: string) => encodeURIComponent(params[name] ?? 'none'))}`
}
const dataOf = (path: string) => {
  const [pathname, search] = path.split('?')
  return `${pathname === '/' ? '/_root' : pathname}.data${search ? `?${search}` : ''}`
}
const withBlanks = addresses.filter(({ path = '' }) => path.includes(':'))
const plain = addresses.filter(({ path = '', file }) => !/[:*]/.test(path) && file !== 'ui/screens/gallery.tsx')

describe.each(withBlanks)('$file', ({ file, path: pattern = '' }) => {
  const expected = expectations[file]
  const isForeign = expected?.loader !== undefined && Array.isArray(expected.loader) && !expected.bankWide

  it('tells nobody from elsewhere of a person, page or data', async () => {
    const wrong: string[] = []
    const path = pathOf(file, pattern)
    for (const reader of readers)
      for (const at of [path, dataOf(path)]) {
        const answer = await ask(at, reader)
        const told = toldBy(await answer.text())
        if (told.length > 0) wrong.push(`${reader} at ${at}: ${told}`)
        if (answer.status >= 500) wrong.push(`${reader} at ${at}: ${answer.status}`)
        if (isForeign && reader === 'outsider' && answer.status !== 404)
          wrong.push(`${reader} at ${at}: ${answer.status}`)
      }
    expect(wrong).toEqual([])
  })
})

describe('a list', () => {
  it('shows nobody from elsewhere, however it is asked', async () => {
    const wrong: string[] = []
    const asks = ['', `q=${person.number}`, `q=${encodeURIComponent(person.name)}`, `unit=${person.unitId}`]
    for (const { path = '' } of plain)
      for (const reader of ['outsider', 'severe'])
        for (const search of asks) {
          const at = dataOf(`/${path}${search ? `?${search}&state=all&subject=${person.id}` : ''}`)
          const answer = await ask(at, reader)
          // A colleague to lend to is found in the whole bank, by name and number and no more.
          if (path === 'me/delegations/find') continue
          const typed = decodeURIComponent(search.replace(/^q=/, ''))
          const told = toldBy(await answer.text(), typed)
          if (told.length > 0) wrong.push(`${reader} at ${at}: ${told}`)
          if (answer.status >= 500) wrong.push(`${reader} at ${at}: ${answer.status}`)
        }
    expect(wrong).toEqual([])
  })

  it.each([
    '/people/export/csv',
    '/people/export/xlsx',
    '/manage/learners/export',
    '/deferrals/export',
    '/audit/export',
  ])('that leaves the house has nobody from elsewhere in it either: %s', async (path) => {
    const answer = await ask(`${path}?state=all&unit=${person.unitId}&as=csv`, 'outsider')
    expect(answer.status).toBe(200)
    expect(toldBy(await answer.text())).toEqual([])
  })
})

describe('a count', () => {
  /** People with the bank today in a branch, and the reader, counted without the product's own queries. */
  const peopleUnder = (path: string, reader: string) =>
    query<{ n: number }>(
      bank.file,
      `select count(distinct a.employee_id) n from assignments a join unit_placements pl on pl.unit_id = a.unit_id
       join employments m on m.employee_id = a.employee_id
       join employees e on e.id = a.employee_id left join accounts c on c.id = e.account_id
       where (pl.path like '${path}%' or c.sign_in_name = '${reader}') and date('now', '+8 hours') between a.from_on and coalesce(a.to_on, '9999-12-31')
       and date('now', '+8 hours') between pl.from_on and coalesce(pl.to_on, '9999-12-31')
       and date('now', '+8 hours') between m.from_on and coalesce(m.to_on, '9999-12-31')`,
    )[0]?.n
  const pathOfUnit = (code: string) =>
    query<{ path: string }>(
      bank.file,
      `select pl.path from unit_placements pl join units u on u.id = pl.unit_id where u.code = '${code}'`,
    )[0]?.path

  it('of people is of those in reach: in the page, in its rows and in the file', async () => {
    for (const [reader, cookie, code] of [
      ['branch-hr', await bank.cookieOf('branch-hr'), 'B1'],
      ['hr', await bank.cookieOf('hr'), 'HO'],
      ['outsider', cookies.get('outsider') ?? '', 'B2-02'],
    ] as const) {
      const headers = { Cookie: cookie }
      const page = await bank.get('/people.data', null, headers)
      const { total } = routeData(await page.text(), 'organisation/screens/people') as { total: number }
      const lines = (await (await bank.get('/people/export/csv', null, headers)).text()).trim().split('\r\n')
      expect(lines.length - 1, reader).toBe(total)
      expect(total, reader).toBe(peopleUnder(pathOfUnit(code) ?? 'nowhere', reader))
    }
  })

  it('of a cycle is the sum of its states, and as many as its people', async () => {
    for (const name of ['hr', 'auditor']) {
      const [cycle] = query<{ id: string }>(bank.file, 'select id from cycles order by id desc limit 1')
      const page = await bank.get(`/cycles/${cycle?.id}.data`, name)
      const { counts } = routeData(await page.text(), 'performance/screens/cycle') as { counts: Record<string, number> }
      const { open = 0, published = 0, calibrated = 0, acknowledged = 0 } = counts
      const reviewed = (counts['self-reviewed'] ?? 0) + (counts['manager-reviewed'] ?? 0)
      expect(open + reviewed + calibrated + published + acknowledged).toBe(counts.all)
      const people = await bank.get(`/cycles/${cycle?.id}/people.data`, name)
      const { total } = routeData(await people.text(), 'performance/screens/cycle-people') as { total: number }
      expect(total).toBe(counts.all)
    }
  })

  it('and the sums of a run are what its payroll file adds up to', async () => {
    const [run] = query<{ id: string }>(bank.file, 'select id from runs where released_at is not null limit 1')
    const page = await bank.get(`/runs/${run?.id}.data`, 'officer')
    const { totals } = routeData(await page.text(), 'incentives/screens/run') as {
      totals: { people: number; payableMinor: number }
    }
    const [sum] = query<{ n: number; minor: number }>(
      bank.file,
      `select count(*) n, sum(payable_minor) minor from statements where run_id = '${run?.id}'`,
    )
    expect([totals.people, totals.payableMinor]).toEqual([sum?.n, sum?.minor])
    const file = await (await bank.get(`/runs/${run?.id}/payroll.csv`, 'officer')).text()
    const lines = file.trim().split('\r\n').slice(1)
    const payable = lines.map((line) => Math.round(Number(line.split(',')[6]) * 100))
    const total = payable.pop()
    expect([payable.length, total]).toEqual([totals.people, totals.payableMinor])
    expect(payable.reduce((all, each) => all + each, 0)).toBe(total)
  })
})

describe('a job', () => {
  const oneOf = () => {
    const [job] = query<{ id: string; state: string; asker: string }>(
      bank.file,
      `select j.id, j.state, a.sign_in_name asker from jobs j join accounts a on a.id = j.requested_by
       where a.sign_in_name in (${askers.map((name) => `'${name}'`).join()}) limit 1`,
    )
    if (!job) throw new Error('nobody has asked for a job')
    return job
  }
  const cancel = (id: string, reader: string) =>
    fetch(`${bank.address}/jobs/${id}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: bank.address, Cookie: cookies.get(reader) ?? '' },
      body: new URLSearchParams({ act: 'cancel' }),
    })

  it('is told of, and ended, by nobody but who asked for it', async () => {
    const job = oneOf()
    for (const reader of readers) {
      for (const accept of ['text/event-stream', 'application/json', 'text/html']) {
        const answer = await ask(`/jobs/${job.id}`, reader, accept)
        await answer.body?.cancel()
        expect(answer.status).toBe(404)
      }
      expect((await cancel(job.id, reader)).status).toBe(404)
    }
    expect(query(bank.file, `select state from jobs where id = '${job.id}'`)).toEqual([{ state: job.state }])
  })

  it('is told of as it is, and refused with its reason, to who asked for it', async () => {
    const job = oneOf()
    const told = await ask(`/jobs/${job.id}`, job.asker, 'application/json')
    expect(await told.json()).toMatchObject({ id: job.id, state: job.state })
    const refused = await cancel(job.id, job.asker)
    expect([refused.status, await refused.json()]).toEqual([409, { refusal: { code: 'already-ended' } }])
  })
})
