/** One act after another: by two people, with a double click, from a tab left behind, after a way back. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { act, enter, press, pressTwice, startDemoServer } from '../support/acts.ts'
import { expectAccessible } from '../support/browser.ts'
import type { Server } from '../support/server.ts'

let server: Server

beforeAll(async () => {
  server = await startDemoServer()
}, 120_000)
afterAll(() => server.stop())

it('a template is drafted, returned, submitted again, approved by someone else, activated and retired', {
  timeout: 120_000,
}, async () => {
  const hr = await enter(server, 'hr')
  await hr.page.goto('/templates/lobby-manager/1')
  await press(hr.page, 'next')
  await hr.page.waitForURL('**/templates/lobby-manager/2')
  const leftBehind = await hr.context.newPage()
  await leftBehind.goto('/templates/lobby-manager/2')
  await act(leftBehind, 'submit').waitFor()

  // Twice in a row is once.
  await pressTwice(hr.page, 'submit')
  await act(hr.page, 'submit').waitFor({ state: 'detached' })
  // Whoever drafted it cannot approve it.
  expect(await act(hr.page, 'approve').count()).toBe(0)
  await press(leftBehind, 'submit')
  await leftBehind.getByText('Open this page in a new tab to compare').first().waitFor()
  await expectAccessible(leftBehind)
  await leftBehind.close()

  const other = await enter(server, 'hr2')
  await other.page.goto('/templates/lobby-manager/2')
  await other.page.locator('main textarea[name=reason]').fill('Complaints weigh too little.')
  await press(other.page, 'return')
  await act(other.page, 'approve').waitFor({ state: 'detached' })

  await hr.page.goto('/templates/lobby-manager/2')
  await press(hr.page, 'submit')
  await act(hr.page, 'submit').waitFor({ state: 'detached' })
  // The page before, found again with the browser's way back, is asked of the server anew.
  await hr.page.goto('/templates')
  await hr.page.goBack()
  expect(await act(hr.page, 'submit').count()).toBe(0)

  await other.page.goto('/templates/lobby-manager/2')
  await press(other.page, 'approve')
  await act(other.page, 'activate').waitFor({ state: 'attached' })
  await press(other.page, 'activate')
  await act(other.page, 'activate').waitFor({ state: 'detached' })
  await other.page.goto('/templates/lobby-manager/1')
  expect(await act(other.page, 'retire').count()).toBe(0)

  // The first tab to retire it does; the other one is told, and neither can do it again.
  await hr.page.goto('/templates/lobby-manager/2')
  await other.page.goto('/templates/lobby-manager/2')
  await pressTwice(hr.page, 'retire')
  await act(hr.page, 'retire').waitFor({ state: 'detached' })
  expect(await hr.page.getByText('Open this page in a new tab to compare').count()).toBe(0)
  await press(other.page, 'retire')
  await other.page.getByText('Open this page in a new tab to compare').first().waitFor()
  await act(other.page, 'retire').waitFor({ state: 'detached' })
  for (const seen of [hr, other]) {
    expect([...seen.violations, ...seen.errors]).toEqual([])
    await seen.context.close()
  }
})

it('what is set on the same page twice in a row is set twice', { timeout: 60_000 }, async () => {
  const officer = await enter(server, 'officer')
  const { page } = officer
  await page.goto('/product-targets')
  // The head of the list is the newest; whom it names is of no matter here.
  const set = async (number: string, volume: string) => {
    await page.locator('main form:has(input[name=volume]) select[name=product]').selectOption({ index: 1 })
    await page.locator('main [role=combobox]').fill(number)
    await page.getByRole('option', { name: number }).click()
    await page.locator('main input[name=volume]').fill(volume)
    await press(page, 'set')
    await page.locator('main tbody tr', { hasText: number }).filter({ hasText: volume }).first().waitFor()
  }
  await set('YH0154', '321')
  await set('YH0155', '654')
  await set('YH0154', '987')
  expect(await page.locator('main tbody tr').count()).toBe(2)
  expect([...officer.violations, ...officer.errors]).toEqual([])
  await officer.context.close()
})

