/** What was typed stands when the server refuses it: with the reason, where the form can be sent again, and without a script. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { act, enter, press, startDemoServer } from '../support/acts.ts'
import { expectAccessible, holdScripts, type Visit } from '../support/browser.ts'
import type { Server } from '../support/server.ts'

let server: Server

beforeAll(async () => {
  server = await startDemoServer()
}, 120_000)
afterAll(() => server.stop())

const meanwhile = 'Open this page in a new tab to compare'
const field = (form: Locator | Page, name: string) => form.locator(`main [name="${name}"], [name="${name}"]`).first()
const said = (page: Page) => page.locator('main [role=alert]')
const addressOf = async (page: Page, link: string): Promise<string> =>
  (await page.locator(`main a${link}`).first().getAttribute('href')) ?? ''
/** "Name · number" of a person whom one can reach. */
const somebody = async (page: Page): Promise<string> => {
  const answer = await page.request.get(`${server.address}/people/find`)
  const people = (await answer.json()) as { label: string }[]
  return people.at(-1)?.label ?? ''
}
const leave = async ({ violations, errors, context }: Visit) => {
  expect([...violations, ...errors]).toEqual([])
  await context.close()
}

/** The same page in two tabs: what the second saves has changed meanwhile for the first. */
const savedElsewhere = async (page: Page, name: string, text: string, save: string): Promise<void> => {
  const other = await page.context().newPage()
  await other.goto(page.url())
  await field(other, name).fill(text)
  await press(other, save)
  expect(await said(other).count()).toBe(0)
  await other.close()
}

/** Is refused, since it was changed elsewhere, in one message; the page then has what stands now. */
const refusedOnce = async (page: Page, save: string): Promise<void> => {
  const revision = page.locator(`main form:has(button[value=${save}]) input[name=revision]`).first()
  const was = await revision.inputValue()
  await press(page, save)
  await said(page).getByText(meanwhile).waitFor()
  expect(await said(page).count()).toBe(1)
  await expect.poll(() => revision.inputValue()).not.toBe(was)
}

it.each([false, true])(
  'keeps what was typed when somebody has changed the thing meanwhile (script: %s)',
  {
    timeout: 120_000,
  },
  async (hasScript) => {
    const hr = await enter(server, 'hr', { hasScript })
    const { page } = hr

    // A form with a curve, whose table keeps its own state.
    await page.goto('/kpis')
    await page.goto(`${await addressOf(page, '[href^="/kpis/"]:not([href$="/new"])')}/edit`)
    await savedElsewhere(page, 'description.en', `By another, ${hasScript}`, 'save')
    await field(page, 'description.en').fill('By me')
    await field(page, 'target').fill('97')
    const points = page.locator('main [name^="curve."][inputmode=decimal], main [name="curve.cap"]').first()
    await points.fill('119')
    await refusedOnce(page, 'save')
    expect(await field(page, 'description.en').inputValue()).toBe('By me')
    expect(await field(page, 'target').inputValue()).toBe('97')
    expect(await points.inputValue()).toBe('119')
    await press(page, 'save')
    await page.waitForURL((url) => !url.pathname.endsWith('/edit'))
    await page.getByText('By me').first().waitFor()

    // One that is checked by its schema in the browser.
    await page.goto('/mentoring/programmes')
    await page.goto(`${(await addressOf(page, '[href^="/mentoring/programmes/"]')).split('?')[0]}?tab=rules`)
    await savedElsewhere(page, 'name.en', `By another, ${hasScript}`, 'revise')
    await field(page, 'name.en').fill('By me')
    await refusedOnce(page, 'revise')
    expect(await field(page, 'name.en').inputValue()).toBe('By me')
    await press(page, 'revise')
    await said(page).waitFor({ state: 'detached' })
    expect(await field(page, 'name.en').inputValue()).toBe('By me')

    // One of a list of many alike.
    await page.goto('/themes')
    const sorts = page.locator('main form:has(button[value=sort])')
    await savedElsewhere(page, 'answer', `By another, ${hasScript}`, 'sort')
    await sorts.nth(0).locator('[name=answer]').fill('By me')
    await refusedOnce(page, 'sort')
    expect(await sorts.nth(0).locator('[name=answer]').inputValue()).toBe('By me')
    await press(page, 'sort')
    await said(page).waitFor({ state: 'detached' })
    await leave(hr)
  },
)

it('keeps it when a rule refuses the act, without a script', { timeout: 60_000 }, async () => {
  const mentor = await enter(server, 'mentor', { hasScript: false })
  const { page } = mentor
  await page.goto('/mentoring')
  await page.goto(await addressOf(page, '[href^="/mentoring/pairings/"]'))
  const log = page.locator('main form:has(button[value=log])')
  await page.locator('main details:has(button[value=log]) > summary').click()
  await field(log, 'heldOn').fill('2099-01-01')
  await field(log, 'minutes').fill('75')
  await field(log, 'topics').fill('How to say no')
  await field(log, 'agreed').fill('Says no once a week')
  await press(page, 'log')
  await said(page).getByText('The session is in the future').waitFor()
  for (const [name, text] of [
    ['heldOn', '2099-01-01'],
    ['minutes', '75'],
    ['topics', 'How to say no'],
    ['agreed', 'Says no once a week'],
  ] as const)
    expect(await field(log, name).inputValue()).toBe(text)
  await leave(mentor)
})

