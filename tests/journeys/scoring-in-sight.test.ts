/** A manager scores many people: the heads stay in sight, and never lie over the cell that has the focus. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { enter, startDemoServer } from '../support/acts.ts'
import { accessibilityFaults, expectAccessible, holdScripts, phone, scrollsSideways } from '../support/browser.ts'
import type { Server } from '../support/server.ts'

let server: Server

beforeAll(async () => {
  server = await startDemoServer()
}, 120_000)
afterAll(() => server.stop())

/** A full screen, and what one of 1920 by 1080 has left at twice its size. */
const windows = [
  { width: 1440, height: 900 },
  { width: 960, height: 540 },
]

const inGrid = (page: Page) => page.locator('main [data-cell]:visible')

/** What lies over the focused cell at its middle or near a corner, and which of its heads are out of sight. */
const hidden = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const focused = document.activeElement
    const cell = focused?.closest('td')
    const table = cell?.closest('table')
    if (!focused || !cell || !table) return ['no cell has the focus']
    const over = (element: Element, inset: number): string[] => {
      const { left, right, top, bottom } = element.getBoundingClientRect()
      const places = [
        [(left + right) / 2, (top + bottom) / 2],
        [left + inset, top + inset],
        [right - inset, bottom - inset],
      ]
      return places.flatMap(([x, y]) => {
        const above = document.elementFromPoint(x ?? 0, y ?? 0)
        return element.contains(above) ? [] : [`${focused.getAttribute('aria-label')}: ${above?.tagName ?? 'the edge'}`]
      })
    }
    const head = table.tHead?.rows[0]?.cells[cell.cellIndex]
    const name = cell.parentElement?.firstElementChild
    return [...over(cell, 3), ...(head ? over(head, 3) : []), ...(name ? over(name, 3) : [])]
  })

