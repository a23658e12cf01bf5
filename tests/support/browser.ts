/** One Chromium, many contexts; each page notes what the content policy refused and what went wrong in it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContext, Page, Route } from 'playwright-core'
import { expect } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { afterEachFile } from './after-file.ts'
import { forgiveBrokenOff } from './broken-off.ts'

let browser: Promise<Browser> | null = null

export const openBrowser = (): Promise<Browser> => {
  browser ??= launchBrowser()
  return browser
}

afterEachFile(async () => {
  await (await browser?.catch(() => null))?.close()
  browser = null
})

export type Visit = {
  context: BrowserContext
  page: Page
  /** What the Content-Security-Policy refused, and errors of the pages: both must stay empty. */
  violations: string[]
  errors: string[]
}

export type VisitOptions = {
  locale?: 'zh-CN' | 'en'
  width?: number
  height?: number
  theme?: 'light' | 'dark'
  /** Whether pages may run their scripts. */
  hasScript?: boolean
}

export const phone = { width: 390, height: 844 }
/** What a window of 1280 by 800 has left for a page that is shown at twice its size. */
export const zoomed = { width: 640, height: 400 }

/** A person with a browser of their own, at this address. */
export const visit = async (address: string, options: VisitOptions = {}): Promise<Visit> => {
  const context = await (await openBrowser()).newContext({
    baseURL: address,
    locale: options.locale ?? 'en',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    colorScheme: options.theme ?? 'light',
    reducedMotion: 'reduce',
    javaScriptEnabled: options.hasScript ?? true,
  })
  const violations: string[] = []
  const errors: string[] = []
  await context.exposeBinding('noteViolation', ({ page }, text: string) => violations.push(`${page.url()} ${text}`))
  await context.addInitScript(() => {
    const note = Reflect.get(window, 'noteViolation')
    document.addEventListener('securitypolicyviolation', (event) =>
      note(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
    )
  })
  context.on('weberror', (error) => errors.push(error.error().message))
  context.on('console', (message) => {
    // What the server refuses on purpose shows here as a failed resource; tests look at the answers themselves.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) errors.push(message.text())
  })
  forgiveBrokenOff(context, errors)
  context.setDefaultTimeout(15_000)
  return { context, page: await context.newPage(), violations, errors }
}

export const signIn = async (page: Page, name: string, password: string): Promise<void> => {
  await page.goto('/sign-in')
  await page.locator('input[name=name]').fill(name)
  await page.locator('input[name=password]').fill(password)
  await page.locator('main form button:not([type=button])').click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Waits for what the page itself says is on its way: a chart's code, the end of a transition. A button's act is not the page's. */
const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]:not(button)'))
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
}

/** What axe finds on the page as it stands, by all of its rules or some: rule, places and reason, one line each. */
export const accessibilityFaults = async (page: Page, rules?: readonly string[]): Promise<string[]> => {
  await settled(page)
  // evaluate is the debugger's, so the content policy stays as strict as in life.
  if (!(await page.evaluate(() => Reflect.has(window, 'axe')))) await page.evaluate(axeSource)
  const results: AxeResults = await page.evaluate(
    (runOnly) => Reflect.get(window, 'axe').run(document, { resultTypes: ['violations'], ...(runOnly && { runOnly }) }),
    rules && [...rules],
  )
  return results.violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${node.target.join(' ')} — ${node.failureSummary?.replaceAll(/\s+/g, ' ')}`,
    ),
  )
}

/** What another theme can change of a page that all rules were asked about: its elements are the same, its colours are not. */
export const rulesOfColour = ['color-contrast', 'link-in-text-block'] as const

/** Axe reports nothing, in the light and in the dark theme. */
export const expectAccessible = async (page: Page): Promise<void> => {
  await showTheme(page, 'light')
  expect(await accessibilityFaults(page), `light ${page.url()}`).toEqual([])
  await showTheme(page, 'dark')
  expect(await accessibilityFaults(page, rulesOfColour), `dark ${page.url()}`).toEqual([])
  await showTheme(page, null)
}

/** Shows the page in a theme as if the person had chosen it; null goes back to what the page came with. */
export const showTheme = async (page: Page, theme: 'light' | 'dark' | null): Promise<void> => {
  await page.evaluate((chosen) => {
    const { dataset } = document.documentElement
    dataset.themeBefore ??= dataset.theme ?? ''
    const wanted = chosen ?? dataset.themeBefore
    if (wanted) dataset.theme = wanted
    else delete dataset.theme
    if (!chosen) delete dataset.themeBefore
  }, theme)
}

/** Names of bars that run out of what holds them: cut off there, they would look fuller than they are. */
export const barsCutOff = (page: Page): Promise<string[]> =>
  page.locator('svg[role=meter]').evaluateAll((bars) =>
    bars.flatMap((bar) => {
      const room = bar.parentElement?.getBoundingClientRect()
      return room && bar.getBoundingClientRect().right > room.right + 1 ? [bar.getAttribute('aria-label') ?? ''] : []
    }),
  )

/** Whether the page can be scrolled sideways, which no page may be on a phone. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1)

/**
 * Why a person without a mouse could not do the page's main act, the one button in its first colour: it is not in the
 * order of the Tab key, shows no focus, or lies under something else once it has come into sight.
 */
export const actOutOfReach = async (page: Page): Promise<string[]> => {
  const act = page.locator('main :is(a, button)[class*="_first_"]:not(:disabled):visible').first()
  if ((await act.count()) === 0) return []
  const name = (await act.innerText()).trim()
  const isFocused = () => act.evaluate((element) => element === document.activeElement)
  await act.focus()
  // Away and back again, as the key goes.
  await page.keyboard.press('Shift+Tab')
  if (await isFocused()) return [`the act "${name}" holds the focus`]
  await page.keyboard.press('Tab')
  if (!(await isFocused())) return [`the act "${name}" is not reached by Tab`]
  return act.evaluate((element, called) => {
    const { outlineStyle, boxShadow } = getComputedStyle(element)
    const { left, top, width, height } = element.getBoundingClientRect()
    const above = document.elementFromPoint(left + width / 2, top + height / 2)
    return [
      ...(outlineStyle === 'none' && boxShadow === 'none' ? [`the act "${called}" shows no focus`] : []),
      ...(element.contains(above) ? [] : [`the act "${called}" lies under ${above?.tagName} ${above?.className}`]),
    ]
  }, name)
}

/** What would still move for someone who has asked the system for no motion. */
export const movingParts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    // What takes a millisecond appears late, and does not move.
    const lasts = (times: string) => times.split(',').some((time) => Number.parseFloat(time) > 0.001)
    return [...document.querySelectorAll('body *')].flatMap((element) => {
      const { animationName, animationDuration, transitionDuration } = getComputedStyle(element)
      const moves = lasts(transitionDuration) || (animationName !== 'none' && lasts(animationDuration))
      return moves ? [`${element.tagName} ${element.getAttribute('class') ?? ''}`] : []
    })
  })

/** Keeps the page's code back, as a slow line or a slow processor does. */
export const holdScripts = async (page: Page) => {
  const held: Route[] = []
  let isHeld = true
  const all = '**/assets/*.js'
  await page.route(all, (route) => {
    if (!isHeld) return route.fallback()
    held.push(route)
  })
  return {
    release: async () => {
      isHeld = false
      await Promise.all(held.map((route) => route.continue()))
      await page.unroute(all)
    },
  }
}