it('takes a person by name and keys alone, and the number that was typed before the page could hear it', {
  timeout: 60_000,
}, async () => {
  const { page, context, violations, errors } = await enter(server, 'hr')
  const { release } = await holdScripts(page)
  await page.goto('/veto-events', { waitUntil: 'commit' })
  await field(page, 'number').fill('nobody')
  await release()
  await page.locator('main [role=combobox]').waitFor()
  await field(page, 'kind').fill('fraud')
  await field(page, 'description').fill('Two tills short')
  await press(page, 'record')
  await page.locator('[id$=-number-error]').waitFor()
  const person = page.locator('main [role=combobox]')
  const [name = '', number = ''] = (await somebody(page)).split(' · ')
  await person.fill(name)
  await page.getByRole('option', { name: `${name} · ${number}` }).waitFor()
  await person.press('ArrowDown')
  await person.press('Enter')
  expect(await field(page, 'number').inputValue()).toBe(number)
  await expectAccessible(page)
  await press(page, 'record')
  await page.locator('main tbody tr', { hasText: number }).filter({ hasText: 'Two tills short' }).first().waitFor()
  expect([...violations, ...errors]).toEqual([])
  await context.close()
})

it('opens the list of a field that is chosen from without hiding the page, and closes it when one goes on', {
  timeout: 60_000,
}, async () => {
  const { page, context, violations, errors } = await enter(server, 'hr')
  await page.goto('/veto-events')
  const person = page.locator('main [role=combobox]')
  const choices = page.locator('[role=listbox] [role=option]')
  const first = choices.first()
  // Opened before anything is typed it says what to do, and not that nobody is there.
  await page.locator('main').getByRole('button', { name: 'Show choices' }).click()
  await page.getByText('Begin typing: what fits is listed here').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await person.fill('Qxz qxz')
  await page.getByText('Nothing found').waitFor()
  await person.fill('YH')
  await first.waitFor()
  await expectAccessible(page)
  await person.press('Tab')
  await first.waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('kind')
  for (const close of [
    () => page.keyboard.press('Escape'),
    () => page.locator('main h1').click(),
    () => person.press('Shift+Tab'),
  ]) {
    await person.fill('')
    await person.fill('YH')
    await first.waitFor()
    await close()
    await first.waitFor({ state: 'detached' })
  }
  await person.fill('YH')
  await choices.nth(1).click()
  expect(await field(page, 'number').inputValue()).toMatch(/^YH/)
  await first.waitFor({ state: 'detached' })
  expect([...violations, ...errors]).toEqual([])
  await context.close()
})

it('keeps it beside the field that is wrong, without a script', { timeout: 60_000 }, async () => {
  const hr = await enter(server, 'hr', { hasScript: false })
  await hr.page.goto('/veto-events')
  await field(hr.page, 'number').fill('nobody')
  await field(hr.page, 'kind').fill('fraud')
  await field(hr.page, 'description').fill('Two tills short')
  await press(hr.page, 'record')
  await hr.page.locator('[id$=-number-error]').waitFor()
  expect(await said(hr.page).locator('a[href$=-number]').count()).toBe(1)
  expect(await field(hr.page, 'number').inputValue()).toBe('nobody')
  expect(await field(hr.page, 'description').inputValue()).toBe('Two tills short')
  await leave(hr)

  // A form that is made by hand, among others of the page.
  const manager = await enter(server, 'manager', { hasScript: false })
  const { page } = manager
  await page.goto('/growth')
  const people = await page
    .locator('main a[href^="/growth/"]')
    .evaluateAll((all) => all.map((each) => each.getAttribute('href')))
  for (const person of people) {
    await page.goto(`${person}/plan`)
    if ((await act(page, 'add').count()) > 0) break
  }
  const add = page.locator('main form:has(button[value=add])')
  await add.locator('[name=kind]').selectOption('rotation')
  await field(add, 'dueOn').fill('2098-03-01')
  await field(add, 'wanted').fill('3')
  await press(page, 'add')
  await add.locator('[id$=-text-error]').waitFor()
  expect(await said(page).locator('a[href$=-text]').count()).toBe(1)
  expect(await add.locator('[name=kind]').inputValue()).toBe('rotation')
  expect(await field(add, 'dueOn').inputValue()).toBe('2098-03-01')
  expect(await field(add, 'wanted').inputValue()).toBe('3')
  await leave(manager)
})

