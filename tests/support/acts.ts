/** People of the demo bank at work in a browser: they sign in and press the buttons of acts. */
import type { APIResponse, Page, Route } from 'playwright-core'
import { demoPassword } from '../../scripts/demo/stories.ts'
import { signIn, type Visit, type VisitOptions, visit } from './browser.ts'
import { demoFile } from './demo-file.ts'
import { type Server, startServer } from './server.ts'

/** A demo bank that stands on today, served from a file of its own. */
export const startDemoServer = async (): Promise<Server & { file: string }> => {
  const file = await demoFile()
  return { ...(await startServer({ environment: { DATABASE_URL: `file:${file}` } })), file }
}

export const enter = async (server: Server, name: string, options: VisitOptions = {}): Promise<Visit> => {
  const seen = await visit(server.address, { locale: 'en', ...options })
  await signIn(seen.page, name, demoPassword)
  return seen
}

export const act = (page: Page, name: string) => page.locator(`main button[name=act][value=${name}]`)

/** Where an act asks once more, its question. */
const ask = async (page: Page, name: string): Promise<void> => {
  const asks = page.locator(`main details:not([open]):has(button[name=act][value=${name}]) > summary`).first()
  if ((await asks.count()) > 0) await asks.click()
}

/** Presses the first button of the act, also where it asks once more, and waits for the answer. */
export const press = async (page: Page, name: string): Promise<void> => {
  await ask(page, name)
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await act(page, name).first().click()
  await answered
}

/**
 * Presses twice, the second time when the server has done the act and the page has not heard of it: the worst moment
 * of a double click, whatever the speed of the machine. Waits for the answer to the second.
 */
export const pressTwice = async (page: Page, name: string): Promise<void> => {
  await ask(page, name)
  const button = act(page, name).first()
  let isFirst = true
  let hold: (held: { route: Route; done: APIResponse }) => void = () => undefined
  const held = new Promise<{ route: Route; done: APIResponse }>((resolve) => {
    hold = resolve
  })
  await page.route('**/*', async (route) => {
    if (!isFirst || route.request().method() !== 'POST') return route.fallback()
    isFirst = false
    hold({ route, done: await route.fetch({ maxRedirects: 0 }) })
  })
  await button.click({ noWaitAfter: true })
  const { route, done } = await held
  await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    button.click({ noWaitAfter: true }),
  ])
  // The page has given the first answer up for this one.
  await route.fulfill({ response: done }).catch(() => undefined)
  await page.unroute('**/*')
}
