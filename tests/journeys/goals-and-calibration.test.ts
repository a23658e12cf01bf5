/** Goals between two people and ratings between two officers: each act once, whatever is pressed twice, late or stale. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays, dayOf } from '#app/kernel/day.ts'
import { act, enter, press, pressTwice, startDemoServer } from '../support/acts.ts'
import { expectAccessible, phone, scrollsSideways, type Visit } from '../support/browser.ts'
import type { Server } from '../support/server.ts'

const today = dayOf(Date.now(), 'Asia/Shanghai')
const meanwhile = 'Open this page in a new tab to compare'
let server: Server

beforeAll(async () => {
  server = await startDemoServer()
}, 120_000)
afterAll(() => server.stop())

const says = (page: Page, text: string | RegExp) => page.locator('main').getByText(text).first().waitFor()
const quiet = async (...people: Visit[]) => {
  for (const seen of people) {
    expect([...seen.violations, ...seen.errors]).toEqual([])
    await seen.context.close()
  }
}
/** The newest cycle, which is the one under review. */
const runningCycle = async (page: Page): Promise<string> => {
  await page.goto('/cycles')
  return (await page.locator('main tbody a[href^="/cycles/"]').first().getAttribute('href')) ?? ''
}
/** HR holds or hurries a cycle by its dates alone: the windows of a phase. */
const moveWindow = async (
  page: Page,
  cycle: string,
  edge: `${number}.${'opensOn' | 'closesOn'}`,
  day: string,
): Promise<void> => {
  await page.goto(cycle)
  await page.locator(`[name="windows.${edge}"]`).fill(day)
  await press(page, 'windows')
  await expect.poll(() => page.locator(`[name="windows.${edge}"]`).inputValue()).toBe(day)
}
const target = (page: Page) => page.locator('main [name="targets.0.target"]').last()

it('goals are proposed by one side, agreed by the other, and changed in mid-term with a reason', {
  timeout: 120_000,
}, async () => {
  const [hr, employee, manager] = await Promise.all([
    enter(server, 'hr'),
    enter(server, 'employee'),
    enter(server, 'manager'),
  ])
  const cycle = await runningCycle(hr.page)
  await moveWindow(hr.page, cycle, '0.closesOn', addDays(today, 1))

  await employee.page.goto('/goals')
  const sheet = (await employee.page.locator('main tbody a[href^="/goals/"]').first().getAttribute('href')) ?? ''
  await employee.page.goto(sheet)
  const leftBehind = await employee.context.newPage()
  await leftBehind.goto(sheet)
  await target(leftBehind).fill('7')

  // Weights that are no whole are refused, and nothing that was typed is lost.
  const weight = employee.page.locator('main [name="targets.0.weight"]')
  const whole = await weight.inputValue()
  await weight.fill('1')
  await press(employee.page, 'propose')
  await says(employee.page, 'The weights do not add up to 100%.')
  expect(await weight.inputValue()).toBe('1')
  await weight.fill(whole)
  await target(employee.page).fill('11')
  await pressTwice(employee.page, 'propose')
  await says(employee.page, 'Targets have been proposed')
  expect(await employee.page.getByText(meanwhile).count()).toBe(0)
  // The side that proposed cannot agree.
  expect(await act(employee.page, 'agree').count()).toBe(0)
  await press(leftBehind, 'propose')
  await says(leftBehind, meanwhile)
  await leftBehind.close()

  // The manager agrees only to what the manager has seen.
  await manager.page.goto(sheet)
  await act(manager.page, 'agree').waitFor()
  await target(employee.page).fill('12')
  await press(employee.page, 'propose')
  await press(manager.page, 'agree')
  await says(manager.page, meanwhile)
  await expect.poll(() => target(manager.page).inputValue()).toBe('12')
  await pressTwice(manager.page, 'agree')
  await says(manager.page, 'Both sides agree.')
  expect(await manager.page.getByText(meanwhile).count()).toBe(0)
  await manager.page.goto('/goals')
  await manager.page.goBack()
  await says(manager.page, 'Both sides agree.')
  expect(await act(manager.page, 'agree').count()).toBe(0)

  await moveWindow(hr.page, cycle, '0.closesOn', addDays(today, -1))
  await press(employee.page, 'propose')
  await says(employee.page, 'Goal setting is over; propose a change instead.')
  await moveWindow(hr.page, cycle, '1.closesOn', addDays(today, 1))
  await employee.page.goto(sheet)
  const reason = employee.page.locator('main textarea[name=reason]')
  await press(employee.page, 'change')
  await employee.page.locator('main [aria-invalid=true]').first().waitFor()
  await reason.fill('Two colleagues are on leave.')
  await press(employee.page, 'change')
  await says(employee.page, 'Nothing has changed.')
  await target(employee.page).fill('9')
  await pressTwice(employee.page, 'change')
  await says(employee.page, 'Waiting for an answer')
  expect(await employee.page.getByText('Waiting for an answer').count()).toBe(1)
  expect(await act(employee.page, 'agree-change').count()).toBe(0)

  await manager.page.goto(sheet)
  const late = await manager.context.newPage()
  await late.goto(sheet)
  await act(late, 'decline-change').waitFor()
  await press(manager.page, 'agree-change')
  await says(manager.page, 'Agreed')
  await press(late, 'decline-change')
  await says(late, meanwhile)
  await employee.page.setViewportSize(phone)
  await employee.page.goto(sheet)
  expect(await target(employee.page).inputValue()).toBe('9')
  await expectAccessible(employee.page)
  expect(await scrollsSideways(employee.page)).toBe(false)
  await quiet(hr, employee, manager)
})