it('people are added one after the other, each in a form that is empty again', { timeout: 60_000 }, async () => {
  const hr = await enter(server, 'hr')
  const { page } = hr
  await page.goto('/mentoring/programmes')
  await page.locator('main tbody tr a').first().click()
  await page.getByText('Add a mentor', { exact: true }).first().click()
  const person = page.locator('main form:has(button[value=add-mentor])').getByRole('combobox')
  for (const number of ['YH0095', 'YH0096']) {
    await person.fill(number)
    await page.getByRole('option', { name: number }).click()
    await press(page, 'add-mentor')
    await expect.poll(() => person.inputValue()).toBe('')
  }
  expect([...hr.violations, ...hr.errors]).toEqual([])
  await hr.context.close()
})

it('the score of a unit is set, refused without its source, changed and taken back', { timeout: 60_000 }, async () => {
  const hr = await enter(server, 'hr')
  const { page } = hr
  await page.goto('/cycles')
  await page.locator('main tbody tr').first().locator('a').first().click()
  await page.waitForURL(/\/cycles\/cyc_/)
  await page.locator('main a[href$="/unit-scores"]').click()
  const row = page.locator('main tbody tr', { hasText: 'B1-02' })
  const choose = async () => {
    await row.locator('a').last().click()
    await page.locator('main textarea[name=note]').waitFor()
  }
  await choose()
  await page.locator('main input[name=score]').fill('91.25')
  await press(page, 'set')
  await page.locator('main form [role=alert]').waitFor()
  // What was typed is still there.
  expect(await page.locator('main input[name=score]').inputValue()).toBe('91.25')
  await expectAccessible(page)
  await page.locator('main textarea[name=note]').fill('Scorecard, third sheet')
  await press(page, 'set')
  await row.filter({ hasText: '91.25' }).filter({ hasText: 'Scorecard, third sheet' }).waitFor()
  await choose()
  await press(page, 'withdraw')
  await row.filter({ hasText: '—' }).waitFor()
  expect([...hr.violations, ...hr.errors]).toEqual([])
  await hr.context.close()
})

it('what a list shows is kept under a name, found on another machine, and taken away again', {
  timeout: 60_000,
}, async () => {
  const first = await enter(server, 'hr')
  const second = await enter(server, 'hr')
  const menuOf = async (page: typeof first.page) => {
    await page.getByRole('button', { name: 'Views' }).click()
    return page.locator('[popover]:popover-open')
  }
  await first.page.goto('/people?state=left&sort=-number')
  const menu = await menuOf(first.page)
  await menu.getByText('save what you see here').waitFor()
  await menu.getByRole('textbox').fill('Who has left')
  await menu.getByRole('button', { name: 'Save view' }).click()
  await menu.getByRole('link', { name: 'Who has left' }).waitFor()
  await expectAccessible(first.page)

  await second.page.goto('/people')
  const found = await menuOf(second.page)
  await found.getByRole('link', { name: 'Who has left' }).click()
  await second.page.waitForURL('**/people?state=left&sort=-number')
  const again = await menuOf(second.page)
  await again.getByRole('button', { name: 'Remove the view Who has left' }).click()
  await again.getByText('save what you see here').waitFor()
  for (const seen of [first, second]) {
    expect([...seen.violations, ...seen.errors]).toEqual([])
    await seen.context.close()
  }
})

it('a note beside a lesson is kept when its reader turns the page without saving it', { timeout: 60_000 }, async () => {
  const learner = await enter(server, 'employee')
  const { page } = learner
  await page.goto('/learn')
  await page.locator('main a[href^="/learn/enr_"]').first().click()
  await page.waitForURL('**/learn/enr_*/*')
  const here = page.url()
  const note = page.locator('textarea[name=note]')
  await page.locator('main details:has(textarea[name=note]) > summary').click()
  await note.fill('Ask at the desk')
  await press(page, 'complete')
  await page.waitForURL((url) => url.href !== here)
  await page.goto(here)
  expect(await note.inputValue()).toBe('Ask at the desk')
  // So is what replaces it, when the outline leads on.
  await note.fill('Asked, and answered')
  await page.locator('main nav a, main ol a').filter({ hasNotText: /^$/ }).last().click()
  await page.waitForURL((url) => url.href !== here)
  await page.goto(here)
  expect(await note.inputValue()).toBe('Asked, and answered')
  expect([...learner.violations, ...learner.errors]).toEqual([])
  await learner.context.close()
})
