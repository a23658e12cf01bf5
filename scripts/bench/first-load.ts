/** What a browser meets that has never been here: home, signed in, with nothing kept. Needs Chromium. */
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import type { Served } from './seeded.ts'
import { inTimes, type Measured, median, noiseOf } from './target.ts'

const times = 5
const quietMs = 1_000

type Visit = { requests: number; bytes: number; scriptBytes: number; largestPaintMs: number; shift: number }

/** One visit in a context of its own: requests and bytes as they came over the wire, paint and shift as Chromium saw them. */
const visit = async (browser: Browser, address: string, cookie: string, path = '/'): Promise<Visit> => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } })
  try {
    const pairs = cookie.split('; ').map((pair) => pair.split('='))
    await context.addCookies(pairs.map(([name = '', value = '']) => ({ name, value, url: address })))
    const page = await context.newPage()
    const wire = await context.newCDPSession(page)
    await wire.send('Network.enable')
    const kinds = new Map<string, string>()
    const seen = { requests: 0, bytes: 0, scriptBytes: 0 }
    wire.on('Network.responseReceived', ({ requestId, type }) => {
      kinds.set(requestId, type)
    })
    wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      seen.requests += 1
      seen.bytes += encodedDataLength
      if (kinds.get(requestId) === 'Script') seen.scriptBytes += encodedDataLength
    })
    await page.goto(`${address}${path}`, { waitUntil: 'networkidle' })
    await page.waitForTimeout(quietMs)
    const looked = await page.evaluate(
      () =>
        new Promise<{ largestPaintMs: number; shift: number }>((resolve) => {
          let largestPaintMs = 0
          let shift = 0
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) largestPaintMs = entry.startTime
          }).observe({ type: 'largest-contentful-paint', buffered: true })
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) shift += Number(Reflect.get(entry, 'value') ?? 0)
          }).observe({ type: 'layout-shift', buffered: true })
          setTimeout(() => resolve({ largestPaintMs, shift }), 100)
        }),
    )
    return { ...seen, ...looked }
  } finally {
    await context.close()
  }
}

export const benchFirstLoad = async (served: Served): Promise<Measured[]> => {
  const cookie = await served.as('employee')
  const browser = await launchBrowser()
  try {
    // The first visit of a fresh process is not counted.
    await visit(browser, served.address, cookie)
    const visits = await inTimes(times, () => visit(browser, served.address, cookie))
    // One file of the product alone: what the browser itself needs to ask for something and show it.
    const least = await inTimes(times, () => visit(browser, served.address, cookie, '/health'))
    const of = (name: string, pick: (each: Visit) => number, unit: string, most: number): Measured => {
      const values = visits.map(pick)
      const base = median(least.map(pick))
      return {
        name: `first load of home, ${name}`,
        ...{ value: median(values), unit, most, noise: noiseOf(values) },
        ...(base > 0 && { note: `${(median(values) / base).toFixed(1)}× that of /health` }),
      }
    }
    return [
      of('JavaScript', ({ scriptBytes }) => scriptBytes / 1_000, 'kB', 180),
      of('everything', ({ bytes }) => bytes / 1_000, 'kB', 250),
      of('requests', ({ requests }) => requests, '', 12),
      of('largest paint', ({ largestPaintMs }) => largestPaintMs / 1_000, 's', 0.6),
      of('layout shift', ({ shift }) => shift, '', 0),
    ]
  } finally {
    await browser.close()
  }
}