it('a rating is moved with a reason, calibration is closed once, and results are published', {
  timeout: 120_000,
}, async () => {
  const [hr, other] = await Promise.all([enter(server, 'hr'), enter(server, 'hr2')])
  const cycle = await runningCycle(hr.page)
  const room = cycle.replace('/cycles/', '/calibration/')
  // Before its days nothing can be moved or closed, and the page says when they come.
  await hr.page.goto(room)
  await says(hr.page, /Calibration opens/)
  expect(await hr.page.locator('main button[name=act]').count()).toBe(0)
  await moveWindow(hr.page, cycle, '4.opensOn', today)
  await hr.page.goto(room)
  await other.page.goto(room)
  const row = (page: Page) => page.locator('main li', { has: page.locator('button[value=move]') }).first()
  const name = (await row(hr.page).locator('a').first().innerText()).trim()
  const rated = async (page: Page) => {
    const select = row(page).locator('select[name=rating]')
    return (await select.locator('option').allTextContents()).map((text) => text.slice(0, 1))
  }
  expect(await rated(hr.page)).toContain('D')
  const move = async (page: Page, reason: string, once = press) => {
    const form = row(page)
    if (!(await form.locator('select[name=rating]').isVisible())) await form.locator('summary').click()
    await form.locator('select[name=rating]').selectOption('D')
    await form.locator('input[name=reason]').fill(reason)
    await once(page, 'move')
  }
  const column = (rating: string) => hr.page.locator(`main section[data-rating=${rating}]`)
  const card = hr.page.locator('main li[data-card]', { hasText: name })
  const stood = (await column('B').locator('li', { hasText: name }).count()) > 0 ? 'B' : 'A'
  const beside = stood === 'A' ? 'B' : 'C'
  // Taken by the pointer or by the arrow keys, a card only asks: until its reason is sent nothing has moved.
  const box = await card.boundingBox()
  const aim = await column('D').boundingBox()
  if (!box || !aim) throw new Error('no card to take')
  await hr.page.mouse.move(box.x + box.width / 2, box.y + 8)
  await hr.page.mouse.down()
  await hr.page.mouse.move(aim.x + aim.width / 2, aim.y + 80, { steps: 4 })
  await column('D').and(hr.page.locator('[data-over]')).waitFor()
  await hr.page.mouse.up()
  await column('D').locator('li', { hasText: name }).waitFor()
  expect(await card.locator('select[name=rating]').inputValue()).toBe('D')
  await expect
    .poll(() => card.locator('input[name=reason]').evaluate((field) => field === document.activeElement))
    .toBe(true)
  await expectAccessible(hr.page)
  await hr.page.keyboard.press('Escape')
  await column(stood).locator('li', { hasText: name }).waitFor()
  await hr.page.keyboard.press('ArrowRight')
  await column(beside).locator('li', { hasText: name }).waitFor()
  await hr.page.keyboard.press('ArrowLeft')
  await column(stood).locator('li', { hasText: name }).waitFor()
  await hr.page.goto(room)
  await column(stood).locator('li', { hasText: name }).waitFor()

  await move(hr.page, '')
  await hr.page.locator('main input[name=reason][aria-invalid=true]').waitFor()
  await hr.page.locator('main a[href$=-reason]').waitFor()
  expect(await row(hr.page).locator('select[name=rating]').inputValue()).toBe('D')
  await expectAccessible(hr.page)
  await move(hr.page, 'Complaints that the score does not see.', pressTwice)
  await card
    .getByText(/was|from/i)
    .first()
    .waitFor()
  expect(await hr.page.getByText(meanwhile).count()).toBe(0)
  await column('D').locator('li', { hasText: name }).waitFor()
  await move(other.page, 'Another view.')
  await says(other.page, meanwhile)
  await expectAccessible(other.page)
  // Closing would lose what is written there and not moved: it says so, and whose it is.
  await other.page.locator('main details:has(button[value=close]) > summary').click()
  await says(other.page, new RegExp(`A move of ${name} is still open`))
  expect(await act(other.page, 'close').isDisabled()).toBe(true)
  await expectAccessible(other.page)
  const left = other.page.locator('main li[data-card]', { hasText: name })
  await left.getByRole('button', { name: 'Leave it where it was' }).click()
  await expect.poll(() => act(other.page, 'close').isDisabled()).toBe(false)

  // Somebody else closes meanwhile; a second closing finds nobody left.
  await hr.page.locator('main details:has(button[value=close]) > summary').click()
  await pressTwice(hr.page, 'close')
  await act(hr.page, 'close').waitFor({ state: 'detached' })
  await press(other.page, 'close')
  await says(other.page, 'Nothing is ready for this.')
  await hr.page.goto('/calibration')
  await hr.page.goBack()
  await says(hr.page, /Nobody is waiting to be closed/)
  expect(await hr.page.locator('main li', { hasText: name }).locator('button[value=move]').count()).toBe(0)

  await hr.page.goto(cycle)
  await other.page.goto(cycle)
  // Results that are not out yet keep the cycle open.
  await press(hr.page, 'close')
  await says(hr.page, /not published yet/)
  await press(hr.page, 'publish')
  await act(hr.page, 'publish').waitFor({ state: 'detached' })
  await press(other.page, 'publish')
  await says(other.page, 'Nothing is ready for this.')
  await hr.page.goto(room)
  await hr.page.locator('main li', { hasText: name }).getByText('Published').waitFor()
  await quiet(hr, other)
})