it('the heads of the scoring grid stay in sight and hide no cell that has the focus', {
  timeout: 120_000,
}, async () => {
  const { page, context, violations, errors } = await enter(server, 'manager')
  await page.goto('/score')
  await page.locator('main a[href^="/score/"]').first().click()
  await page.waitForURL('**/score/*')
  for (const window of windows) {
    await page.setViewportSize(window)
    await page.reload()
    await expect.poll(() => inGrid(page).count()).toBeGreaterThan(150)
    await inGrid(page).last().focus()
    expect(await hidden(page)).toEqual([])
    // Up along the last column, back along the first row, down along the first column and along the last row.
    for (const key of ['ArrowUp', 'ArrowLeft', 'ArrowDown', 'ArrowRight'])
      for (let step = 0; step < 21; step++) {
        await page.keyboard.press(key)
        expect(await hidden(page), `${key} ${step} at ${window.width}`).toEqual([])
      }
    // And where a leap leads.
    for (const key of ['Control+Home', 'End', 'Control+End', 'Home']) {
      await page.keyboard.press(key)
      expect(await hidden(page), `${key} at ${window.width}`).toEqual([])
    }
    expect(await scrollsSideways(page)).toBe(false)
    await expectAccessible(page)
  }
  // A cell to mark shows where one is as any other does: the field in it covers nothing of the frame.
  const framed = await page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement>('main input[data-cell]')]
    const open = fields.find((field) => field.value === '' && field.checkVisibility())
    open?.focus()
    const cell = open?.closest('td')
    return open && cell && [getComputedStyle(cell).boxShadow, getComputedStyle(open).backgroundColor]
  })
  expect(framed).toEqual([expect.stringContaining('inset'), 'rgba(0, 0, 0, 0)'])
  // The list of keys, which the panel beside the grid speaks of, opens from a cell too, and gives the cell back.
  const cell = page.locator('main input[data-cell]').first()
  await cell.focus()
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByText('Evidence').first().waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => cell.evaluate((field) => field === document.activeElement)).toBe(true)
  // What is undone comes into sight, with its evidence beside.
  const last = page.locator('main input[data-cell]:visible').last()
  const [whose = ''] = ((await last.getAttribute('aria-label')) ?? '').split(' · ')
  const stood = await last.inputValue()
  await last.focus()
  await page.keyboard.press(stood === '4' ? '3' : '4')
  await inGrid(page).first().focus()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => last.inputValue()).toBe(stood)
  await page.getByRole('region', { name: 'Evidence' }).getByText(whose).first().waitFor()
  expect(
    await last.evaluate((field) => {
      const { left, right, top, bottom } = field.getBoundingClientRect()
      return field.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2))
    }),
  ).toBe(true)
  // What is no level of the scale stays in its cell with the scale, is not sent, and goes when a level is typed.
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/mark')) sent.push(request.postData() ?? '')
  })
  await last.focus()
  await page.keyboard.press('8')
  await page.keyboard.press('5')
  await inGrid(page).first().focus()
  expect(await last.inputValue()).toBe('85')
  expect(await last.getAttribute('aria-invalid')).toBe('true')
  await page.locator('main td:has(input[aria-invalid=true])').getByText('Only 1–5').waitFor()
  await last.focus()
  await page.getByRole('region', { name: 'Evidence' }).getByText('“85” is not a mark').waitFor()
  await expectAccessible(page)
  expect(sent).toEqual([])
  await page.keyboard.press('Escape')
  await expect.poll(() => last.inputValue()).toBe(stood)
  expect(await last.getAttribute('aria-invalid')).toBeNull()
  // The comment stands whole in the window, with what it says of itself, whatever the evidence above it takes.
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.evaluate(() => window.scrollTo(0, 0))
  const saidOfComment = page.getByText('Saved when you leave the field.')
  const foot = async (of: Locator) => ((box) => (box?.y ?? 0) + (box?.height ?? 0))(await of.boundingBox())
  expect(await foot(saidOfComment)).toBeLessThan(900)
  // The written levels of a scale, by which a mark is given, stand whole above it, also in a lower window.
  const levels = page.getByRole('region', { name: 'Evidence' }).getByRole('list')
  await page.locator('main input[data-cell]:visible').first().focus()
  await levels.waitFor()
  for (const height of [900, 720]) {
    await page.setViewportSize({ width: 1280, height })
    await page.evaluate(() => window.scrollTo(0, 0))
    const comment = await page.getByText('Manager’s comment').first().boundingBox()
    expect(await foot(levels)).toBeLessThan(comment?.y ?? 0)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  // No head takes more than the three lines of a name and its weight.
  const heads = await page.locator('main thead tr').evaluateAll((rows) => rows.map((row) => row.clientHeight))
  expect(Math.max(...heads)).toBeLessThan(90)
  // So it does below a head of any height, and the grid beside it ends with the window as well.
  const lead = page.locator('main header p').first()
  await lead.evaluate((text) => text.insertAdjacentHTML('beforeend', '<br><br><br><br><br><br>…'))
  expect(await foot(saidOfComment)).toBeLessThan(900)
  const grids = page.locator('main [class*=_grids_]')
  expect(await foot(grids)).toBeLessThan(900)
  expect(await foot(grids)).toBeGreaterThan(850)
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(900)
  // On paper the grid is as wide as a sheet on its side, and nothing that floats on the screen lies over it.
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 1010, height: 680 })
  expect(await page.locator('a[href="#content"]').isVisible()).toBe(false)
  const ends = await page
    .locator('main table tr > :last-child')
    .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().right))
  expect(Math.max(...ends)).toBeLessThan(1011)
  await page.emulateMedia({ media: 'screen' })
  // One at a time on the phone: whose lines these are, and with what outcome, stays above them.
  await page.setViewportSize(phone)
  await page.reload()
  const edge = (of: Locator) => of.boundingBox().then((box) => Math.round(box?.x ?? 0))
  expect(await edge(page.getByRole('button', { name: 'Undo' }))).toBe(await edge(page.locator('main h1')))
  const head = page.locator('[class*=_head_]:has([class*=_total_])')
  await head.waitFor()
  await page.getByRole('button', { name: 'Next' }).scrollIntoViewIfNeeded()
  await page.mouse.wheel(0, 300)
  await expect.poll(async () => Math.round((await head.boundingBox())?.y ?? 0)).toBe(56)
  expect([...violations, ...errors]).toEqual([])
  await context.close()
})

