/** What is typed while an act is on its way, or while somebody else changes the thing, is neither lost nor overwrites. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { act, enter, press, startDemoServer } from '../support/acts.ts'
import type { Visit } from '../support/browser.ts'
import type { Server } from '../support/server.ts'

let server: Server

beforeAll(async () => {
  server = await startDemoServer()
}, 120_000)
afterAll(() => server.stop())

const formOf = (page: Page, name: string) => page.locator(`main form:has(button[value=${name}])`).first()
const field = (form: Locator | Page, name: string) => form.locator(`[name="${name}"]`).first()
const asks = (page: Page) => page.getByRole('dialog', { name: 'Leave without saving?' })
const addressOf = async (page: Page, link: string): Promise<string> =>
  (await page.locator(`main a${link}`).first().getAttribute('href')) ?? ''
const leave = async ({ violations, errors, context }: Visit) => {
  expect([...violations, ...errors]).toEqual([])
  await context.close()
}

/** Until the page shows what an act has led to: its forms are other acts from then on. */
const shown = async (page: Page, doing: () => Promise<void>): Promise<void> => {
  const key = () => page.locator('main input[name=formKey]').first().inputValue()
  const was = await key()
  await doing()
  await expect.poll(key).not.toBe(was)
}
const does = (page: Page, name: string) => shown(page, () => press(page, name))

/** Does an act, and something else before the page has heard that it is done. */
const meanwhile = async (page: Page, name: string, type: () => Promise<void>): Promise<void> => {
  let letGo = () => {}
  const isHeld = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route('**/*', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    await isHeld
    await route.continue()
  })
  const sent = page.waitForRequest((request) => request.method() === 'POST')
  await act(page, name).first().click({ noWaitAfter: true })
  await sent
  await type()
  await shown(page, async () => letGo())
  await page.unroute('**/*')
}

const expectAsks = async (page: Page): Promise<void> => {
  await page.locator('main nav a, nav a').first().click()
  await asks(page).waitFor()
  await asks(page).getByRole('button', { name: 'Stay here' }).click()
  await asks(page).waitFor({ state: 'detached' })
}

it('keeps what is typed while a save is on its way, and saves it the next time', { timeout: 120_000 }, async () => {
  const mentor = await enter(server, 'mentor')
  const { page } = mentor
  await page.goto('/mentoring')
  await page.goto(await addressOf(page, '[href^="/mentoring/pairings/"]'))
  const agenda = field(formOf(page, 'agenda'), 'agenda')
  await agenda.fill('How to say no')
  await meanwhile(page, 'agenda', () => agenda.fill('How to say no, and how to say yes'))
  expect(await agenda.inputValue()).toBe('How to say no, and how to say yes')
  await expectAsks(page)
  await does(page, 'agenda')
  expect(await page.locator('main [role=alert]').count()).toBe(0)
  await page.reload()
  expect(await agenda.inputValue()).toBe('How to say no, and how to say yes')
  await leave(mentor)

  const manager = await enter(server, 'manager')
  const plan = manager.page
  await plan.goto('/growth')
  const people = await plan
    .locator('main a[href^="/growth/"]')
    .evaluateAll((all) => all.map((each) => each.getAttribute('href')))
  for (const person of people) {
    await plan.goto(`${person}/plan`)
    if ((await act(plan, 'change').count()) > 0) break
  }
  await plan.locator('main details:has(button[value=change]) > summary').click()
  const until = field(formOf(plan, 'change'), 'toOn')
  await until.fill('2098-12-30')
  await meanwhile(plan, 'change', () => until.fill('2098-12-31'))
  expect(await until.inputValue()).toBe('2098-12-31')
  await does(plan, 'change')
  expect(await plan.locator('main [role=alert]').count()).toBe(0)
  await plan.reload()
  expect(await until.inputValue()).toBe('2098-12-31')
  await leave(manager)

  const admin = await enter(server, 'admin')
  await admin.page.goto('/accounts')
  await admin.page.goto(await addressOf(admin.page, '[href^="/accounts/"]:not([href$="/new"])'))
  const folded = admin.page.locator('main details:not([open]):has(button[value=address]) > summary')
  if ((await folded.count()) > 0) await folded.click()
  const address = field(formOf(admin.page, 'address'), 'email')
  await address.fill('first@yunhe.example')
  await meanwhile(admin.page, 'address', () => address.fill('second@yunhe.example'))
  expect(await address.inputValue()).toBe('second@yunhe.example')
  await press(admin.page, 'address')
  await admin.page.locator('main dd', { hasText: 'second@yunhe.example' }).waitFor()
  await leave(admin)
})

