/** What people wrote and what was not theirs to see, when a session or the connection ends in the middle. */
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { demoPassword } from '../../scripts/demo/stories.ts'
import { enter, press, startDemoServer } from '../support/acts.ts'
import { expectAccessible, type Visit } from '../support/browser.ts'
import { query } from '../support/query.ts'

let server: Awaited<ReturnType<typeof startDemoServer>>

beforeAll(async () => {
  server = await startDemoServer()
}, 120_000)
afterAll(() => server.stop())

/** Every session of the bank runs out now, as after half an hour without a sign of life. */
const sessionsRunOut = () => {
  const db = new Database(server.file)
  db.exec('UPDATE sessions SET expires_at = 1')
  db.close()
}
const signInAgain = async (page: Page, name: string) => {
  await page.waitForURL('**/sign-in*')
  await page.locator('input[name=name]').fill(name)
  await page.locator('input[name=password]').fill(demoPassword)
  await page.locator('main form button:not([type=button])').click()
}
const leave = async ({ violations, errors, context }: Visit) => {
  expect([...violations, ...errors]).toEqual([])
  await context.close()
}

it('the way back after signing out leads to no page of the person who left', async () => {
  const employee = await enter(server, 'employee')
  const { page } = employee
  await page.goto('/pay')
  await page.locator('main tbody a[href^="/pay/"]').first().waitFor()
  await page.locator('form[action="/sign-out"] button').first().click()
  await page.locator('button[value="sign-out"]').click()
  await page.waitForURL('**/sign-in*')
  await page.goBack()
  await page.waitForURL('**/sign-in*')
  expect(await page.locator('a[href^="/pay/"]').count()).toBe(0)
  await leave(employee)
})

it('a form whose writer was signed out meanwhile is there again after signing in', async () => {
  const employee = await enter(server, 'employee')
  const { page } = employee
  const said = 'The queue at the counter is too long on pay days.'
  await page.goto('/voice')
  await page.locator('main textarea[name=text]').fill(said)
  await page.locator('main input[name=isAnonymous]').check()
  sessionsRunOut()
  await press(page, 'suggest')
  await signInAgain(page, 'employee')
  await page.waitForURL('**/voice')
  await expect.poll(() => page.locator('main textarea[name=text]').inputValue()).toBe(said)
  expect(await page.locator('main input[name=isAnonymous]').isChecked()).toBe(true)
  await press(page, 'suggest')
  await page.getByText('Thank you').first().waitFor()
  expect(query(server.file, `SELECT count(*) AS times FROM suggestions WHERE text = '${said}'`)).toEqual([{ times: 1 }])
  await leave(employee)
})

it('a mark given without a connection, or after the session ended, is kept on the page and saved later', {
  timeout: 120_000,
}, async () => {
  const manager = await enter(server, 'manager')
  const { page, context } = manager
  await page.goto('/score')
  await page.locator('main tbody a').first().click()
  await page.waitForURL('**/score/*')
  const missing = page.locator('input[data-cell]:placeholder-shown')
  await missing.first().waitFor()
  const give = async () => {
    const cell = missing.first()
    const name = (await cell.getAttribute('name')) ?? ''
    await cell.focus()
    await page.keyboard.type('4')
    return name.replace('marks.', '')
  }
  const markOf = (lineId: string) =>
    query(server.file, `SELECT mark FROM marks_given WHERE goal_line_id = '${lineId}' AND perspective = 'manager'`)

  await context.setOffline(true)
  const first = await give()
  await page.getByText('Connection lost: your marks are kept here').waitFor()
  expect(markOf(first)).toEqual([])
  await expectAccessible(page)
  await context.setOffline(false)
  await page.getByText('Connection lost').waitFor({ state: 'detached' })
  await expect.poll(() => markOf(first)).toEqual([{ mark: '4' }])

  sessionsRunOut()
  const second = await give()
  await page.getByText('Your session has ended: sign in again').waitFor()
  expect(markOf(second)).toEqual([])
  await expectAccessible(page)
  const opened = context.waitForEvent('page')
  await page.getByRole('link', { name: 'sign in again' }).click()
  const door = await opened
  await signInAgain(door, 'manager')
  await door.waitForURL((url) => url.pathname !== '/sign-in')
  await expect.poll(() => markOf(second), { timeout: 10_000 }).toEqual([{ mark: '4' }])
  await page.getByText('Your session has ended').waitFor({ state: 'detached' })
  await leave(manager)
})

it('the page before stays until the words of the next have come, and where they do not, the next is loaded anew', async () => {
  const employee = await enter(server, 'employee')
  const { page } = employee
  await page.goto('/')
  const title = await page.locator('h1').innerText()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/words/**', async (route) => {
    await held
    await route.continue()
  })
  const asked = page.waitForRequest('**/words/**')
  await page.locator('nav a[href="/appraisals"]').first().click()
  await asked
  expect(await page.locator('h1').innerText()).toBe(title)
  release()
  await page.waitForURL('**/appraisals')
  await expect.poll(() => page.locator('h1').innerText()).not.toBe(title)
  expect(await page.locator('main').innerText()).not.toMatch(/performance\./)
  await page.unroute('**/words/**')

  let refused = 0
  await page.route('**/words/**', (route) => {
    refused += 1
    return refused === 1 ? route.abort() : route.continue()
  })
  await page.locator('nav a[href="/pay"]').first().click()
  await page.locator('main tbody a[href^="/pay/"]').first().waitFor()
  expect(refused).toBe(2)
  await leave(employee)
})
