/** Whoever has forgotten a password asks for a letter, sets another by its link, and the link works once. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { demoPassword } from '../../scripts/demo/stories.ts'
import { startDemoServer } from '../support/acts.ts'
import { expectAccessible, signIn, visit } from '../support/browser.ts'
import type { Server } from '../support/server.ts'

let server: Server

beforeAll(async () => {
  server = await startDemoServer()
}, 120_000)
afterAll(() => server.stop())

it('a forgotten password is set anew by a letter, and its form lets its faults be mended in peace', {
  timeout: 60_000,
}, async () => {
  const { page, context, violations, errors } = await visit(server.address, { locale: 'en' })
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'I have forgotten my password' }).click()
  await page.waitForURL('**/reset')
  await page.locator('input[name=name]').fill('employee')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/reset?sent=1')
  await page.goto('/outbox')
  const link = (await page.locator('a[href*="/reset/"]').first().getAttribute('href')) ?? ''
  await page.goto(link)

  const [password, again] = [page.locator('input[name=password]'), page.locator('input[name=again]')]
  const said = page.locator('[role=alert]')
  const hasFocus = () => again.evaluate((field) => field === document.activeElement)
  const attempt = async (one: string, two: string) => {
    await password.fill(one)
    await again.fill(two)
    await page.keyboard.press('Enter')
  }
  await attempt('short', 'short')
  await said.getByText('too short').waitFor()
  // What the server said of the attempt before is over with the next one, and does not come back as this one is mended.
  await attempt('four horses in the rain', 'four horses in the sun')
  await said.getByRole('link').waitFor()
  await expect.poll(hasFocus).toBe(true)
  await expectAccessible(page)
  await again.fill('')
  await again.pressSequentially('four horses in the rain')
  expect(await said.count()).toBe(0)
  expect(await hasFocus()).toBe(true)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/sign-in')

  await page.locator('input[name=name]').fill('employee')
  await page.locator('input[name=password]').fill(demoPassword)
  await page.keyboard.press('Enter')
  await said.waitFor()
  await signIn(page, 'employee', 'four horses in the rain')
  await page.goto(link)
  await page.getByText('This link no longer works').waitFor()
  expect(await password.count()).toBe(0)
  expect([...violations, ...errors]).toEqual([])
  await context.close()
})