/** What has the focus: a cell by its label, anything else by its words. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: it } = document
    return it?.hasAttribute('data-cell') ? (it.getAttribute('aria-label') ?? '') : (it?.textContent ?? '')
  })

it('what stands beside the grid is a stop of the Tab key only while it scrolls', { timeout: 60_000 }, async () => {
  const { page, context, violations, errors } = await enter(server, 'manager')
  await page.goto('/score')
  await page.locator('main a[href^="/score/"]').first().click()
  await page.waitForURL('**/score/*')
  const beside = page.locator('main aside > [role=group]')
  const scrolls = () => beside.evaluate((place) => place.scrollHeight > place.clientHeight)
  const takesTab = () => beside.evaluate((place) => place.tabIndex === 0)
  for (const [height, isLong] of [
    [1600, false],
    [480, true],
    [1600, false],
  ] as const) {
    await page.setViewportSize({ width: 1440, height })
    await expect.poll(scrolls).toBe(isLong)
    await expect.poll(takesTab).toBe(isLong)
    expect(await accessibilityFaults(page)).toEqual([])
  }
  expect([...violations, ...errors]).toEqual([])
  await context.close()
})

it('the grid is one stop of the Tab key, and keys lead on from it', { timeout: 120_000 }, async () => {
  const { page, context, violations, errors } = await enter(server, 'manager')
  await page.goto('/score')
  await page.locator('main a[href^="/score/"]').first().click()
  await page.waitForURL('**/score/*')
  await expect.poll(() => inGrid(page).count()).toBeGreaterThan(150)
  const submit = page.locator('main button[value=submit]')
  const undo = page.getByRole('button', { name: 'Undo' })
  const labels = await inGrid(page).evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label')))
  const wide = await page.locator('main tr[data-row]').first().locator('[data-cell]').count()

  // In at the first open cell, out on either side with one press; back in at the cell where one was.
  await submit.focus()
  await page.keyboard.press('Tab')
  const start = await focused(page)
  expect(await page.evaluate(() => document.activeElement?.matches('input[data-cell]'))).toBe(true)
  await page.keyboard.press('Control+Home')
  expect(await focused(page)).toBe(labels[0])
  await page.keyboard.press('End')
  expect(await focused(page)).toBe(labels[wide - 1])
  for (let row = 0; row < 9; row++) await page.keyboard.press('ArrowDown')
  const tenth = await focused(page)
  expect(labels.indexOf(tenth)).toBeGreaterThan(8 * wide)
  await page.keyboard.press('Shift+Tab')
  expect(await submit.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe(tenth)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('table') ?? null)).toBeNull()
  await page.keyboard.press('Shift+Tab')
  expect(await focused(page)).toBe(tenth)
  await page.keyboard.press('Control+End')
  expect(await focused(page)).toBe(labels.at(-1))
  await page.keyboard.press('Control+Enter')
  expect(await submit.evaluate((button) => button === document.activeElement)).toBe(true)

  // What was marked last is undone from any cell, in its own; what is only typed is the field's to undo.
  await page.keyboard.press('Tab')
  await page.keyboard.press('Control+Home')
  while ((await focused(page)) !== start) await page.keyboard.press('ArrowDown')
  const cell = page.locator('main input[data-cell]:focus')
  const [name, stood] = [await cell.getAttribute('name'), await cell.inputValue()]
  const field = page.locator(`main input[data-cell][name="${name}"]`)
  await page.keyboard.press(stood === '4' ? '3' : '4')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+z')
  expect(await field.inputValue()).toBe(stood)
  expect(await focused(page)).toBe(start)
  await page.getByText('Saved').first().waitFor()
  expect(await undo.getAttribute('aria-disabled')).toBe('true')
  await page.keyboard.type('x')
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  await page.keyboard.press('Control+z')
  await expect.poll(() => field.getAttribute('aria-invalid')).toBeNull()
  expect(await field.inputValue()).toBe(stood)

  // E opens the evidence and Escape leads back, also where a Chinese input method takes every letter for itself first.
  const evidence = page.getByRole('region', { name: 'Evidence' })
  const hasFocus = () => evidence.evaluate((region) => region === document.activeElement)
  const wire = await context.newCDPSession(page)
  const taken = { key: 'Process', code: 'KeyE', windowsVirtualKeyCode: 229 }
  for (const press of [
    () => page.keyboard.press('e'),
    async () => {
      await wire.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...taken })
      await wire.send('Input.imeSetComposition', { text: 'e', selectionStart: 1, selectionEnd: 1 })
      await wire.send('Input.dispatchKeyEvent', { type: 'keyUp', ...taken })
    },
  ]) {
    await field.focus()
    await press()
    expect(await hasFocus()).toBe(true)
    expect([await field.inputValue(), await field.getAttribute('aria-invalid')]).toEqual([stood, null])
    await page.keyboard.press('Escape')
    expect(await focused(page)).toBe(start)
  }

  // A press on Submit while a mark is on its way keeps the focus, and hands in once the mark is there.
  const missing = page.locator('main input[data-cell]:placeholder-shown:visible')
  while ((await missing.count()) > 0 && /none|finished ones/.test(await submit.innerText())) {
    await missing.first().focus()
    await page.keyboard.press('4')
    await page.getByText('Saved').first().waitFor()
  }
  const saidBefore = await page.locator('main header p').first().innerText()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/mark', async (route) => {
    await held
    await route.continue()
  })
  await page.locator('main input[data-cell]:not(:placeholder-shown):visible').first().focus()
  const given = page.locator('main input[data-cell]:focus')
  const was = await given.inputValue()
  await page.keyboard.press(was === '4' ? '3' : '4')
  await page.keyboard.press('Control+Enter')
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && !request.url().endsWith('/mark')) posts.push(request.url())
  })
  await page.keyboard.press('Enter')
  expect(await submit.getAttribute('aria-busy')).toBe('true')
  expect(await submit.evaluate((button) => button === document.activeElement)).toBe(true)
  expect(posts).toEqual([])
  release()
  await expect.poll(() => page.locator('main header p').first().innerText()).not.toBe(saidBefore)
  expect(posts).toHaveLength(1)
  expect(await submit.evaluate((button) => button === document.activeElement)).toBe(true)
  await expectAccessible(page)
  expect([...violations, ...errors]).toEqual([])
  await context.close()
})

it('of two marks that met in one cell, the one that is kept stands, and undoing it brings the other back', {
  timeout: 60_000,
}, async () => {
  const mine = await enter(server, 'manager')
  const theirs = await enter(server, 'manager')
  await mine.page.goto('/score')
  const address = (await mine.page.locator('main a[href^="/score/"]').first().getAttribute('href')) ?? ''
  for (const { page } of [mine, theirs]) {
    await page.goto(address)
    await inGrid(page).first().waitFor()
  }
  const filled = mine.page.locator('main input[data-cell]:visible:not(:placeholder-shown)').first()
  const [name, stood] = [await filled.getAttribute('name'), await filled.inputValue()]
  const [ours = '', other = ''] = ['2', '3', '4'].filter((level) => level !== stood)
  const give = async (page: Page, level: string) => {
    await page.locator(`main input[data-cell][name="${name}"]`).focus()
    await page.keyboard.press(level)
  }
  await give(theirs.page, other)
  await theirs.page.getByText('Saved').first().waitFor()
  await give(mine.page, ours)
  await mine.page.getByText(`Someone else has entered ${other}`).waitFor()
  // What never took cannot be undone.
  expect(await mine.page.getByRole('button', { name: 'Undo' }).getAttribute('aria-disabled')).toBe('true')
  const shown = async () => {
    await theirs.page.reload()
    await inGrid(theirs.page).first().waitFor()
    return theirs.page.locator(`main input[data-cell][name="${name}"]`).inputValue()
  }
  const answered = mine.page.waitForResponse('**/mark')
  await mine.page.getByRole('button', { name: 'Keep mine' }).click()
  await answered
  expect(await shown()).toBe(ours)
  const undone = mine.page.waitForResponse('**/mark')
  await mine.page.getByRole('button', { name: 'Undo' }).click()
  await undone
  expect(await shown()).toBe(other)
  for (const { context, violations, errors } of [mine, theirs]) {
    expect([...violations, ...errors]).toEqual([])
    await context.close()
  }
})

