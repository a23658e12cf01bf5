/** Which errors of a page are none, and which stay errors: what the journeys look at in the end is worth that much. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { enter, startDemoServer } from '../support/acts.ts'
import type { Server } from '../support/server.ts'

let server: Server

beforeAll(async () => {
  server = await startDemoServer()
}, 120_000)
afterAll(() => server.stop())

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** All that is logged as an error, forgiven or not. */
const logOf = (page: Page): string[] => {
  const log: string[] = []
  page.on('console', (message) => message.type() === 'error' && log.push(message.text()))
  return log
}

/** Answers come in so slowly that their heads are there long before their bodies. */
const slowly = async (page: Page): Promise<void> => {
  const wire = await page.context().newCDPSession(page)
  await wire.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: 2_000,
    uploadThroughput: -1,
  })
}

/** The way there is begun, and the head of the answer has come. */
const isOnTheWayTo = async (page: Page, path: string): Promise<void> => {
  const head = page.waitForResponse((response) => new URL(response.url()).pathname === `${path}.data`)
  await page.locator(`nav a[href="${path}"]`).first().click()
  await head
}

it('what gives way to the next act, or to another page, while its data come in is no error', {
  timeout: 60_000,
}, async () => {
  const { page, context, violations, errors } = await enter(server, 'employee')
  const log = logOf(page)
  // Everything but the data is there by then.
  for (const path of ['/learn', '/voice']) {
    await page.locator(`nav a[href="${path}"]`).first().click()
    await page.waitForURL(`**${path}`)
  }
  await slowly(page)
  await isOnTheWayTo(page, '/learn')
  await isOnTheWayTo(page, '/voice')
  await expect.poll(() => log.filter((text) => text.startsWith('AbortError')).length).toBe(1)
  await expect.poll(() => errors).toEqual([])

  // The browser breaks this off; whether the page still comes to say so is chance.
  await page.reload({ waitUntil: 'commit' })
  await expect.poll(() => [...violations, ...errors]).toEqual([])
  await context.close()
})

it('what the product gives up, what fails, and a report of nothing that was broken off stay errors', {
  timeout: 60_000,
}, async () => {
  const { page, context, errors } = await enter(server, 'employee')
  await page.goto('/voice')
  // What was broken off on the way here is long past.
  await wait(1_500)
  const told = async (during: () => Promise<unknown>): Promise<string[]> => {
    const broken: string[] = []
    page.on('requestfailed', (request) => broken.push(request.failure()?.errorText ?? ''))
    await during()
    // Long enough for the browser to say more of it.
    await wait(300)
    page.removeAllListeners('requestfailed')
    return broken
  }
  const framework = `${server.address}/assets/framework-x.js:1:1`

  // Words of the framework, and nothing that they are about.
  await told(() =>
    page.evaluate((at) => {
      console.error(`AbortError: signal is aborted without reason\n    at x (${at})`)
      console.error('TypeError: network error')
    }, framework),
  )
  expect(errors.splice(0).map((text) => text.split('\n')[0])).toEqual([
    'AbortError: signal is aborted without reason',
    'TypeError: network error',
  ])

  // A request that did fail, with the words of one that was broken off.
  await page.route('**/voice.data', (route) => route.abort('connectionreset'))
  const failed = await told(() =>
    page.evaluate(async (at) => {
      await fetch('/voice.data').catch(() =>
        console.error(`AbortError: signal is aborted without reason\n    at ${at}`),
      )
    }, framework),
  )
  await page.unroute('**/voice.data')
  expect(failed).toEqual(['net::ERR_CONNECTION_RESET'])
  expect(errors.splice(0)).toHaveLength(1)

  // The browser says it was broken off; but it was other code that did it.
  await slowly(page)
  const givenUp = await told(() =>
    page.evaluate(async () => {
      const control = new AbortController()
      const answer = await fetch('/voice.data', { signal: control.signal })
      const read = answer.text().catch((error: unknown) => console.error(error))
      control.abort()
      await read
    }),
  )
  expect(givenUp).toEqual(['net::ERR_ABORTED'])
  expect(errors).toEqual([expect.stringMatching(/^AbortError: signal is aborted without reason/)])
  await context.close()
})
