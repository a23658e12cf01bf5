/** A list of many rows says what its columns are wherever one reads in it, and its heads hide nothing that has the focus. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { enter, startDemoServer } from '../support/acts.ts'
import { accessibilityFaults, expectAccessible, phone, scrollsSideways, visit } from '../support/browser.ts'
import type { Server } from '../support/server.ts'

let server: Server

beforeAll(async () => {
  server = await startDemoServer()
}, 120_000)
afterAll(() => server.stop())

/** How far the head of the list is below the bar, and whether it can be seen there. */
const headBelowBar = (page: Page) =>
  page.evaluate(() => {
    const head = document.querySelector('main thead th')
    const bar = document.querySelector('header[class*=_bar_], [class*=_bar_]')?.getBoundingClientRect()
    const { top, left, height } = head?.getBoundingClientRect() ?? { top: 0, left: 0, height: 0 }
    const seen = document.elementFromPoint(left + 2, top + height / 2)
    return { below: Math.round(top - (bar?.bottom ?? 0)), isSeen: head?.contains(seen) ?? false }
  })

/** What lies over what has the focus. */
const over = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: it } = document
    const { left, right, top, bottom } = it?.getBoundingClientRect() ?? { left: 0, right: 0, top: 0, bottom: 0 }
    const seen = [top + 2, bottom - 2].map((y) => document.elementFromPoint((left + right) / 2, y))
    return seen.filter((each) => !it?.contains(each)).map((each) => each?.outerHTML.slice(0, 80) ?? 'the edge')
  })

it.each([
  ['hr', '/people'],
  ['admin', '/accounts'],
  ['hr', '/manage/certificates'],
])('%s reads %s to its end with the heads in sight', { timeout: 90_000 }, async (name, address) => {
  const { page, context, violations, errors } = await enter(server, name)
  await page.goto(address)
  await page.locator('main tbody tr').nth(40).scrollIntoViewIfNeeded()
  await expect.poll(() => headBelowBar(page), { timeout: 10_000 }).toEqual({ below: 0, isSeen: true })
  // Back up along the links of the rows.
  await page.locator('main tbody a').last().focus()
  for (let step = 0; step < 45; step++) {
    await page.keyboard.press('Shift+Tab')
    if (!(await page.evaluate(() => document.activeElement?.closest('tbody')))) break
    expect(await over(page), `step ${step}`).toEqual([])
  }
  await expectAccessible(page)
  expect(await scrollsSideways(page)).toBe(false)
  expect([...violations, ...errors]).toEqual([])
  await context.close()
})

it('where the list is wider than its place it scrolls in it, and on paper and phone nothing stands apart', {
  timeout: 60_000,
}, async () => {
  const { page, context, violations, errors } = await enter(server, 'hr', { width: 800 })
  await page.goto('/people')
  const place = page.locator('main [class*=_scroll_]:has(table)').first()
  await place.waitFor()
  const heads = () =>
    page
      .locator('main thead th')
      .first()
      .evaluate((head) => getComputedStyle(head).position)
  const isCut = () => place.evaluate((box) => box.scrollWidth > box.clientWidth)
  if (await isCut()) expect(await heads()).toBe('static')
  for (const width of [1440, 740]) {
    await page.setViewportSize({ width, height: 700 })
    await expect.poll(async () => (await heads()) === ((await isCut()) ? 'static' : 'sticky')).toBe(true)
    expect(await scrollsSideways(page)).toBe(false)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect.poll(heads).toBe('sticky')
  await page.emulateMedia({ media: 'print' })
  expect(await heads()).toBe('static')
  await page.emulateMedia({ media: 'screen' })
  await page.setViewportSize(phone)
  expect(await scrollsSideways(page)).toBe(false)
  expect(
    await page
      .locator('main thead')
      .first()
      .evaluate((head) => head.getBoundingClientRect().height),
  ).toBe(1)
  expect([...violations, ...errors]).toEqual([])
  await context.close()
})

it('a table takes the Tab key while it scrolls, and without a script, and not where there is nothing to scroll', {
  timeout: 60_000,
}, async () => {
  const { page, context, violations, errors } = await enter(server, 'hr')
  const place = page.locator('main [class*=_scroll_]:has(table)').first()
  const isCut = () => place.evaluate((box) => box.scrollWidth > box.clientWidth)
  const takesTab = () => place.evaluate((box) => box.tabIndex === 0)
  await page.goto('/cycles')
  await place.waitFor()
  for (const [width, scrolls] of [
    [1440, false],
    [740, true],
    [1440, false],
  ] as const) {
    await page.setViewportSize({ width, height: 700 })
    // Narrower than any window for which rows are no cards: the place alone.
    await place.evaluate((box, isNarrow) => box.style.setProperty('max-width', isNarrow ? '300px' : 'none'), scrolls)
    await expect.poll(isCut).toBe(scrolls)
    await expect.poll(takesTab).toBe(scrolls)
    expect(await accessibilityFaults(page)).toEqual([])
  }
  const cookies = await context.cookies()
  const plain = await visit(server.address, { hasScript: false })
  await plain.context.addCookies(cookies)
  await plain.page.goto('/cycles')
  expect(await plain.page.locator('main [class*=_scroll_]:has(table)').first().getAttribute('tabindex')).toBe('0')
  await plain.context.close()
  expect([...violations, ...errors]).toEqual([])
  await context.close()
})
