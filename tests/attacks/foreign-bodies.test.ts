/** Ids in what is posted: a form may name a person of elsewhere, and nothing of that person changes. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addresses } from '#app/routes.ts'
import { subjectsOf } from '../access/subjects.ts'
import { cookieOf, type RouteModule } from '../access/visit.ts'
import { query } from '../support/query.ts'
import { attackedBank, type Bank } from './bank.ts'
import { exampleForm } from './example-form.ts'
import { openOutsider, tracesOf } from './outsider.ts'

const target = 'employee'
const near = 'strict'
const reader = 'outsider'

let bank: Bank
let traces: string[]
/** Where they post: at what belongs to them. What they name there: what does not. */
let own: Awaited<ReturnType<typeof subjectsOf>>
let ids: Record<string, string>
let cookie: string
const modules = import.meta.glob<RouteModule>('../../app/*/screens/*.{ts,tsx}')
const forms = import.meta.glob<Record<string, unknown>>('../../app/**/*.form.ts')

beforeAll(async () => {
  bank = await attackedBank({
    prepare: async (db) => {
      const now = Date.now()
      await openOutsider(db, near, now)
      own = await subjectsOf(db, now, near)
      const foreign = await subjectsOf(db, now, target)
      ids = foreign.paramsOf('', [...idNames].map((name) => `:${name}`).join('/'))
      traces = await tracesOf(db, target)
      cookie = await cookieOf(db, reader, now)
    },
  })
  const [person] = query<{ id: string; number: string; lineId: string | null }>(
    bank.file,
    `select e.id, e.number, (select id from goal_lines where sheet_id = '${ids.sheetId}' limit 1) lineId from employees e where e.id = '${ids.employeeId}'`,
  )
  const employeeId = person?.id ?? ''
  Object.assign(ids, { menteeId: employeeId, mentorId: employeeId, lineManagerId: employeeId })
  Object.assign(ids, {
    parentId: ids.unitId,
    number: person?.number,
    employeeNumber: person?.number,
    lineId: person?.lineId ?? 'none',
  })
}, 180_000)
afterAll(() => bank.stop())

const idNames = new Set([
  'employeeId',
  'unitId',
  'postId',
  'assignmentId',
  'absenceId',
  'accountId',
  'competencyId',
  'courseId',
  'enrolmentId',
  'attemptId',
  'certificateId',
  'programmeId',
  'pairingId',
  'cycleId',
  'sheetId',
  'actualId',
  'appraisalId',
  'runId',
  'versionId',
  'pulseId',
  'echelonId',
])

/** Every row that belongs to the person, whatever the table. */
const belongings = (): Record<string, unknown[]> => {
  const tables = query<{ name: string }>(bank.file, "select name from sqlite_master where type = 'table'")
  return Object.fromEntries(
    tables.flatMap(({ name }) => {
      const columns = query<{ name: string }>(bank.file, `select name from pragma_table_info('${name}')`)
      const owners = columns.filter((column) =>
        /^(employee|mentor|mentee|line_manager|head|account)_id$/.test(column.name),
      )
      // What others saw of a person, and sessions, are written by reading.
      if (owners.length === 0 || ['sightings', 'sessions'].includes(name)) return []
      const of = owners.map((column) => `${column.name} in ('${ids.employeeId}', '${ids.accountId}')`).join(' or ')
      return [[name, query(bank.file, `select * from "${name}" where ${of} order by 1, 2`)]]
    }),
  )
}

it('nothing of a person changes, and nothing of them is told, by any act at any address with any of their ids', async () => {
  const before = belongings()
  expect(Object.values(before).flat().length).toBeGreaterThan(20)
  const wrong: string[] = []
  let carried = 0
  for (const { file, path: pattern = '' } of addresses) {
    // The outsider's own door: their sessions and password.
    if (/sessions|password|preferences|sign-|reset/.test(file)) continue
    const module = await modules[`../../app/${file}`]?.()
    const names = Object.keys(module?.action?.acts ?? {})
    if (names.length === 0) continue
    const domain = file.split('/')[0]
    const known = await Promise.all(
      Object.entries(forms).flatMap(([path, open]) => (path.includes(`/app/${domain}/`) ? [open()] : [])),
    )
    const bodies = known.map((each) => exampleForm(each, ids))
    const params = own.paramsOf(file, pattern)
    const path = `/${pattern.replace(/:(\w+)\??/g, (_, name: string) => encodeURIComponent(params[name] ?? 'none'))}`
    await Promise.all(
      names.flatMap((name) =>
        bodies.map(async (body) => {
          const answer = await fetch(`${bank.address}${path}.data`, {
            method: 'POST',
            redirect: 'manual',
            headers: { Origin: bank.address, Cookie: cookie },
            body: new URLSearchParams([['act', name], ...body]),
          })
          if (answer.status < 400) carried += 1
          const text = await answer.text()
          // What was typed comes back with a refusal, and is no news.
          const typed = new Set(body.map(([, value]) => value))
          const told = traces.filter((trace) => !typed.has(trace) && text.includes(trace))
          if (told.length > 0) wrong.push(`${name} at ${path} told ${told}`)
          if (answer.status >= 500) wrong.push(`${name} at ${path}: ${answer.status} to ${new URLSearchParams(body)}`)
        }),
      ),
    )
  }
  // Some are carried out, on what is within reach; else this would have tried nothing.
  expect(carried).toBeGreaterThan(10)
  expect([...new Set(wrong)]).toEqual([])
  expect(belongings()).toEqual(before)
}, 120_000)
