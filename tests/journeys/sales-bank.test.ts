/**
 * The main job on data that nobody here wrote: 366 salespeople are imported, scored by two curves, share a pool of
 * ¥5,000,000.00, and each figure explains itself — in a browser, on a file and on a cluster.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page, Request } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, type Day, dayOf } from '#app/kernel/day.ts'
import { openDb } from '#db/client.server.ts'
import { expectAccessible, signIn, visit } from '../support/browser.ts'
import { openSalesBank, password } from '../support/sales-bank.ts'
import { type Server, startServer } from '../support/server.ts'
import { onCluster, startSqld } from '../support/sqld.ts'
import { root } from '../support/template.ts'

const file = join(root, 'tests/data/peopleanalytics/employee_performance.csv')
const people = 366
const today: Day = dayOf(Date.now(), 'Asia/Shanghai')
/** A quarter that ended so long ago that its calibration is open today. */
const toOn = addDays(today, -16)
const fromOn = addMonths(toOn, -3)

const by = (name: string, value?: string) => (value ? `[name="${name}"][value="${value}"]` : `[name="${name}"]`)
const press = async (page: Page, act: string) => {
  const button = page.locator(`main button${by('act', act)}`).first()
  const asks = page.locator(`main details:not([open]):has(button${by('act', act)}) > summary`).first()
  if ((await asks.count()) > 0) await asks.click()
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await button.click()
  await answered
}
/** The page asks its loader again when a job has ended; `until` is what then stands there. */
const waitFor = (page: Page, until: string) =>
  page.locator(until).first().waitFor({ state: 'attached', timeout: 30_000 })

/** Requests of each page that are still to be answered. */
const asked = new WeakMap<Page, Set<Request>>()
const watch = (page: Page) => {
  const open = new Set<Request>()
  asked.set(page, open)
  page.on('request', (request) => request.resourceType() === 'fetch' && open.add(request))
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
}
/** Goes on when the page has heard all that it asked for: to leave earlier breaks an answer off, which it reports. */
const go = async (page: Page, address: string) => {
  for (let quiet = 0; quiet < 3; quiet = asked.get(page)?.size ? 0 : quiet + 1) await page.waitForTimeout(50)
  await page.goto(address)
}

const importRoster = async (page: Page) => {
  await go(page, '/rosters')
  await page.locator('input[name=file]').setInputFiles(file)
  await press(page, 'upload')
  await page.waitForURL(/\/rosters\/.+/)
  const map = async (field: string, from: 'column' | 'constant' | 'pattern', text: string) => {
    await page.locator(`[name="columns.${field}.from"]`).selectOption(from)
    if (from === 'column') await page.locator(`[name="columns.${field}.heading"]`).selectOption(text)
    else await page.locator(`[name="columns.${field}.text"]`).fill(text)
  }
  await map('number', 'pattern', 'S-{row:3}')
  await map('name', 'pattern', 'Salesperson {row}')
  await map('unit', 'column', 'region')
  await map('post', 'constant', 'salesperson')
  await map('base', 'constant', '1.00')
  await page.locator('[name=effectiveOn]').fill(fromOn)
  await page.locator('[name=makeUnits]').check()
  await page.locator('[name=makePosts]').check()
  await press(page, 'preview')
  await waitFor(page, `button${by('act', 'commit')}`)
  await press(page, 'commit')
  await waitFor(page, 'text=/366/')
}

