/**
 * What screens and acts really ask of the database, asked for its plan: nothing walks through a table that grows with the bank.
 * Planned on an empty bank without statistics: no bank has any, so that these plans are the plans of each.
 */
import Database from 'better-sqlite3'
import { isNull } from 'drizzle-orm'
import { beforeAll, expect, it, vi } from 'vitest'
import { chainJob } from '#app/audit/chain.job.ts'
import { sealingJob } from '#app/audit/sealing.job.ts'
import { askReset } from '#app/identity/accounts.server.ts'
import { signIn } from '#app/identity/sign-ins.server.ts'
import { claim } from '#app/kernel/job-lease.server.ts'
import { enqueue } from '#app/kernel/jobs.server.ts'
import { submitAttempt } from '#app/learning/assessments/submissions.server.ts'
import { sweepJob } from '#app/learning/assessments/sweep.job.ts'
import { remindersJob } from '#app/learning/certifications/reminders.job.ts'
import { learningNames } from '#app/learning/subject-names.server.ts'
import { digestJob } from '#app/notices/digest.job.ts'
import { closeLeaversJob } from '#app/organisation/employees/leavers.job.ts'
import { scoreCycleJob } from '#app/performance/appraisals/score-cycle.job.ts'
import { makeSheetsKind, scoreCycleKind } from '#app/performance/cycles/cycle-jobs.server.ts'
import { makeSheetsJob } from '#app/performance/goals/make-sheets.job.ts'
import { addresses } from '#app/routes.ts'
import * as frame from '#app/shell/frame.tsx'
import { cycles } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { expectations } from '../access/expectations.ts'
import { holdElsewhere, subjectsOf } from '../access/subjects.ts'
import { act, cookieOf, load, type RouteModule, withoutTrace } from '../access/visit.ts'
import { lin } from '../learning/bank.ts'
import { answerAll, begin } from '../learning/sittings.ts'
import { clock, freshDb } from '../support/database.ts'
import { demoBank } from '../support/demo-bank.ts'
import { runJobs } from '../support/jobs.ts'

const readers = ['employee', 'manager', 'mentor', 'hr', 'learning', 'officer', 'approver', 'auditor', 'admin']

/** Tables that may be walked through: they hold what is decided once for all, or little in many years. */
const few: Record<string, string> = {
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
  template_versions: 'as the templates, a few of each',
  sqlite_sequence: 'a row for each table',
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
  [/^select count\(\*\)( n)? from "?\w+"?$/, 'the engine counts the pages of an index'],
  [/"accounts"\."sign_in_name" like \?/, 'a part of a name is looked for in every account'],
  [/"employees"\."name" like \?/, 'the beginning of a name, in capitals or not, is looked for in everybody'],
  [/\bfrom employees e\b|\bjoin assignments a on\b|^select .* from employments where/, 'people in reach are counted'],
  [/^select count\(\*\), count\("completed_at"\), .* from "enrolments"/, 'learners in reach are counted'],
  [/^select count\(\*\), .* from "deferral_instalments"/, 'what is deferred in reach is added up'],
  [
    /\bfrom "role_grants" inner join "unit_placements".* left join "employees"/,
    'who may decide is looked for among all officers, some for each branch, when something is handed in',
  ],
  [/^select count\(\*\) from "honour_grants" where/, 'grants in force are counted'],
]

/** What is asked of lists beside their bare address. */
const filtered: Record<string, readonly string[]> = {
  'identity/screens/accounts.tsx': ['q=li'],
  'organisation/screens/people.tsx': [
    'q=li',
    'state=left',
    'state=all',
    'sort=-name',
    'post=pst',
    'state=all&post=pst&sort=name',
  ],
  'learning/screens/learners.tsx': ['q=li', 'course=crs', 'state=overdue', 'state=completed', 'page=2'],
  'performance/screens/cycle-people.tsx': ['state=open', 'state=unscored', 'rating=A'],
  'performance/screens/calibration.tsx': ['rating=A', 'rating=unrated'],
  'incentives/screens/credits.tsx': ['q=li', 'product=inclusive-loan'],
  'incentives/screens/product-targets.tsx': ['q=li', 'product=inclusive-loan'],
  'incentives/screens/run.tsx': ['q=li', 'after=Y', 'changed'],
  'notices/screens/notices.tsx': ['unread'],
}

const jobs = [sealingJob, chainJob, closeLeaversJob, digestJob, sweepJob, remindersJob, makeSheetsJob, scoreCycleJob]

const modules = import.meta.glob<RouteModule>('../../app/*/screens/*.{ts,tsx}')

const pathOf = (pattern: string, params: Record<string, string>) =>
  `/${pattern.replace(/:(\w+)\??/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))}`

/** Statement, in one line → where it was prepared. */
const asked = new Map<string, string>()