it('asks before typed work is left behind, and not once it is saved or as it was', { timeout: 120_000 }, async () => {
  const hr = await enter(server, 'hr')
  const { page } = hr
  const asks = page.getByRole('dialog', { name: 'Leave without saving?' })
  const back = page.locator('main').getByRole('link', { name: 'Back' })
  const focused = () => page.evaluate(() => document.activeElement?.textContent)
  let closings = 0
  page.on('dialog', (dialog) => {
    closings++
    void dialog.accept()
  })
  await page.goto('/kpis')
  const kpi = await addressOf(page, '[href^="/kpis/"]:not([href$="/new"])')
  await page.goto(kpi)
  const edit = async () => {
    await page.locator('main').getByRole('link', { name: 'Edit KPI' }).click()
    await page.waitForURL('**/edit')
  }
  await edit()
  const source = field(page, 'dataSource.en')
  const was = await source.inputValue()
  await source.fill('Ledger of the branch')
  await source.fill(was)
  await back.click()
  await page.waitForURL(`**${kpi}`)

  // What is typed before the page can hear it is unsaved as well.
  const { release } = await holdScripts(page)
  await page.goto(`${kpi}/edit`, { waitUntil: 'commit' })
  await source.fill('Ledger of the branch')
  await release()
  await page.waitForLoadState('networkidle')
  await back.click()
  await asks.waitFor()
  await asks.getByRole('button', { name: 'Leave without saving' }).click()
  await page.waitForURL(`**${kpi}`)

  // By keyboard: staying is what the Enter key does, and gives the focus back to where one was.
  await edit()
  await source.fill('Ledger of the branch')
  await back.focus()
  await page.keyboard.press('Enter')
  await asks.waitFor()
  await expect.poll(focused).toBe('Stay here')
  await page.keyboard.press('Enter')
  await asks.waitFor({ state: 'detached' })
  expect(await source.inputValue()).toBe('Ledger of the branch')
  await expect.poll(focused).toBe('Back')
  // The browser's own way back asks too, and the browser before it loads the page anew.
  await page.goBack()
  await asks.waitFor()
  await page.keyboard.press('Escape')
  await asks.waitFor({ state: 'detached' })
  expect(page.url()).toContain('/edit')
  await page.reload()
  expect(closings).toBe(1)

  // Refused, it is still not saved; saved, nobody asks.
  const points = page.locator('main [name^="curve."][inputmode=decimal]').first()
  const stood = await points.inputValue()
  await points.fill('x')
  const key = () => field(page, 'formKey').inputValue()
  const sentWith = await key()
  await press(page, 'save')
  await said(page).first().waitFor()
  // The page has settled: a question asked before that would go with it.
  await expect.poll(key).not.toBe(sentWith)
  await back.click()
  await asks.waitFor()
  await asks.getByRole('button', { name: 'Stay here' }).click()
  await asks.waitFor({ state: 'detached' })
  await points.fill(stood)
  await source.fill('Ledger of the branch')
  await press(page, 'save')
  await page.waitForURL(`**${kpi}`)
  await page.getByText('Ledger of the branch').waitFor()

  // A draft that is saved where it stands is as it was from then on; what is typed after that is left on purpose.
  await page.goto('/templates')
  await page.locator('main a[href^="/templates/"]').first().click()
  await act(page, 'next').click()
  await page.locator('main').getByRole('link', { name: 'Edit' }).click()
  const weight = field(page, 'lines.0.weight')
  await weight.fill('41')
  // Typed while the save is still on its way: what was sent is saved, and this is not.
  let letGo = () => {}
  const isHeld = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route(/saved=/, async (route) => {
    await isHeld
    await route.continue()
  })
  await press(page, 'save')
  await weight.fill('42')
  letGo()
  await page.waitForURL(/saved=/)
  await page.getByRole('status').getByText('Saved').waitFor()
  expect(await weight.inputValue()).toBe('42')
  await page.locator('main nav a').first().click()
  await asks.waitFor()
  await asks.getByRole('button', { name: 'Leave without saving' }).click()
  // Back at once, perhaps before the page that one left for is drawn: the form given up does not ask again.
  await page.waitForURL('**/templates')
  await page.goBack()
  await expect.poll(() => weight.inputValue()).toBe('41')
  await page.locator('main').getByRole('link', { name: 'Read it over and submit' }).click()
  await page.waitForURL(/\/templates\/[^/]+\/\d+$/)
  expect(closings).toBe(1)
  await leave(hr)
})

it('does not take a file that is too large, says why where it was chosen, and takes the next', {
  timeout: 60_000,
}, async () => {
  const hr = await enter(server, 'hr')
  const { page } = hr
  await page.goto('/templates')
  const file = page.locator('main input[type=file]')
  const choose = (name: string, bytes: number) =>
    file.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.alloc(bytes, '{') })
  const chosen = () => file.evaluate((input) => (input as HTMLInputElement).files?.length)
  const why = page.getByText('is larger than 1 MB')
  await choose('much.json', 1024 * 1024 + 1)
  await why.waitFor()
  expect([await chosen(), await file.getAttribute('aria-invalid')]).toEqual([0, 'true'])
  await choose('fits.json', 1024 * 1024)
  await why.waitFor({ state: 'detached' })
  expect(await chosen()).toBe(1)
  await leave(hr)
})