const scoreCycle = async (page: Page) => {
  await go(page, `/cycles/new?fromOn=${fromOn}&toOn=${toOn}`)
  await page.locator('[name="name.en"]').fill('Sales quarter')
  await page.locator('[name="name.zh-CN"]').fill('销售季度')
  await page.locator('[name=code]').fill('SALES-Q')
  await page.locator('[name=fromOn]').fill(fromOn)
  await page.locator('[name=toOn]').fill(toOn)
  await press(page, 'open')
  await page.waitForURL(/\/cycles\/(?!new)/)
  const cycle = page.url()
  await press(page, 'sheets')
  await waitFor(page, `main a:text-is("${people}")`)
  await go(page, `${cycle}/actuals`)
  await page.locator('input[name=file]').setInputFiles(file)
  await press(page, 'upload')
  await page.waitForURL(/\/actual-imports\//)
  await page.locator('[name="columns.subject.pattern"]').fill('S-{row:3}')
  for (const kpi of ['sales', 'new_customers'])
    await page.locator(`[name="columns.kpi:${kpi}.heading"]`).selectOption(kpi)
  await press(page, 'remap')
  await waitFor(page, 'td:has-text("S-002")')
  await press(page, 'write')
  await waitFor(page, 'h1')
  await go(page, cycle)
  await press(page, 'score')
  await waitFor(page, `text=/${people} with a score/`)
  await go(page, cycle.replace('/cycles/', '/calibration/'))
  await press(page, 'close')
  await go(page, cycle)
  await press(page, 'publish')
  await waitFor(page, 'h1')
}

const payPool = async (server: Server) => {
  const officer = await visit(server.address)
  await signIn(officer.page, 'officer', password)
  await officer.page.goto('/runs')
  await press(officer.page, 'prepare')
  await waitFor(officer.page, `button${by('act', 'submit')}`)
  const run = new URL(officer.page.url()).pathname
  expect(await officer.page.locator(`main button${by('act', 'approve')}`).count()).toBe(0)
  await press(officer.page, 'submit')
  await waitFor(officer.page, 'text=/Waiting for an approver/')
  await officer.context.close()
  for (const [name, act] of [
    ['approver', 'approve'],
    ['releaser', 'release'],
  ] as const) {
    const { page, context } = await visit(server.address)
    await signIn(page, name, password)
    await page.goto(run)
    await waitFor(page, `button${by('act', act)}`)
    await press(page, act)
    await waitFor(page, act === 'approve' ? 'text=/Waiting to be released/' : 'text=/Released(; pay day| on )/')
    await context.close()
  }
  return run
}

type Row = { number: string; payableMinor: number }
/** The payroll file as it is handed over: people, then the control line. */
const payroll = async (page: Page, run: string) => {
  const text = await page.evaluate(async (path) => (await fetch(path)).text(), `${run}/payroll.csv`)
  const lines = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))
  const minor = (amount = '') => Math.round(Number(amount) * 100)
  const rows: Row[] = lines.slice(0, -1).map((cells) => ({ number: cells[0] ?? '', payableMinor: minor(cells[6]) }))
  const control = lines.at(-1) ?? []
  return { rows, controlMinor: minor(control[6]), controlPeople: Number(control[7]) }
}

const theWholeJob = async (server: Server, databaseUrl: string) => {
  const db = openDb({ url: databaseUrl })
  await openSalesBank(db, Date.now())
  db.engine.close()
  const hr = await visit(server.address)
  watch(hr.page)
  await signIn(hr.page, 'hr', password)
  await importRoster(hr.page)
  await scoreCycle(hr.page)
  const run = await payPool(server)

  await go(hr.page, run)
  const { rows, controlMinor, controlPeople } = await payroll(hr.page, run)
  expect(rows).toHaveLength(people)
  expect(controlPeople).toBe(people)
  expect(controlMinor).toBe(500_000_000)
  expect(rows.reduce((sum, row) => sum + row.payableMinor, 0)).toBe(500_000_000)

  // Score from the file by the template's curves: more of both never pays less, and equals differ by one 分 at most.
  const given = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number))
  const paid = new Map(rows.map((row) => [row.number, row.payableMinor]))
  const achieved = given.map(([sales = 0, customers = 0], index) => ({
    sales,
    customers,
    minor:
      paid.get(`S-${String(index + 1).padStart(3, '0')}`) ?? paid.get(`S-${String(index + 2).padStart(3, '0')}`) ?? -1,
  }))
  for (const one of achieved)
    for (const other of achieved) {
      if (one.sales === other.sales && one.customers === other.customers)
        expect(Math.abs(one.minor - other.minor)).toBeLessThanOrEqual(1)
      else if (one.sales >= other.sales && one.customers >= other.customers)
        expect(one.minor).toBeGreaterThanOrEqual(other.minor - 1)
    }

  await hr.page.locator('main table a[href*="/people/"]').first().click()
  await hr.page.locator('#steps li').first().waitFor()
  const steps = (await hr.page.locator('#steps').innerText()).replaceAll(/\s+/g, ' ')
  expect(steps).toContain('¥5,000,000.00')
  expect(steps).toContain(`${people} people`)
  await expectAccessible(hr.page)
  expect(hr.violations).toEqual([])
  expect(hr.errors).toEqual([])
}

describe('the bank of 366', () => {
  it('is imported, scored, paid and explained, on a file', async () => {
    const server = await startServer()
    await theWholeJob(server, join(server.varDir, 'echelon.db'))
    await server.stop()
  }, 300_000)
})

onCluster('the bank of 366, on a cluster', () => {
  it('is imported, scored, paid and explained', async () => {
    const sqld = await startSqld()
    const server = await startServer({ environment: { DATABASE_URL: sqld.url } })
    await theWholeJob(server, sqld.url)
    await server.stop()
    await sqld.stop()
  }, 400_000)
})