it('never overwrites what somebody else has changed meanwhile, and shows it where nothing was typed', {
  timeout: 120_000,
}, async () => {
  const mentor = await enter(server, 'mentor')
  const mentee = await enter(server, 'employee')
  const { page } = mentor
  await mentee.page.goto('/mentoring')
  const pairing = await addressOf(mentee.page, '[href^="/mentoring/pairings/"]')
  await page.goto(pairing)
  await mentee.page.goto(pairing)
  const own = field(formOf(page, 'agenda'), 'agenda')
  const other = field(formOf(mentee.page, 'agenda'), 'agenda')
  const setGoal = async (text: string) => {
    await field(formOf(page, 'set-goal'), 'text').fill(text)
    await does(page, 'set-goal')
    await page.getByText(text, { exact: true }).waitFor()
  }
  await other.fill('By the mentee')
  await does(mentee.page, 'agenda')
  await setGoal('Leads a morning meeting')
  await expect.poll(() => own.inputValue()).toBe('By the mentee')

  await other.fill('By the mentee, again')
  await does(mentee.page, 'agenda')
  await own.fill('By the mentor')
  await setGoal('Reads a balance sheet')
  expect(await own.inputValue()).toBe('By the mentor')
  await does(page, 'agenda')
  await page.locator('main [role=alert]').getByText('Open this page in a new tab to compare').waitFor()
  expect(await own.inputValue()).toBe('By the mentor')
  // Who has been told may save over it.
  await press(page, 'agenda')
  await page.locator('main [role=alert]').waitFor({ state: 'detached' })
  await page.reload()
  expect(await own.inputValue()).toBe('By the mentor')
  await leave(mentor)
  await leave(mentee)
})

it('empties what adds to a list once it has added, but not of what was typed for the next', {
  timeout: 120_000,
}, async () => {
  const mentor = await enter(server, 'mentor')
  const { page } = mentor
  await page.goto('/mentoring')
  await page.goto(await addressOf(page, '[href^="/mentoring/pairings/"]'))
  await page.locator('main details:has(button[value=log]) > summary').click()
  const log = formOf(page, 'log')
  const topics = field(log, 'topics')
  await topics.fill('Complaints at the counter')
  await field(log, 'agreed').fill('Listens to the end')
  await does(page, 'log')
  await page.getByText('Complaints at the counter', { exact: true }).waitFor()
  await expect.poll(() => topics.inputValue()).toBe('')
  expect(await field(log, 'agreed').inputValue()).toBe('')

  const goal = field(formOf(page, 'set-goal'), 'text')
  await goal.fill('Knows the products')
  await meanwhile(page, 'set-goal', () => goal.fill('Knows the customers'))
  await page.getByText('Knows the products', { exact: true }).waitFor()
  expect(await goal.inputValue()).toBe('Knows the customers')
  // What changes the list in another way leaves it alone.
  await does(page, 'reach')
  expect(await goal.inputValue()).toBe('Knows the customers')
  await leave(mentor)

  // One that a schema checks in the browser, and that chooses a person.
  const hr = await enter(server, 'hr')
  await hr.page.goto('/veto-events')
  const number = field(formOf(hr.page, 'record'), 'number')
  const person = hr.page.locator('main [role=combobox]')
  await person.fill('YH')
  await hr.page.locator('[role=listbox] [role=option]').first().click()
  await field(hr.page, 'kind').fill('cash')
  await field(hr.page, 'description').fill('A till left open')
  await does(hr.page, 'record')
  await hr.page.locator('main tbody tr', { hasText: 'A till left open' }).waitFor()
  await expect.poll(() => field(hr.page, 'description').inputValue()).toBe('')
  expect(await number.count()).toBe(0)
  expect(await person.inputValue()).toBe('')
  await leave(hr)
})

it('asks before a tab takes away what is typed', { timeout: 60_000 }, async () => {
  const hr = await enter(server, 'hr')
  const { page } = hr
  await page.goto('/organisation')
  await page.goto(`${(await addressOf(page, '[href^="/organisation/"]:not([href$="/new"])')).split('?')[0]}/change`)
  const name = field(page, 'name.en')
  await name.fill('Another name')
  const tab = page.locator('main a[href$="turn=move"]')
  await tab.click()
  await asks(page).waitFor()
  await asks(page).getByRole('button', { name: 'Stay here' }).click()
  await asks(page).waitFor({ state: 'detached' })
  expect(await name.inputValue()).toBe('Another name')
  await tab.click()
  await asks(page).getByRole('button', { name: 'Leave without saving' }).click()
  await field(page, 'parentId').waitFor()
  await leave(hr)
})