it('a mark that was typed before the page could hear it is saved once it can', { timeout: 60_000 }, async () => {
  const { page, context, violations, errors } = await enter(server, 'manager')
  await page.goto('/score')
  await page.locator('main a[href^="/score/"]').first().click()
  await page.waitForURL('**/score/*')
  await page.goto(`${page.url()}?rows=all`)
  const filled = page.locator('main input[data-cell]:visible:not([value=""])').first()
  await filled.waitFor()
  const [name, stood] = [await filled.getAttribute('name'), await filled.inputValue()]
  const cell = page.locator(`main input[data-cell][name="${name}"]`)
  const typed = stood === '4' ? '3' : '4'
  const { release } = await holdScripts(page)
  await page.reload({ waitUntil: 'commit' })
  await cell.press('End')
  await page.keyboard.press(typed)
  expect(await cell.inputValue()).toBe(`${stood}${typed}`)
  await release()
  await expect.poll(() => cell.inputValue()).toBe(typed)
  await page.getByText('Saved').first().waitFor()
  await page.reload()
  expect(await cell.inputValue()).toBe(typed)
  expect([...violations, ...errors]).toEqual([])
  await context.close()
})

it.each(['zh-CN', 'en'] as const)(
  'the grid is there to read before its cells are, which then stand where it stood (%s)',
  { timeout: 60_000 },
  async (locale) => {
    const { page, context, violations, errors } = await enter(server, 'manager', { locale })
    await page.goto('/score')
    const grid = await page.locator('main a[href^="/score/"]').first().getAttribute('href')
    const { release } = await holdScripts(page)
    await page.goto(`${server.address}${grid}`, { waitUntil: 'commit' })
    const cells = page.locator('main table').first().locator('tr > *')
    const boxes = () =>
      cells.evaluateAll((all) => all.map((each) => JSON.stringify(each.getBoundingClientRect().toJSON())))
    await cells.last().waitFor()
    // Nothing is painted before the sheets are there, but a test could measure it.
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].every(({ sheet }) => sheet !== null),
    )
    const read = await boxes()
    expect(await page.locator('main [data-cell]').count()).toBe(0)
    // Read by the keyboard alone, it can be scrolled.
    expect(await accessibilityFaults(page, ['scrollable-region-focusable'])).toEqual([])
    await release()
    await page.locator('main [data-cell]:visible').first().waitFor()
    expect(await boxes()).toEqual(read)
    expect([...violations, ...errors]).toEqual([])
    await context.close()
  },
)

it('a curve that was chosen and typed before the page could hear it stays, and is what the picture shows', {
  timeout: 60_000,
}, async () => {
  const { page, context, violations, errors } = await enter(server, 'hr')
  const { release } = await holdScripts(page)
  await page.goto('/kpis/new', { waitUntil: 'commit' })
  await page.locator('main [name=target]').fill('80')
  await page.locator('main [name=direction]').selectOption('lower')
  await page.locator('main [name="curve.cap"]').fill('110')
  await page.locator('main [name="curve.kind"]').selectOption('deduct')
  await release()
  await page.locator('main [name="curve.per"]').waitFor()
  const stands = (name: string) => page.locator(`main [name="${name}"]`).inputValue()
  expect(await Promise.all(['target', 'direction', 'curve.kind'].map(stands))).toEqual(['80', 'lower', 'deduct'])
  await page.locator('main [name="curve.kind"]').selectOption('linear')
  expect(await stands('curve.cap')).toBe('110')
  expect([...violations, ...errors]).toEqual([])
  await context.close()
})
