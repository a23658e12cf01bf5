/**
 * What screens really ask of the database, asked for its plan: nothing walks through a table that grows with the bank.
 * Planned on an empty bank without statistics, as a bank has none before somebody gathers them.
 */
import Database from 'better-sqlite3'
import { beforeAll, expect, it, vi } from 'vitest'
import { askReset } from '#app/identity/accounts.server.ts'
import { signIn } from '#app/identity/sign-ins.server.ts'
import { claim } from '#app/kernel/job-lease.server.ts'
import { addresses } from '#app/routes.ts'
import * as frame from '#app/shell/frame.tsx'
import { subjectsOf } from '../access/subjects.ts'
import { cookieOf, load, type RouteModule } from '../access/visit.ts'
import { clock, freshDb } from '../support/database.ts'
import { demoBank } from '../support/demo-bank.ts'

const readers = ['employee', 'manager', 'hr', 'learning', 'officer', 'auditor', 'admin']

/** Tables that may be walked through: they hold what is decided once for all, or little in many years. */
const small: Record<string, string> = {
  bank_settings: 'a row for each change of the settings',
  legal_entities: 'a bank has a handful',
  unit_placements: 'the tree of units is drawn as a whole',
  posts: 'some hundred kinds of job',
  competencies: 'some dozens',
  certifications: 'some dozens',
  courses: 'the catalogue is shown as a whole',
  course_versions: 'as the courses, a few of each',
  programmes: 'a few a year',
  kpis: 'the library is shown as a whole',
  kpi_dimensions: 'HR adds one now and then',
  templates: 'one for each post',
  cycles: 'four a year',
  cycle_phases: 'eight for each cycle',
  veto_events: 'serious violations, dozens a year',
  echelons: 'one for each post that people are prepared for',
  plans: 'some dozens',
  plan_versions: 'a few of each plan',
  runs: 'some dozens a year',
  honours: 'some dozens',
  pulses: 'a few a year',
  themes: 'some dozens',
}

/** Statements that have to look at all there is, each for a reason. */
const whole: [statement: RegExp, why: string][] = [
  [/^select count\(\*\) from "\w+"$/, 'the engine counts the pages of an index'],
  [/\bfrom employees e\b|\bjoin assignments a on\b|^select .* from employments where/, 'people in reach are counted'],
  [/^select count\(\*\), count\("completed_at"\), .* from "enrolments"/, 'learners in reach are counted'],
  [/^select count\(\*\), .* from "deferral_instalments"/, 'what is deferred in reach is added up'],
  [/^select count\(\*\) from "honour_grants" where/, 'grants in force are counted'],
]

const modules = import.meta.glob<RouteModule>('../../app/*/screens/*.{ts,tsx}')

/** Statement, in one line → where it was prepared. */
const asked = new Map<string, string>()

beforeAll(async () => {
  const bank = await demoBank()
  const subjects = await subjectsOf(bank, clock.now)
  const cookies = await Promise.all(readers.map((name) => cookieOf(bank, name, clock.now)))
  let at = ''
  const prepare = Database.prototype.prepare
  vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: Database.Database, text: string) {
    if (!asked.has(text)) asked.set(text, at)
    return prepare.call(this, text)
  })
  const visit = async (file: string, pattern: string, module: RouteModule | undefined) => {
    if (!module?.loader) return
    at = file
    const params = subjects.paramsOf(file, pattern)
    const path = `/${pattern.replace(/:(\w+)\??/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))}`
    for (const cookie of cookies) await load(module, { db: bank, now: clock.now, cookie, path, params })
  }
  await visit('shell/frame.tsx', '', frame as RouteModule)
  for (const { file, path = '' } of addresses) await visit(file, path, await modules[`../../app/${file}`]?.())
  at = 'the door'
  const from = { address: '10.0.0.1', agent: '', origin: 'http://127.0.0.1' }
  await signIn(bank, { name: 'employee', password: 'a wrong password' }, from, clock.now)
  await askReset(bank, 'employee', clock.timeZone, 'en', clock.now)
  at = 'the worker'
  await claim(bank, ['mail'], { owner: 'test', ms: 1_000 }, clock.now)
  vi.restoreAllMocks()
}, 180_000)

type Step = { id: number; parent: number; detail: string }

/** Steps of the plan that go through a table from end to end, with the table. */
const walksOf = (bank: Database.Database, text: string): { table: string; detail: string }[] => {
  const values = Array((text.match(/\?/g) ?? []).length).fill(null)
  const plan = bank.prepare<unknown[], Step>(`explain query plan ${text}`).all(...values)
  const isSorted = plan.some(({ parent, detail }) => parent === 0 && /TEMP B-TREE FOR ORDER BY/.test(detail))
  // A list in the order of an index ends with its page.
  const endsEarly = !isSorted && /\blimit \?( offset \?)?$/i.test(text)
  return plan.flatMap(({ parent, detail }) => {
    const [, name = '', how = ''] = /^SCAN (\w+)(.*)$/.exec(detail) ?? []
    if (name === '' || /VIRTUAL TABLE/.test(how) || (endsEarly && parent === 0)) return []
    return [...tablesCalled(text, name)].map((table) => ({ table, detail }))
  })
}

/** The tables that a statement calls by a name. */
const tablesCalled = (text: string, name: string): Set<string> => {
  const called = [...text.matchAll(/\b(?:from|join|update|delete from) "?(\w+)"?(?: (?:as )?"?(\w+)"?)?/gi)].flatMap(
    ([, table = '', alias]) => (table === name || alias === name ? [table] : []),
  )
  return new Set(called)
}

it('no statement of a screen, of the door or of the worker walks through what grows with the bank', async () => {
  const bank = (await freshDb()).engine.file
  if (!bank) throw new Error('plans are asked of a file')
  const tables = new Set(bank.prepare<[], string>("select name from sqlite_master where type = 'table'").pluck().all())
  const used = new Set<RegExp>()
  const wrong = [...asked].flatMap(([text, at]) => {
    const line = text.replaceAll(/\s+/g, ' ').trim()
    if (!/^(select|with|update|delete)\b/i.test(line)) return []
    const walks = walksOf(bank, line).filter(({ table }) => tables.has(table) && !(table in small))
    const reason = walks.length > 0 ? whole.find(([statement]) => statement.test(line)) : undefined
    if (reason) used.add(reason[0])
    return reason ? [] : walks.map(({ detail }) => `${at}: ${detail} in ${line}`)
  })
  expect(wrong).toEqual([])
  expect(asked.size).toBeGreaterThan(200)
  expect(whole.filter(([statement]) => !used.has(statement)).map(([, why]) => why)).toEqual([])
})

it('a walk is seen, by whatever name, and is none where the page ends it', async () => {
  const bank = (await freshDb()).engine.file
  if (!bank) throw new Error('plans are asked of a file')
  const walked = (text: string) => walksOf(bank, text).map(({ table }) => table)
  expect(walked('select * from employees e where e.email = ?')).toEqual(['employees'])
  expect(walked('select * from "employees" order by "email" limit ?')).toEqual(['employees'])
  expect(walked('delete from "mails" where "to" = ?')).toEqual(['mails'])
  expect(walked('select * from "employees" order by "number" limit ? offset ?')).toEqual([])
  expect(walked('select * from "employees" where "number" = ?')).toEqual([])
})
