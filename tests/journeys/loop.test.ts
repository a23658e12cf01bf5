/**
 * The loop as the people of the demo bank go round it: marks are given with the keyboard, a run is approved and
 * released by two people, a statement explains itself, and the voice of the bank is asked and answered — on a file and
 * on a cluster.
 */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { loadDemo } from '../../scripts/demo/load.ts'
import { demoPassword, type StoryKey } from '../../scripts/demo/stories.ts'
import { signIn, visit } from '../support/browser.ts'
import { freshFile, sharedCluster } from '../support/database.ts'
import { surroundings } from '../support/jobs.ts'
import { type Server, startServer } from '../support/server.ts'
import { onCluster } from '../support/sqld.ts'

const load = async (url: string): Promise<void> => {
  const loaded = await loadDemo({ url, surroundings })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
}

/** A page left while it asks for the routes its links lead to reports an error that is none: it is heard out first. */
const settled = (page: Page): Promise<void> => page.waitForLoadState('networkidle')

const go = async (page: Page, path: string): Promise<void> => {
  await settled(page)
  await page.goto(path)
  await settled(page)
}

const seat = async (server: Server, name: StoryKey) => {
  const seen = await visit(server.address, { locale: 'en' })
  await signIn(seen.page, name, demoPassword)
  const leave = async () => {
    await settled(seen.page)
    expect([...seen.violations, ...seen.errors]).toEqual([])
    await seen.context.close()
  }
  return { page: seen.page, leave }
}

const press = async (page: Page, act: string): Promise<void> => {
  const button = page.locator(`main button[name=act][value=${act}]`).first()
  await button.waitFor({ state: 'attached' })
  const asks = page.locator(`main details:has(button[value=${act}]) > summary`).first()
  if ((await asks.count()) > 0) await asks.click()
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await button.click()
  expect((await answered).status()).toBeLessThan(400)
}

/** The server draws a screen of people, the browser all whom the title counts. */
const wholeGrid = async (page: Page): Promise<void> => {
  const people = Number(/\d+/.exec(await page.locator('main h1', { hasText: /\d/ }).innerText())?.[0])
  await page
    .locator('[data-row]')
    .nth(people - 1)
    .waitFor()
}

/** The manager finds the first mark that is missing, types it, and it is there after a reload. */
const markWithTheKeyboard = async (server: Server): Promise<void> => {
  const { page, leave } = await seat(server, 'manager')
  await go(page, '/score')
  await page.locator('main tbody a').first().click()
  await page.waitForURL('**/score/*')
  await wholeGrid(page)
  // One list of shortcuts, with those of the grid and those of every page.
  await page.keyboard.press('?')
  await page.locator('dialog[open] h3').nth(1).waitFor()
  expect(await page.locator('dialog[open]').count()).toBe(1)
  await page.keyboard.press('Escape')
  const missing = page.locator('input[data-cell]:placeholder-shown')
  const before = await missing.count()
  expect(before).toBeGreaterThan(0)
  const cell = missing.first()
  const name = await cell.getAttribute('name')
  await cell.focus()
  const saved = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.keyboard.type('4')
  await page.keyboard.press('ArrowDown')
  expect((await saved).status()).toBeLessThan(400)
  await settled(page)
  await page.reload()
  await wholeGrid(page)
  expect(await page.locator(`input[name="${name}"]`).inputValue()).toBe('4')
  expect(await missing.count()).toBe(before - 1)
  await leave()
}

const decide = async (server: Server, name: 'approver' | 'releaser', act: string, then: RegExp): Promise<void> => {
  const { page, leave } = await seat(server, name)
  await go(page, '/runs')
  await page.locator('main tbody a').first().click()
  await page.waitForURL('**/runs/*')
  await press(page, act)
  await page.getByText(then).first().waitFor({ timeout: 60_000 })
  await leave()
}

/** The employee opens the new statement, reads a step of it, answers the pulse and sees what came of the last. */
const readAndAnswer = async (server: Server): Promise<void> => {
  const { page, leave } = await seat(server, 'employee')
  await go(page, '/pay')
  const statements = page.locator('main tbody a[href^="/pay/"]')
  expect(await statements.count()).toBe(2)
  await statements.first().click()
  await page.waitForURL('**/pay/*')
  await page.locator('#steps li').first().waitFor()
  expect(await page.locator('#steps li').count()).toBeGreaterThan(2)
  expect(await page.locator('#steps').innerText()).toContain('¥')
  await go(page, '/voice')
  await page.getByText('You said, we did').first().waitFor()
  await page.locator('main a[href^="/voice/pulses/"]').first().click()
  await page.waitForURL('**/voice/pulses/*')
  const groups = page.locator('main [role=radiogroup], main fieldset:has(input[type=radio])')
  await groups.first().waitFor()
  const questions = await groups.count()
  expect(questions).toBeGreaterThan(0)
  for (let at = 0; at < questions; at++) await groups.nth(at).locator('input[type=radio]').nth(3).check()
  await press(page, 'answer')
  await page.waitForURL('**/voice')
  await page.getByText('You said, we did').first().waitFor()
  expect(await page.locator('main a[href^="/voice/pulses/"]').count()).toBe(0)
  await leave()
}

const roundTheLoop = async (server: Server): Promise<void> => {
  await markWithTheKeyboard(server)
  await decide(server, 'approver', 'approve', /Waiting to be released/)
  await decide(server, 'releaser', 'release', /Released(; pay day| on )/)
  await readAndAnswer(server)
}

it('the loop goes round on a file', { timeout: 120_000 }, async () => {
  const file = await freshFile()
  await load(file)
  await roundTheLoop(await startServer({ environment: { DATABASE_URL: `file:${file}` } }))
})

onCluster('on a cluster', () => {
  const cluster = sharedCluster()
  it('the loop goes round', { timeout: 180_000 }, async () => {
    const { url, wsUrl } = cluster.server()
    await load(wsUrl)
    await roundTheLoop(await startServer({ environment: { DATABASE_URL: url } }))
  })
})