beforeAll(async () => {
  const bank = await demoBank()
  const subjects = await subjectsOf(bank, clock.now)
  // Whoever holds a role in one part of the bank is asked for by the part.
  const apart = await holdElsewhere(bank, clock.now)
  const names = [...readers, ...apart.values()]
  const cookies = await Promise.all(names.map((name) => cookieOf(bank, name, clock.now)))
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
    const path = pathOf(pattern, params)
    for (const cookie of cookies)
      for (const query of ['', ...(filtered[file] ?? [])])
        await load(module, { db: bank, now: clock.now, cookie, path: query ? `${path}?${query}` : path, params })
  }
  const carryOut = async (file: string, pattern: string, module: RouteModule | undefined) => {
    at = `${file}, an act`
    const params = subjects.paramsOf(file, pattern)
    const path = pathOf(pattern, params)
    const forms = expectations[file]?.forms
    for (const name of Object.keys(module?.action?.acts ?? {}))
      for (const cookie of cookies) {
        const { db } = withoutTrace(bank)
        await act(module ?? {}, { db, now: clock.now, cookie, path, params }, { act: name, ...forms?.[name] })
      }
  }
  await visit('shell/frame.tsx', '', frame as RouteModule)
  for (const { file, path = '' } of addresses) {
    const module = await modules[`../../app/${file}`]?.()
    await visit(file, path, module)
    await carryOut(file, path, module)
  }
  at = 'the door'
  const from = { address: '10.0.0.1', agent: '', origin: 'http://127.0.0.1' }
  await signIn(bank, { name: 'employee', password: 'a wrong password' }, from, clock.now)
  await askReset(bank, 'employee', clock.timeZone, 'en', clock.now)
  at = 'an exam'
  const small = await freshDb()
  const exam = await begin(small)
  await answerAll(small, exam)
  await submitAttempt(small, lin, exam, clock.now)
  await learningNames.attempt(small, lin, [exam.attemptId])
  at = 'the worker'
  await claim(bank, ['mail'], { owner: 'test', ms: 1_000 }, clock.now)
  const [open] = await bank.select({ cycleId: cycles.id }).from(cycles).where(isNull(cycles.closedAt)).limit(1)
  const { cycleId } = open ?? { cycleId: '' }
  await transact(bank, async (tx) => {
    for (const kind of [makeSheetsKind, scoreCycleKind])
      await enqueue(tx, { kind, input: { cycleId, total: 1 }, requestedBy: 'system' }, clock.now)
  })
  await runJobs(bank, jobs)
  vi.restoreAllMocks()
}, 180_000)

type Step = { id: number; parent: number; detail: string }

/** Steps of the plan that go through a table from end to end, with the table. */
const walksOf = (bank: Database.Database, text: string): { table: string; detail: string }[] => {
  const values = Array((text.match(/\?/g) ?? []).length).fill(null)
  const tables = new Set(bank.prepare<[], string>("select name from sqlite_master where type = 'table'").pluck().all())
  const plan = bank.prepare<unknown[], Step>(`explain query plan ${text}`).all(...values)
  const isSorted = plan.some(({ parent, detail }) => parent === 0 && /TEMP B-TREE FOR ORDER BY/.test(detail))
  // A list in the order of an index ends with its page.
  const endsEarly = !isSorted && /\blimit \?( offset \?)?$/i.test(text)
  return plan.flatMap((step) => {
    const { parent, detail } = step
    const [, name = '', how = ''] = /^SCAN (\w+)(.*)$/.exec(detail) ?? []
    if (name === '' || /VIRTUAL TABLE/.test(how)) return []
    // A list made on the way is gone through once for each row of what is joined before it.
    const isAgain = plan.some(
      (other) => other.parent === parent && other.id < step.id && /^(SCAN|SEARCH)/.test(other.detail),
    )
    if (isAgain && plan.some((other) => other.detail === `MATERIALIZE ${name}`)) return { table: name, detail }
    if ((endsEarly && parent === 0) || endsWithin(text, plan, parent)) return []
    return [...tablesCalled(text, name)].flatMap((table) => (tables.has(table) ? { table, detail } : []))
  })
}

/** Whether a list that is made on the way ends with its page, in the order of an index. */
const endsWithin = (text: string, plan: readonly Step[], parent: number): boolean => {
  const [, list] = /^(?:CO-ROUTINE|MATERIALIZE) (\w+)$/.exec(plan.find(({ id }) => id === parent)?.detail ?? '') ?? []
  const isSorted = plan.some((step) => step.parent === parent && /TEMP B-TREE FOR ORDER BY/.test(step.detail))
  return list !== undefined && !isSorted && new RegExp(`\\blimit \\?( offset \\?)?\\) "?${list}"?`, 'i').test(text)
}

/** Whether a job's chunk is found and sorted among all there is, each time anew. */
const isSortedAnew = (bank: Database.Database, text: string): boolean => {
  const values = Array((text.match(/\?/g) ?? []).length).fill(null)
  const plan = bank.prepare<unknown[], Step>(`explain query plan ${text}`).all(...values)
  return (
    /\blimit \?$/i.test(text) &&
    plan.some(({ parent, detail }) => parent === 0 && /TEMP B-TREE FOR ORDER BY/.test(detail))
  )
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
  const used = new Set<RegExp>()
  const wrong = [...asked].flatMap(([text, at]) => {
    const line = text.replaceAll(/\s+/g, ' ').trim()
    if (!/^(select|with|update|delete)\b/i.test(line)) return []
    if (at === 'the worker' && isSortedAnew(bank, line)) return `${at}: sorts for each chunk in ${line}`
    const walks = walksOf(bank, line).filter(({ table }) => !(table in few))
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
  const list = '(select employee_id, row_number() over () n from goal_sheets where cycle_id = ?)'
  expect(walked(`select * from appraisals a left join ${list} l on l.n > a.revision where a.cycle_id = ?`)).toEqual([
    'l',
  ])
  expect(walked('select * from "employees" where "number" = ?')).toEqual([])
})
