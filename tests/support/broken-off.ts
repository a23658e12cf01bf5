/** What a page reports as an error though nobody failed: it was given up, or gave up itself, while its data came in. */
import type { BrowserContext, ConsoleMessage, Page, Request } from 'playwright-core'

/**
 * An act is followed by a request for the page's data anew, in its own time. What is done meanwhile has that broken off,
 * after the head of the answer has come and before all of its body has; and the framework, which reads it, logs whatever
 * ends its reading before it looks at what has (`fetchAndDecode` of @remix-run/react).
 */
const reports = [
  // The whole page is left, so the browser breaks it off.
  /^TypeError: network error/,
  // The next act takes its place, so the framework's router does: it is the framework that gave the signal, and no
  // other code, which would stand first in the stack.
  /^AbortError: signal is aborted without reason\n\s+at [^\n]*\/assets\/framework-[\w-]+\.js:\d+:\d+\)?(\n|$)/,
]
const isReport = (text: string) => reports.some((report) => report.test(text))

/** The two are told of within some 30 ms, in either order. Most other answers count as broken off once they are read. */
const together = 1_000

type Told = { page: Page | null; at: number }

/**
 * Takes out of the errors what reports a request for a page's data that the browser itself says was broken off at that
 * moment, one each. A request that failed otherwise, or a report without one, stays.
 */
export const forgiveBrokenOff = (context: BrowserContext, errors: string[]): void => {
  const reported: (Told & { text: string })[] = []
  const brokenOff: Told[] = []
  const forgive = () => {
    for (const report of [...reported]) {
      const at = brokenOff.findIndex((each) => each.page === report.page && Math.abs(each.at - report.at) < together)
      const inErrors = errors.indexOf(report.text)
      if (at < 0 || inErrors < 0) continue
      brokenOff.splice(at, 1)
      reported.splice(reported.indexOf(report), 1)
      errors.splice(inErrors, 1)
    }
  }
  context.on('requestfailed', (request: Request) => {
    if (!new URL(request.url()).pathname.endsWith('.data')) return
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') return
    brokenOff.push({ page: request.frame().page(), at: Date.now() })
    forgive()
  })
  context.on('console', (message: ConsoleMessage) => {
    if (message.type() !== 'error' || !isReport(message.text())) return
    reported.push({ page: message.page(), at: Date.now(), text: message.text() })
    forgive()
  })
}
