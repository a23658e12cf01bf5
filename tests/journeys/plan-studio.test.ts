/** A plan is edited as a document, and the statement of an example's employee beside it follows every figure. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { act, enter, startDemoServer } from '../support/acts.ts'
import { expectAccessible, phone, scrollsSideways } from '../support/browser.ts'
import type { Server } from '../support/server.ts'

let server: Server

beforeAll(async () => {
  server = await startDemoServer()
}, 120_000)
afterAll(() => server.stop())

it('the statement of a chosen example follows what is typed in the plan, before it is saved', {
  timeout: 120_000,
}, async () => {
  const { page, context, violations, errors } = await enter(server, 'officer')
  await page.goto('/plans')
  await page.locator('main tbody a').first().click()
  await act(page, 'revise').click()
  const percent = page.locator('main input[name="components.0.targets.0.percent"]')
  await percent.waitFor()

  // One of the examples is chosen by keyboard; it stands in the address, and its statement beside the document.
  const people = page.locator('main ol a[href*="example="]')
  const last = people.last()
  await last.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/plans/*?example=1-*')
  await expect.poll(() => last.getAttribute('aria-current')).toBe('true')
  const number = (await last.innerText()).split(/\s/)[0] ?? ''
  const statement = page.locator('main section', { has: page.getByRole('heading', { name: `Statement of ${number}` }) })
  const payable = () => statement.locator('[aria-live] p').innerText()
  const before = await payable()
  expect(await last.innerText()).toContain(before.replace(/^\D+/, ''))
  // A line opens into its steps without losing the example.
  await statement.locator('table a').last().click()
  await page.waitForURL(/example=1-.*line=/)

  await percent.fill('60')
  await expect.poll(payable).not.toBe(before)
  const after = await payable()
  expect(await last.innerText()).toContain(after.replace(/^\D+/, ''))
  await percent.fill('6x')
  await statement.getByText('A figure cannot be read as it stands').waitFor()
  expect(await payable()).toBe(after)

  // A post less is typed as well, though no key was pressed in a field.
  await percent.fill('60')
  await page
    .getByRole('button', { name: /^Remove / })
    .first()
    .click()
  await page.getByRole('button', { name: 'Save the draft' }).click()
  await page.waitForURL(/example=1-.*saved=/)
  expect(await percent.inputValue()).toBe('60')

  // What the regulator would say stands in the margin as soon as it is typed, with its figures.
  const deferred = page.locator('main input[name="deferral.0.percent"]')
  await deferred.fill('35')
  await page.getByText('Material risk: 35% is deferred, below the regulator’s minimum of 40%').waitFor()
  // Handed in nonetheless, it leads to the figure, and names no rule by its code.
  await act(page, 'submit').click()
  const objection = page.locator('main [role=alert]')
  await objection.getByRole('link', { name: 'Percent: Does not meet what the margin says' }).click()
  expect(await deferred.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true)
  expect(await objection.innerText()).not.toContain('deferral-share')
  await deferred.fill('40')
  await page.getByText('35% is deferred').waitFor({ state: 'detached' })
  // A row more goes on from the last, so that it can be saved; a figure that does not fit is said at its place.
  await page.locator('button[name=add][value="tables.0.rows"]').click()
  const further = page.locator('main input[name="tables.0.rows.3.from"]')
  await further.waitFor()
  expect(await further.inputValue()).toBe('130')
  await further.fill('110')
  await page.getByRole('button', { name: 'Save the draft' }).click()
  await page.getByRole('link', { name: 'From: Each row must begin above the one before it' }).waitFor()
  await page.locator('button[name=remove][value="tables.0.rows.3"]').click()
  await further.waitFor({ state: 'detached' })
  // What a gate looks at is chosen by name.
  await page.locator('main select[name="gates.0.effect"]').selectOption('forfeit')
  await page.getByRole('button', { name: 'Save the draft' }).click()
  await expect.poll(() => page.locator('main select[name="gates.0.effect"]').inputValue()).toBe('forfeit')
  await expectAccessible(page)
  await page.setViewportSize(phone)
  await page.reload()
  // The chooser types only once the browser has taken the page over as the server sent it.
  await page.getByRole('combobox').first().waitFor()
  expect(await scrollsSideways(page)).toBe(false)
  const document = await percent.boundingBox()
  expect((await statement.boundingBox())?.y).toBeGreaterThan(document?.y ?? 0)
  expect([...violations, ...errors]).toEqual([])
  await context.close()
})

it('the Enter key saves a figure, and a plan is submitted with what was typed in it', {
  timeout: 120_000,
}, async () => {
  const { page, context, violations, errors } = await enter(server, 'hr')
  await page.goto('/plans')
  await page.getByRole('link', { name: 'Shared pool for salespeople' }).click()
  const percent = page.locator('main input[name="components.0.targets.0.percent"]')
  await percent.waitFor()
  const rows = page.locator('main form:has(button[value=submit]) tbody tr')
  const before = await rows.count()
  await percent.fill('101')
  await percent.press('Enter')
  await page.waitForURL(/saved=/)
  expect(await rows.count()).toBe(before)
  expect(await percent.inputValue()).toBe('101')

  // A figure that cannot be read is marked where it stands; nothing of the plan is handed over.
  await percent.fill('a lot')
  await act(page, 'submit').click()
  await page.getByRole('link', { name: 'Percent: Enter a number' }).click()
  expect(await percent.getAttribute('aria-invalid')).toBe('true')
  expect(await percent.evaluate((field) => field === document.activeElement)).toBe(true)
  // Going there forgets nothing of what was refused, the next time that anything is drawn either.
  await percent.press('ArrowLeft')
  await page.getByText('A figure cannot be read as it stands').waitFor()
  expect(await page.getByRole('link', { name: 'Percent: Enter a number' }).count()).toBe(1)
  expect(page.url()).not.toContain('#')
  await percent.fill('100')
  await act(page, 'submit').click()
  await act(page, 'submit').waitFor({ state: 'detached' })
  await page.getByText('Waiting for somebody else').waitFor()
  expect(await page.locator('main table').first().innerText()).toContain('100')

  // Taken back, it is a draft again; where a figure makes an example differ, the example takes what the plan gives.
  await act(page, 'take-back').click()
  await percent.waitFor()
  await page.getByText('took it back').waitFor()
  const pool = page.locator('main input[name="pools.0.funding.minor"]')
  await pool.fill('4,000,000.00')
  // Submitted so, it is refused; what it is refused for leads to what mends it.
  await page.getByText('not what the example expects').first().waitFor()
  await act(page, 'submit').click()
  const differs = page.locator('main').getByText(/not give the expected result; correct that before/)
  await differs.waitFor()
  await page.locator('main a[href^="#example-faults-"]').first().press('Enter')
  const mends = page.getByRole('button', { name: 'Save, and expect what the plan gives now' }).first()
  await expect.poll(() => mends.evaluate((button) => button === document.activeElement)).toBe(true)
  expect(page.url()).not.toContain('#')
  await expectAccessible(page)
  await mends.click()
  await page.waitForURL(/saved=/)
  expect(await pool.inputValue()).toBe('4,000,000.00')
  await expect.poll(() => page.getByText('not what the example expects').count()).toBe(0)
  expect([...violations, ...errors]).toEqual([])
  await context.close()
})

it('whoever approves a version sees what it decides otherwise than the one before it', {
  timeout: 120_000,
}, async () => {
  const { page, context, violations, errors } = await enter(server, 'officer')
  await page.goto('/plans')
  await page.getByRole('link', { name: 'Quarterly incentive plan' }).first().click()
  const day = page.locator('main input[name="payment.day"]')
  await day.or(act(page, 'revise')).first().waitFor()
  if ((await day.count()) === 0) await act(page, 'revise').click()
  await day.fill('25')
  const gate = page.locator('main select[name="gates.0.effect"]')
  await gate.selectOption('hold')
  await page.locator('main input[name="components.0.targets.0.percent"]').fill('30')
  await page.getByRole('button', { name: 'Save the draft' }).click()
  await page.waitForURL(/saved=/)
  const address = page.url()
  await context.close()

  const approver = await enter(server, 'approver')
  await approver.page.goto(address)
  await approver.page.getByRole('heading', { name: /since version 1$/ }).waitFor()
  const changes = await approver.page.getByRole('table', { name: 'Changes since version 1' }).innerText()
  expect(changes.replace(/\s+/g, ' ')).toContain('Payment · Day 20 25')
  expect(changes).not.toContain('Effect')
  await expectAccessible(approver.page)
  expect([...violations, ...errors, ...approver.violations, ...approver.errors]).toEqual([])
  await approver.context.close()
})
